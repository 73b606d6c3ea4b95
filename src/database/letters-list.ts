import { type Kysely, sql } from 'kysely';

/** What the list of letters is filtered by, newest first. */
export async function lettersList(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('messages_to_address').on('messages').columns(['to_address', 'id']).execute();
  await db.schema.createIndex('messages_kind').on('messages').columns(['kind', 'id']).execute();
  // The rare ones: what waits has an index of its own, and most others were sent.
  await sql`create index messages_not_sent on messages (state, id)
    where state not in ('queued', 'sending', 'sent')`.execute(db);
}
