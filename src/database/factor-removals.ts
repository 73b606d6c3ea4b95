import type { Kysely } from 'kysely';

/** How staff made sure of whoever had their second factors removed. In the sealed record a note could be erased with nobody. */
export async function factorRemovals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('factor_removals')
    .addColumn('user_id', 'text', (c) => c.primaryKey().references('users.id').onDelete('cascade'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('identity_check', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .execute();
}
