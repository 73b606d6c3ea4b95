import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { searchable } from '../kernel/index.ts';

/** Migration 0008: what lists of users are sorted, filtered and searched by, each with its index; and kept searches. */
export async function usersList(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await addColumns(db, isPostgres);
  await fillColumns(db);
  await addIndexes(db);
  await (isPostgres ? searchOnPostgres(db) : searchOnSqlite(db));
  await favourites(db);
}

/** Compared byte by byte on both engines: only then is everything that begins alike next to each other. */
async function addColumns(db: Kysely<unknown>, isPostgres: boolean): Promise<void> {
  const bytes = isPostgres ? sql`text collate "C"` : sql`text`;
  await db.schema
    .alterTable('users')
    .addColumn('name_sort', bytes, (c) => c.notNull().defaultTo(''))
    .execute();
  await db.schema
    .alterTable('users')
    .addColumn('search_text', 'text', (c) => c.notNull().defaultTo(''))
    .execute();
  for (const flag of ['email_shared', 'mail_failing']) {
    await db.schema
      .alterTable('users')
      .addColumn(flag, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  }
  for (const time of ['last_reset_at', 'reset_until']) {
    await db.schema.alterTable('users').addColumn(time, 'bigint').execute();
  }
  if (!isPostgres) return;
  await sql`alter table users alter column login_folded type text collate "C"`.execute(db);
  await sql`alter table users alter column email_folded type text collate "C"`.execute(db);
}

interface Person {
  id: string;
  name: string;
  login: string;
  email: string | null;
}

/** Of everybody who is here already; as `users/` fills them from now on. */
async function fillColumns(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<Person>`select id, name, login, email from users`.execute(db);
  for (const { id, name, login, email } of rows) {
    const text = [...new Set([name, login, email ?? ''].map(searchable))].join(' ').trim();
    await sql`update users set name_sort = ${searchable(name)}, search_text = ${text} where id = ${id}`.execute(db);
  }
  await sql`update users set email_shared = 1 where email_folded in
    (select email_folded from users where email_folded is not null group by email_folded having count(*) > 1)`.execute(
    db,
  );
  await sql`update users set last_reset_at = (select max(asked_at) from resets where user_id = users.id)`.execute(db);
}

async function addIndexes(db: Kysely<unknown>): Promise<void> {
  for (const column of ['state', 'role', 'company_id', 'language']) {
    await db.schema.createIndex(`users_${column}`).on('users').column(column).execute();
  }
  await db.schema.createIndex('users_name').on('users').columns(['name_sort', 'id']).execute();
  await db.schema.createIndex('users_created').on('users').columns(['created_at', 'id']).execute();
  await sql`create index users_last_sign_in on users (coalesce(last_sign_in_at, 0), id)`.execute(db);
  await sql`create index users_last_reset on users (coalesce(last_reset_at, 0), id)`.execute(db);
  await sql`create index users_reset_until on users (reset_until) where reset_until is not null`.execute(db);
  await sql`create index users_email_shared on users (id) where email_shared = 1`.execute(db);
  await sql`create index users_mail_failing on users (id) where mail_failing = 1`.execute(db);
}

/** Where the extension may not be made the search is right as well, and slower. */
async function searchOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`do $$ begin
    create extension if not exists pg_trgm;
    create index users_search on users using gin (search_text gin_trgm_ops);
  exception when insufficient_privilege or undefined_file or feature_not_supported then
    raise notice 'pg_trgm is not available';
  end $$`.execute(db);
}

/**
 * Every piece of three characters of the texts. It finds rows by number; a user's own would not outlast a VACUUM, so the
 * numbers rest in a table between the two.
 */
async function searchOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`create table user_search (number integer primary key,
      user_id text not null unique references users (id) on delete cascade, text text not null)`,
    sql`create virtual table user_search_index using fts5(
      text, content = 'user_search', content_rowid = 'number', tokenize = 'trigram case_sensitive 1')`,
    sql`create trigger user_search_added after insert on user_search begin
      insert into user_search_index (rowid, text) values (new.number, new.text); end`,
    sql`create trigger user_search_gone after delete on user_search begin
      insert into user_search_index (user_search_index, rowid, text) values ('delete', old.number, old.text); end`,
    sql`create trigger user_search_changed after update of text on user_search begin
      insert into user_search_index (user_search_index, rowid, text) values ('delete', old.number, old.text);
      insert into user_search_index (rowid, text) values (new.number, new.text); end`,
    sql`create trigger users_search_added after insert on users begin
      insert into user_search (user_id, text) values (new.id, new.search_text); end`,
    sql`create trigger users_search_changed after update of search_text on users
      when new.search_text <> old.search_text begin
      update user_search set text = new.search_text where user_id = new.id; end`,
    sql`insert into user_search (user_id, text) select id, search_text from users order by id`,
  ]) {
    await statement.execute(db);
  }
}

async function favourites(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('favourites')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('owner_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('list', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('query', 'text', (c) => c.notNull())
    .addColumn('shared', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('favourites_list').on('favourites').columns(['list', 'owner_id']).execute();
}
