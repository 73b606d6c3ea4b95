import type { Kysely } from 'kysely';

/** Since when "this was not me" counts for an account. */
export async function securedAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('users').addColumn('secured_at', 'bigint').execute();
}
