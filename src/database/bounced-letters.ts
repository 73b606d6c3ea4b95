import type { Kysely } from 'kysely';

/** What came back lately is found without walking over all letters. */
export async function bouncedLetters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('messages_bounced')
    .on('messages')
    .column('ended_at')
    .where('state' as never, '=', 'bounced')
    .execute();
}
