import type { Kysely } from 'kysely';

/** Which sessions nobody has used for too long: they end by it, and are swept. */
export async function idleSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('sessions_last_seen').on('sessions').column('last_seen_at').execute();
}
