import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Migration 0027: what is swept is found by an index, and a letter that warns knows whom, so that it can be erased with them. */
export async function retention(db: Kysely<unknown>): Promise<void> {
  await resets(db);
  await warnings(db);
}

async function resets(db: Kysely<unknown>): Promise<void> {
  // Without a digest of what was typed they are older than 30 days, and nobody's: those go with that digest from now on.
  await sql`delete from resets where user_id is null and outcome = 'drop' and typed_digest is null`.execute(db);
  // What may run out unused: asks that led to no letter are not among it, and stay for long.
  await db.schema.dropIndex('resets_going').execute();
  await sql`create index resets_going on resets (expires_at) where ended_at is null and outcome != 'drop'`.execute(db);
  await sql`create index resets_decided on resets (expires_at) where state != 'asked'`.execute(db);
  await sql`create index resets_remembered on resets (asked_at) where typed_digest is not null`.execute(db);
}

async function warnings(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const inData = (name: string) => (isPostgres ? sql`data::json ->> ${name}` : sql`json_extract(data, ${`$.${name}`})`);
  await db.schema.alterTable('messages').addColumn('warned_user_id', 'text').execute();
  await sql`update messages set warned_user_id = coalesce(${inData('administrator')}, ${inData('user')})
    where user_id is null`.execute(db);
  await sql`create index messages_warned on messages (warned_user_id) where warned_user_id is not null`.execute(db);
}
