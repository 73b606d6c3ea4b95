import type { Kysely } from 'kysely';

/** What was used for that which a "this was not me" link is about: it is disowned as well. */
export async function usedFactors(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('links').addColumn('factor_used', 'text').execute();
}
