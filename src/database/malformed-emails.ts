import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { isEmail } from '../kernel/index.ts';
import { bucketOrders } from './user-buckets.ts';

/** As of migration 0020, but that the letter of the email tells as well whether letters could go to it. */
const bucket = sql`substr(state, 1, 1) || substr(role, 1, 1)
  || case when last_sign_in_at is null then 'n' else 's' end
  || case when email_folded is null then 'n'
    when email_malformed = 1 then case when email_shared = 1 then 't' else 'm' end
    when email_shared = 1 then 's' else 'o' end
  || case when mail_failing = 1 then 'f' else 'r' end
  || case when has_factor = 1 then 'f' else 'n' end
  || language`;

const readAtOnce = 10_000;
const markedAtOnce = 500;

/** Migration 0056: whose email is none that letters can go to. They were taken over from elsewhere. */
export async function malformedEmails(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('users')
    .addColumn('email_malformed', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await markMalformed(db);
  await (db.getExecutor().adapter instanceof PostgresAdapter ? bucketOnPostgres(db) : bucketOnSqlite(db));
}

async function markMalformed(db: Kysely<unknown>): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ id: string; email: string }>`
      select id, email from users where id > ${after} and email is not null order by id limit ${readAtOnce}`.execute(
      db,
    );
    const malformed = rows.filter(({ email }) => !isEmail(email)).map(({ id }) => id);
    for (let from = 0; from < malformed.length; from += markedAtOnce) {
      const ids = sql.join(malformed.slice(from, from + markedAtOnce));
      await sql`update users set email_malformed = 1 where id in (${ids})`.execute(db);
    }
    if (rows.length < readAtOnce) return;
    after = rows.at(-1)?.id ?? '';
  }
}

/** Nothing is known of how the values of a new column are spread until they are looked at. */
async function bucketOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column bucket,
    add column bucket text collate "C" generated always as (${bucket}) stored`.execute(db);
  await indexBuckets(db);
  await sql`analyze users`.execute(db);
}

/** What looks at the column has to go before it does. */
async function bucketOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const trigger of ['users_search_added', 'users_bucket_changed'])
    await sql`drop trigger ${sql.ref(trigger)}`.execute(db);
  for (const name of Object.keys(bucketOrders)) await db.schema.dropIndex(`users_bucket_${name}`).execute();
  await sql`alter table users drop column bucket`.execute(db);
  await sql`alter table users add column bucket text generated always as (${bucket}) virtual`.execute(db);
  await indexBuckets(db);
  for (const statement of [
    sql`update user_search set user_bucket = (select bucket from users where users.id = user_search.user_id)
      where user_id in (select id from users where email_malformed = 1)`,
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

async function indexBuckets(db: Kysely<unknown>): Promise<void> {
  for (const [name, order] of Object.entries(bucketOrders))
    await sql`create index ${sql.ref(`users_bucket_${name}`)} on users (bucket, ${order}, id)`.execute(db);
}
