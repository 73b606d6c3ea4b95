import type { Kysely } from 'kysely';

/** Migration 0068: until when the account was secured that moved on to another email. */
export async function securedBefore(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('email_changes').addColumn('secured_before', 'bigint').execute();
}
