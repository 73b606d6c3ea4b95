import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Database, together } from '../../src/database/index.ts';
import { Refusal } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';

onEveryEngine('work done together', (engine) => {
  let database: Database;
  before(async () => {
    database = await engine.open();
  });
  after(() => database.close());

  const keys = async (): Promise<string[]> =>
    (await database.read.selectFrom('installation').select('key').execute()).map(({ key }) => key);

  /** Writes a row for each key, and says how many came together; refuses what is called so, and fails over the rest. */
  const writer = (most: number) =>
    together<string, number>(database, most, async (tx, inputs) => {
      const rows = inputs.map((key) => ({ key, value: 'x' }));
      await tx.insertInto('installation').values(rows).execute();
      if (inputs.includes('bug')) throw new Error('a bug');
      return inputs.map((key) => (key.startsWith('refused') ? new Refusal('forbidden', {}) : inputs.length));
    });

  it('takes those who come at once into one transaction, and no more than it is told', async () => {
    const write = writer(3);
    assert.deepEqual(await Promise.all(['a1', 'a2', 'a3', 'a4'].map(write)), [3, 3, 3, 1]);
    assert.deepEqual(await write('a5'), 1);
  });

  it('answers when it is durable, and each caller for themselves', async () => {
    const settled = await Promise.allSettled(['b1', 'refused', 'b2'].map(writer(10)));
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    for (const key of ['b1', 'refused', 'b2']) assert.ok((await keys()).includes(key));
  });

  it('takes back only the one that shows a bug', async () => {
    const settled = await Promise.allSettled(['c1', 'bug', 'c2'].map(writer(10)));
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const found = await keys();
    assert.ok(found.includes('c1') && found.includes('c2') && !found.includes('bug'));
  });

  it('does nothing twice of which nobody knows whether it was committed', async () => {
    let times = 0;
    const lost: Database = {
      ...database,
      async write(body) {
        times += 1;
        await database.write(body);
        throw new Refusal('busy', { retryAfter: 5 });
      },
    };
    const write = together<string, undefined>(lost, 10, async (tx, inputs) => {
      await tx
        .insertInto('installation')
        .values(inputs.map((key) => ({ key, value: 'x' })))
        .execute();
      return inputs.map(() => undefined);
    });
    const settled = await Promise.allSettled(['d1', 'd2'].map(write));
    assert.ok(settled.every((one) => one.status === 'rejected' && one.reason instanceof Refusal));
    assert.equal(times, 1);
  });
});
