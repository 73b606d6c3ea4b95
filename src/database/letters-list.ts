import { type Kysely, sql } from 'kysely';

/** What the list of letters is filtered by, newest first. */
export async function lettersList(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('messages_to_address').on('messages').columns(['to_address', 'id']).execute();
  await db.schema.createIndex('messages_kind').on('messages').columns(['kind', 'id']).execute();
  // The rare ones: nearly all letters were sent, and are found without an index.
  await sql`create index messages_not_sent on messages (state, id) where state != 'sent'`.execute(db);
}
