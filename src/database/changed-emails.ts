import type { Kysely } from 'kysely';

/** Since when letters to a user go where they go now. */
export async function changedEmails(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('email_changed_at', 'bigint').execute();
}
