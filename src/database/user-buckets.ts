import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** What lists of users are narrowed to, in few letters; written anew by migration 0056. */
const bucket = sql`substr(state, 1, 1) || substr(role, 1, 1)
  || case when last_sign_in_at is null then 'n' else 's' end
  || case when email_folded is null then 'n' when email_shared = 1 then 's' else 'o' end
  || case when mail_failing = 1 then 'f' else 'r' end
  || case when has_factor = 1 then 'f' else 'n' end
  || language`;

/** The orders that lists have; each has an index of the buckets. */
export const bucketOrders = {
  name: sql`name_sort`,
  login: sql`login_folded`,
  created: sql`created_at`,
  last_sign_in: sql`coalesce(last_sign_in_at, 0)`,
  last_reset: sql`coalesce(last_reset_at, 0)`,
};

/**
 * Migration 0020: users who are alike in all that lists are narrowed to stand together, in every order that lists have.
 * That takes the place of an index for each filter: several of those cannot be used at once.
 */
export async function userBuckets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('users')
    .addColumn('has_factor', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await sql`update users set has_factor = 1 where id in
    (select user_id from totp_factors where confirmed_at is not null union select user_id from passkeys)`.execute(db);
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await (isPostgres
    ? sql`alter table users add column bucket text collate "C" generated always as (${bucket}) stored`
    : sql`alter table users add column bucket text generated always as (${bucket}) virtual`
  ).execute(db);
  for (const [name, order] of Object.entries(bucketOrders)) {
    await sql`create index ${sql.ref(`users_bucket_${name}`)} on users (bucket, ${order}, id)`.execute(db);
  }
  if (!isPostgres) await besidePieces(db);
  for (const name of ['state', 'role', 'language', 'email_shared', 'mail_failing']) {
    await db.schema.dropIndex(`users_${name}`).execute();
  }
}

/** What SQLite's index of pieces finds is narrowed and sorted where it is found. */
async function besidePieces(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    sql`alter table user_search add column user_bucket text not null default ''`,
    sql`alter table user_search add column user_name text not null default ''`,
    sql`update user_search set (user_bucket, user_name) =
      (select bucket, name_sort from users where users.id = user_search.user_id)`,
    sql`drop trigger users_search_added`,
    sql`create trigger users_search_added after insert on users begin
      insert into user_search (user_id, text, user_bucket, user_name)
      values (new.id, new.search_text, new.bucket, new.name_sort); end`,
    sql`create trigger users_bucket_changed after update on users
      when new.bucket <> old.bucket or new.name_sort <> old.name_sort begin
      update user_search set user_bucket = new.bucket, user_name = new.name_sort where user_id = new.id; end`,
  ]) {
    await statement.execute(db);
  }
}
