import type { Kysely } from 'kysely';

/** Migration 0072: by which second factor a session was opened, so that it ends with that one. */
export async function openedSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sessions').addColumn('factor_used', 'text').execute();
}
