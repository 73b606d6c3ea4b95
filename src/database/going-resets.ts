import { type Kysely, sql } from 'kysely';

/**
 * Migration 0084: the resets of a user that go on are found without those that led to no letter, of which anybody causes as many
 * as they like.
 */
export async function goingResets(db: Kysely<unknown>): Promise<void> {
  await sql`create index resets_going_of on resets (user_id) where ended_at is null and outcome != 'drop'`.execute(db);
}
