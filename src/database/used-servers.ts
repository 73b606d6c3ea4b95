import type { Kysely } from 'kysely';

/** Migration 0081: which outgoing mail servers are still in use, those of the environment, too, which have no row of their own. */
export async function usedServers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('outgoing_mail_server_states')
    .addColumn('used_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
}
