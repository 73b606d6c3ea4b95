import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { type Database, openDatabase, type Reader, type Tx } from '../../src/database/index.ts';
import { minute } from '../../src/kernel/index.ts';
import { type Engine, onEveryEngine, type Place, sqlite } from '../engines.ts';
import { refuses } from '../refuses.ts';

const put = (key: string) => (tx: Tx) => tx.insertInto('installation').values({ key, value: 'x' }).execute();

const keys = async (db: Reader) => (await db.selectFrom('installation').select('key').execute()).map(({ key }) => key);

/** A read that takes half a second or more. */
async function count(db: Reader): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < 3000000)
    select count(*) as count from numbers`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Reads of PostgreSQL that take as long as they are to: behind a lock. Three of them are all that go on at once. */
async function locked(database: Database) {
  const [held, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = database.write(async (tx) => {
    await sql`select pg_advisory_xact_lock(1)`.execute(tx);
    held.resolve();
    await over.promise;
  });
  await held.promise;
  const read = (db: Reader): Promise<unknown> => sql`select pg_advisory_xact_lock_shared(1)`.execute(db);
  const end = (): Promise<void> => {
    over.resolve();
    return holding;
  };
  return { atOnce: 3, read, end };
}

/** Until what was asked for is under way. */
const begun = (): Promise<void> => delay(20);

onEveryEngine('reads that may take long', (engine: Engine) => {
  let database: Database;
  before(async () => {
    database = await engine.open();
  });
  after(() => database.close());

  it('hold up nobody: whoever reads or writes after they have begun is done before them', async () => {
    const done: string[] = [];
    const { atOnce, read, end } =
      engine.name === 'SQLite' ? { atOnce: 1, read: count, end: () => {} } : await locked(database);
    const long = Array.from({ length: atOnce }, () => read(database.lists).then(() => done.push('long')));
    const behind = keys(database.lists).then(() => done.push('behind'));
    await begun();
    await keys(database.read).then(() => done.push('read'));
    await database.write(put('meanwhile')).then(() => done.push('write'));
    await end();
    await Promise.all([...long, behind]);
    assert.deepEqual(done.slice(0, 2), ['read', 'write']);
    assert.equal(done[2], 'long');
  });

  it('see what was committed before they were asked', async () => {
    await database.write(put('committed'));
    assert.ok((await keys(database.lists)).includes('committed'));
  });

  it('are refused as busy when too many wait, and served again afterwards', async () => {
    const crowd = await Promise.allSettled(Array.from({ length: 600 }, () => keys(database.lists)));
    const refused = crowd.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    assert.ok(refused.length > 0 && refused.length <= 100);
    for (const reason of refused) await refuses(Promise.reject(reason), 'busy');
    assert.ok((await keys(database.lists)).length > 0);
  });
});

describe('the thread that reads lists on SQLite', () => {
  let place: Place;
  let path: string;
  let database: Database;
  const threads: Worker[] = [];
  const noted = (worker: Worker): void => void threads.push(worker);
  before(() => void process.on('worker', noted));
  after(() => void process.off('worker', noted));
  beforeEach(async () => {
    threads.splice(0);
    place = await sqlite.migrated();
    path = place.url.slice('sqlite:'.length);
    database = await openDatabase(place.url);
  });
  afterEach(async () => {
    await database.close();
    await place.remove();
  });

  it('is started when a list is read, ended after a minute in which none was, and started again', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      await keys(database.read);
      assert.equal(threads.length, 0);
      for (let reads = 0; reads < 3; reads++) {
        await keys(database.lists);
        mock.timers.tick(minute - 1);
      }
      const [thread] = threads;
      assert.ok(thread && thread.threadId > 0);
      const ended = once(thread, 'exit');
      mock.timers.tick(1);
      await ended;
      await keys(database.lists);
      assert.equal(threads.length, 2);
    } finally {
      mock.timers.reset();
    }
  });

  it('tells all values as they are told without it', async () => {
    const values = (db: Reader) =>
      sql`select null as missing, 7 as whole, -0.5 as part, ${2 ** 53 - 1} as large, ${1n} as counted, '' as empty,
        'ü😀' as text, x'00ff' as bytes, ${Buffer.from('b')} as given`.execute(db);
    assert.deepEqual((await values(database.lists)).rows, (await values(database.read)).rows);
  });

  it('tells what SQLite refuses as SQLite does, and writes nothing', async () => {
    const refused = { 'select * from nowhere': 'SQLITE_ERROR', 'delete from limits returning key': 'SQLITE_READONLY' };
    for (const [statement, code] of Object.entries(refused)) {
      for (const db of [database.read, database.lists])
        await assert.rejects(sql.raw(statement).execute(db), { name: 'SqliteError', code });
    }
    assert.equal(threads.length, 1);
  });

  it('fails what it was reading when it ends by itself, and another one reads on', async () => {
    await keys(database.lists);
    const long = assert.rejects(count(database.lists), /The thread that reads lists has ended/);
    const behind = keys(database.lists);
    await begun();
    await threads[0]?.terminate();
    await long;
    assert.deepEqual(await behind, await keys(database.read));
    assert.equal(threads.length, 2);
  });

  it('ends with the database, which sends away whoever waits for it and leaves nothing beside the file', async () => {
    await keys(database.lists);
    const waiting = [count, keys].map((read) => refuses(read(database.lists), 'busy'));
    await begun();
    await database.close();
    await Promise.all(waiting);
    assert.equal(threads[0]?.threadId, -1);
    assert.ok(!existsSync(`${path}-wal`));
    database = await openDatabase(place.url);
  });

  it('is not started for another file in the same place', async () => {
    renameSync(path, `${path}.aside`);
    copyFileSync(`${path}.aside`, path);
    const { cause } = await refuses(keys(database.lists), 'busy');
    assert.match(String(cause), /was replaced or removed while it was in use/);
    renameSync(`${path}.aside`, path);
    await keys(database.lists);
  });

  it('leaves the lock by which others see that the file is in use', { skip: !existsSync('/proc/locks') }, async () => {
    await keys(database.lists);
    const { ino } = statSync(path);
    const ours = new RegExp(` ${process.pid} [0-9a-f:]+:${ino} `);
    assert.match(readFileSync('/proc/locks', 'utf8'), ours);
  });
});
