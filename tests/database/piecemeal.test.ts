import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal, type Database, deleteOutlived } from '../../src/database/index.ts';
import { onEveryEngine } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';

const clock = movedClock();
const deleteEnded = deleteOutlived({ table: 'limits', key: ['key'], time: 'ends_at' });

onEveryEngine('what is swept piecemeal', (engine) => {
  let database: Database;
  before(async () => {
    database = await engine.open();
  });
  after(() => database.close());

  const count = async (): Promise<number> => (await database.read.selectFrom('limits').select('key').execute()).length;
  const put = (rows: number) =>
    database.write(async (tx) => {
      const numbers = Array.from({ length: rows }, (_, index) => index + 1);
      const counters = numbers.map((ends_at) => ({ key: `counter ${ends_at}`, count: 1, ends_at }));
      await tx.insertInto('limits').values(counters).execute();
    });
  /** Sweeps what has ended by then; answers how much each transaction took. */
  const sweep = async (until: number, then: (transactions: number) => void = () => {}, stop?: AbortSignal) => {
    const taken: number[] = [];
    await createPiecemeal(
      { database, clock },
      stop,
    )(async (tx, most) => {
      const some = await deleteEnded(tx, until, most);
      taken.push(some);
      then(taken.length);
      return some;
    });
    return taken;
  };

  it('goes some at a time, the oldest first, until only what has not ended is left', async () => {
    await put(500);
    assert.deepEqual(await sweep(450), [100, 100, 100, 100, 50]);
    const left = await database.read.selectFrom('limits').select('ends_at').orderBy('ends_at').execute();
    assert.deepEqual([left.length, left[0]?.ends_at], [50, 451]);
    assert.deepEqual(await sweep(500), [50]);
  });

  it('lets others write in between', async () => {
    await put(1_000);
    const others: Promise<number>[] = [];
    await sweep(1_000, (transactions) => {
      if (transactions === 1) others.push(database.write(async () => 0).then(count));
    });
    const [left = 0] = await Promise.all(others);
    assert.ok(left > 0, 'a write that came after the first of many transactions waited for all of them');
    assert.equal(await count(), 0);
  });

  it('is stopped between two transactions, and goes on another time', async () => {
    await put(1_000);
    const stop = new AbortController();
    assert.deepEqual(await sweep(1_000, (transactions) => transactions === 2 && stop.abort(), stop.signal), [100, 100]);
    assert.equal(await count(), 800);
    await sweep(1_000);
    assert.equal(await count(), 0);
  });
});
