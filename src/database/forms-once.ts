import type { Kysely } from 'kysely';

/** Which form last sent a reset's letter once more. */
export async function formsOnce(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('resets').addColumn('resent_form', 'text').execute();
}
