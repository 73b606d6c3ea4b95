import { sql } from 'kysely';
import type { Database, Tx } from '../src/database/index.ts';

export type Table = 'users' | 'sessions' | 'resets' | 'audit_events' | 'messages';

/**
 * Lets `work` fill a table that has no index but those of its constraints, and then makes the others of all rows at once:
 * row by row that takes several times as long. What makes them is what the database itself said of them.
 */
export async function indexingAfterwards(database: Database, table: Table, work: () => Promise<void>): Promise<void> {
  const { pause, resume } = database.engine === 'sqlite' ? onSqlite : onPostgres;
  const paused = await database.writeAlone((tx) => pause(tx, table));
  await work();
  await database.writeAlone((tx) => resume(tx, table, paused));
}

interface How {
  /** Answers the statements that make again what it takes away. */
  pause(tx: Tx, table: Table): Promise<string[]>;
  resume(tx: Tx, table: Table, statements: string[]): Promise<void>;
}

interface Made {
  type: 'index' | 'trigger';
  name: string;
  made: string;
}

/** With the triggers that tell the search of new users. */
const onSqlite: How = {
  async pause(tx, table) {
    const { rows } = await sql<Made>`
      select type, name, sql as made from sqlite_master
      where (type = 'index' and tbl_name = ${table} and sql is not null)
        or (${table} = 'users' and name in ('users_search_added', 'user_search_added'))`.execute(tx);
    for (const { type, name } of rows) await sql`drop ${sql.raw(type)} ${sql.ref(name)}`.execute(tx);
    return rows.map(({ made }) => made);
  },
  async resume(tx, table, statements) {
    if (table === 'users') await fillSearch(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
  },
};

async function fillSearch(tx: Tx): Promise<void> {
  await sql`insert into user_search (user_id, text, user_bucket, user_name)
    select id, search_text, bucket, name_sort from users
    where id not in (select user_id from user_search) order by id`.execute(tx);
  await sql`insert into user_search_index (user_search_index) values ('rebuild')`.execute(tx);
}

const onPostgres: How = {
  async pause(tx, table) {
    const { rows } = await sql<Pick<Made, 'name' | 'made'>>`
      select indexname as name, indexdef as made from pg_indexes
      where schemaname = current_schema and tablename = ${table}
        and not exists (select 1 from pg_constraint where conindid = (schemaname || '.' || indexname)::regclass)`.execute(
      tx,
    );
    for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(tx);
    return rows.map(({ made }) => made);
  },
  async resume(tx, _table, statements) {
    await sql`set local maintenance_work_mem = '512MB'`.execute(tx);
    for (const statement of statements) await sql.raw(statement).execute(tx);
  },
};
