import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { minute, Refusal, second, systemClock, systemRandom } from '../kernel/index.ts';
import type { Database, Tx } from './index.ts';
import { listsWait } from './lists-wait.ts';
import { isCollision, unusable, wordsOf } from './postgres-failure.ts';
import { connect, longestWait } from './postgres-pool.ts';
import { createWakeUps } from './postgres-wake-ups.ts';
import type { Schema } from './schema.ts';

/** Apart from each other, so that pages can be read while every writer waits for a lock, or while lists take long. */
const most = { readers: 8, lists: 3, writers: 8 };
/** How often a body is tried that collides with others. */
const mostTries = 5;
const oldestServer = 150_000;
/** Differences below this are the network's, and a clock that is moved for them would not run evenly. */
const smallestOffset = 250;

type Body<T> = (tx: Tx) => Promise<T | Refusal>;

/**
 * PostgreSQL 15 or newer, shared by any number of processes. READ COMMITTED: a body that reads and then writes must
 * lock what it has read (`forNoKeyUpdate`), write on a condition, or go `alone`.
 */
export async function openPostgres(url: string): Promise<Database> {
  const read = connect(url, { most: most.readers });
  const lists = connect(url, { most: most.lists, places: listsWait.places, keep: minute });
  const writer = connect(url, { most: most.writers });
  const wakeUps = createWakeUps(url, writer);
  const offset = await measured(read);
  return {
    engine: 'postgres',
    read,
    lists,
    async write(body) {
      const result = await transact(writer, body);
      wakeUps.committed();
      if (result instanceof Refusal) throw result;
      return result;
    },
    writeAlone: (body) => writeAlone(url, body),
    changes: wakeUps.changes,
    commits: wakeUps.commits,
    clockOffset: offset.now,
    identity: () => identityOf(read),
    async close() {
      offset.close();
      await wakeUps.close();
      await Promise.all([read.destroy(), lists.destroy(), writer.destroy()]);
    },
  };
}

/** Tries again what collided with another transaction: nothing of it has happened. Whatever else fails is not tried again. */
async function transact<T>(writer: Kysely<Schema>, body: Body<T>): Promise<T | Refusal> {
  for (let tries = 1; ; tries += 1) {
    try {
      const transaction = writer.transaction().setIsolationLevel('read committed');
      return await transaction.execute((tx) => body(tx as unknown as Tx));
    } catch (error) {
      if (tries === mostTries || !isCollision(error)) throw error;
      await delay(systemRandom.bytes(1).readUInt8() / 4); // those that collided do not come back together
    }
  }
}

async function writeAlone<T>(url: string, body: Body<T>): Promise<T> {
  const writer = connect(url, { most: 1, patient: true });
  try {
    const result = await transact(writer, async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('rekey alone', 0))`.execute(tx);
      // Whoever waits for a table holds up everybody who comes after.
      await sql`set local lock_timeout = ${sql.lit(longestWait)}`.execute(tx);
      return body(tx);
    });
    if (result instanceof Refusal) throw result;
    return result;
  } catch (error) {
    throw unusable(error);
  } finally {
    await writer.destroy();
  }
}

/** Makes sure of the server and measures how far its clock is ahead, now and once a minute. */
async function measured(db: Kysely<Schema>): Promise<{ now(): number; close(): void }> {
  try {
    let offset = await firstOffset(db);
    const measure = async (): Promise<void> => {
      const found = await offsetOf(db).catch(() => offset);
      if (Math.abs(found - offset) >= smallestOffset) offset = found;
    };
    const timers = [setInterval(measure, minute), setInterval(onJump(measure), second)];
    for (const timer of timers) timer.unref();
    return { now: () => offset, close: () => timers.forEach(clearInterval) };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

/** Acts once this machine's clock and the time that passes have parted. */
function onJump(act: () => Promise<void>): () => void {
  const wall = systemClock();
  const distance = (): number => wall.now() - wall.monotonic();
  let before = distance();
  return () => {
    const now = distance();
    if (Math.abs(now - before) >= smallestOffset) void act();
    before = now;
  };
}

async function firstOffset(db: Kysely<Schema>): Promise<number> {
  await untilItAnswers(db);
  const offset = await offsetOf(db);
  return Math.abs(offset) >= smallestOffset ? offset : 0;
}

async function offsetOf(db: Kysely<Schema>): Promise<number> {
  const wall = systemClock();
  const asked = wall.now();
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(db);
  return Math.round((rows[0]?.now ?? asked) - (asked + wall.now()) / 2);
}

/** A server that starts beside us gets as long as any other wait. Refuses `configuration`. */
async function untilItAnswers(db: Kysely<Schema>): Promise<void> {
  const until = performance.now() + longestWait;
  for (;;) {
    try {
      return await makeSureOf(db);
    } catch (failure) {
      const error = unusable(failure);
      if (!(error instanceof Refusal) || !error.is('busy')) throw error;
      if (performance.now() > until) refuse(`The database does not answer: ${wordsOf(error.cause)}.`);
      await delay(250);
    }
  }
}

async function makeSureOf(db: Kysely<Schema>): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string; commit: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
      current_setting('synchronous_commit') as commit`.execute(db);
  const [server] = rows;
  if (!server || server.version < oldestServer) refuse('The database must be PostgreSQL 15 or newer.');
  if (server.encoding !== 'UTF8') refuse(`The database must be encoded in UTF8, not ${server.encoding}.`);
  if (server.commit === 'off') refuse('The database answers before it has stored: synchronous_commit must not be off.');
}

/** A dump that was read into another database or cluster differs; a standby that took over does not. */
async function identityOf(db: Kysely<Schema>): Promise<string | undefined> {
  const asked = sql<{ identity: string }>`
    select system_identifier || ':' || oid || ':' as identity
    from pg_control_system(), pg_database where datname = current_database()`;
  // Whoever runs the server may keep its control data to themselves.
  const { rows } = await asked.execute(db).catch(() => ({ rows: [] }));
  return rows[0]?.identity;
}

function refuse(why: string): never {
  throw new Refusal('configuration', { why });
}
