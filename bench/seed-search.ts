import { sql } from 'kysely';
import type { Database, Tx } from '../src/database/index.ts';

/**
 * Lets `work` write users that the search does not hear of, and then makes its index of all of them at once: row by row
 * that takes longer than everything else.
 */
export async function indexingAfterwards(database: Database, work: () => Promise<void>): Promise<void> {
  const [before, afterwards] = database.engine === 'sqlite' ? [pauseOnSqlite, rebuildOnSqlite] : [dropIndex, makeIndex];
  const paused = await database.writeAlone(before);
  await work();
  await database.writeAlone((tx) => afterwards(tx, paused));
}

const addingTriggers = ['users_search_added', 'user_search_added'];

/** Answers what makes the triggers again. */
async function pauseOnSqlite(tx: Tx): Promise<string[]> {
  const names = sql.join(addingTriggers);
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_master where name in (${names})`.execute(tx);
  for (const name of addingTriggers) await sql`drop trigger ${sql.ref(name)}`.execute(tx);
  return rows.map((row) => row.sql);
}

async function rebuildOnSqlite(tx: Tx, triggers: string[]): Promise<void> {
  await sql`insert into user_search (user_id, text, user_bucket, user_name)
    select id, search_text, bucket, name_sort from users
    where id not in (select user_id from user_search) order by id`.execute(tx);
  await sql`insert into user_search_index (user_search_index) values ('rebuild')`.execute(tx);
  for (const trigger of triggers) await sql.raw(trigger).execute(tx);
}

/** Nothing where the server has no such index. */
async function dropIndex(tx: Tx): Promise<string[]> {
  const index = sql`select indexdef as made from pg_indexes where indexname = 'users_search'`;
  const { rows } = await sql<{ made: string }>`${index}`.execute(tx);
  if (rows.length > 0) await sql`drop index users_search`.execute(tx);
  return rows.map(({ made }) => made);
}

async function makeIndex(tx: Tx, indexes: string[]): Promise<void> {
  for (const index of indexes) await sql.raw(index).execute(tx);
}
