import { sql } from 'kysely';
import { type Database, migrate, openDatabase, type Tx } from '../src/database/index.ts';
import { day, firstIdAt, hour, minute } from '../src/kernel/index.ts';
import { indexingAfterwards, type Table } from './seed-indexes.ts';
import { firstName, lastName } from './seed-names.ts';

/** How many of each are made. The n-th session, reset, event and letter belong to the n-th user, as far as there are users. */
export interface Seed {
  users: number;
  sessions?: number;
  resets?: number;
  events?: number;
  letters?: number;
}

/** Rows in one statement: none takes as long as a server lets a statement take. */
const atOnce = 20_000;

/** Migrates the database at `url` and fills it. */
export async function seedInto(url: string, wanted: Seed): Promise<void> {
  const database = await openDatabase(url);
  try {
    await migrate(database);
    await database.write(makeCompany);
    await seed(database, wanted);
  } finally {
    await database.close();
  }
}

async function makeCompany(tx: Tx): Promise<void> {
  if (await tx.selectFrom('companies').select('id').limit(1).executeTakeFirst()) return;
  const row = { id: '01900000-0000-7000-9000-000000000001', name: 'Seeded', language: 'en', help_name: 'IT support' };
  await tx
    .insertInto('companies')
    .values({ ...row, created_at: Date.now() })
    .execute();
}

/** Fills a migrated database with people whom only numbers tell apart; the database itself makes them. */
export async function seed(database: Database, { users, ...others }: Seed): Promise<void> {
  const { sessions = 0, resets = 0, events = 0, letters = 0 } = others;
  const parts = await partsFor(database);
  const fill = (table: Table, count: number, make: Make) =>
    count === 0
      ? undefined
      : indexingAfterwards(database, table, () =>
          inSteps(count, (from, to) => database.write((tx) => make(tx, parts, from, to))),
        );
  await fill('users', users, makeUsers);
  await fill('sessions', sessions, makeSessions);
  await fill('resets', resets, makeResets);
  await fill('audit_events', events, makeEvents);
  await fill('messages', letters, makeLetters);
  // What cleans up after so many new rows would else do so while they are looked at.
  if (database.engine === 'postgres') await sql`vacuum (analyze)`.execute(database.read);
  else await database.write(async (tx) => void (await sql`analyze`.execute(tx)));
}

type Make = (tx: Tx, parts: Parts, from: number, to: number) => Promise<void>;

async function inSteps(count: number, step: (from: number, to: number) => Promise<void>): Promise<void> {
  for (let from = 1; from <= count; from += atOnce) await step(from, Math.min(count, from + atOnce - 1));
}

interface Parts {
  now: number;
  companyId: string;
  /** The id of the n-th row, in the form of a UUID of version 7. */
  id: ReturnType<typeof sql<string>>;
  /** The same of what was made two days ago: letters are forgotten by the age of their id. */
  recentId: ReturnType<typeof sql<string>>;
}

async function partsFor(database: Database): Promise<Parts> {
  const { id: companyId } = await database.read.selectFrom('companies').select('id').limit(1).executeTakeFirstOrThrow();
  const hex = database.engine === 'postgres' ? sql`lpad(to_hex(n), 12, '0')` : sql`printf('%012x', n)`;
  const now = Date.now();
  const recent = firstIdAt(now - 2 * day).slice(0, '01900000-0000'.length);
  return {
    now,
    companyId,
    id: sql<string>`'01900000-0000-7000-8000-' || ${hex}`,
    recentId: sql<string>`${sql.lit(`${recent}-7000-8000-`)} || ${hex}`,
  };
}

function numbers(from: number, to: number) {
  return sql`recursive numbers (n) as (
    select cast(${from} as integer) union all select n + 1 from numbers where n < ${to})`;
}

/** Every tenth is invited, another tenth archived; every second is of `example.org` and reads German. */
async function makeUsers(tx: Tx, { now, companyId, id }: Parts, from: number, to: number): Promise<void> {
  const at = sql`cast(${now - 400 * day} as bigint) + n * 1000`;
  await sql`
    with ${numbers(from, to)},
    people (n, name, login, host) as (
      select n, ${firstName} || ' ' || ${lastName}, ${firstName} || '.' || ${lastName} || '.' || n,
        case n % 2 when 0 then 'example.org' else 'example.com' end
      from numbers)
    insert into users (id, company_id, name, login, login_folded, email, email_folded, role, state, language, time_zone,
      created_at, archived_at, archived_from, last_sign_in_at, name_sort, search_text)
    select ${id}, ${companyId}, name, login, login, login || '@' || host, login || '@' || host, 'user',
      case n % 10 when 0 then 'invited' when 1 then 'archived' else 'confirmed' end,
      case n % 2 when 0 then 'de' else 'en' end, 'UTC', ${at},
      case n % 10 when 1 then cast(${now} as bigint) end, case n % 10 when 1 then 'confirmed' end,
      case when n % 10 > 1 then ${at} + ${day} end,
      name, name || ' ' || login || ' ' || login || '@' || host
    from people`.execute(tx);
}

async function makeSessions(tx: Tx, { now, id }: Parts, from: number, to: number): Promise<void> {
  await sql`
    with ${numbers(from, to)}
    insert into sessions (id, token_digest, user_id, made_by, created_at, last_seen_at, ends_at, authenticated_at)
    select ${id}, 'seeded ' || n, ${id}, 'password', ${now - hour}, ${now - minute}, ${now + day}, ${now - hour}
    from numbers`.execute(tx);
}

/** Every second has expired, and one of a thousand was cancelled. */
async function makeResets(tx: Tx, { now, id }: Parts, from: number, to: number): Promise<void> {
  await sql`
    with ${numbers(from, to)}
    insert into resets (id, purpose, source, state, user_id, asked_at, last_asked_at, asked_by_kind, expires_at,
      decided_at, outcome, reason, ended_at)
    select ${id}, 'reset', 'self',
      case when n % 1000 = 1 then 'cancelled' when n % 2 = 0 then 'expired' else 'completed' end, ${id}, ${now - 2 * day}, ${now - 2 * day}, 'stranger', ${now - day},
      ${now - 2 * day}, 'send', 'send', ${now - 2 * day + hour}
    from numbers`.execute(tx);
}

/**
 * Every second tells of a job, and one of a thousand of a refusal. Not sealed yet: a server that is started beside them has
 * that to do first.
 */
async function makeEvents(tx: Tx, { now, id }: Parts, from: number, to: number): Promise<void> {
  await sql`
    with ${numbers(from, to)}
    insert into audit_events (id, at, event, actor_kind, subject_kind, subject_id, outcome, details, request_id)
    select ${id}, ${now - 2 * day}, case n % 2 when 0 then 'job.done' else 'session.opened' end, 'stranger', 'user', ${id},
      case n % 1000 when 1 then 'refused' else 'done' end, '{}', 'seeded'
    from numbers`.execute(tx);
}

/** Every second is a notice of a changed password, and one of a thousand came to nothing. */
async function makeLetters(tx: Tx, { now, id, recentId }: Parts, from: number, to: number): Promise<void> {
  await sql`
    with ${numbers(from, to)}
    insert into messages (id, kind, user_id, to_name, to_address, data, state, message_id, created_at, run_at, expires_at,
      attempts, fence, sent_at, ended_at)
    select ${recentId}, case n % 2 when 0 then 'password_changed' else 'reset' end, ${id}, 'Seeded', 'seeded.' || n || '@example.org',
      '{}', case n % 1000 when 1 then 'failed' else 'sent' end, '<' || n || '@seeded>', ${now - 2 * day}, ${now - 2 * day},
      ${now - day}, 1, 1, case when n % 1000 <> 1 then cast(${now - 2 * day} as bigint) end, ${now - 2 * day}
    from numbers`.execute(tx);
}
