import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { createLine, Refusal } from '../../src/kernel/index.ts';

/** Work that ends when the test says so. */
function createWorks() {
  const ends: (() => void)[] = [];
  let most = 0;
  let now = 0;
  return {
    work: async (): Promise<string> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise<void>((resolve) => ends.push(resolve));
      now -= 1;
      return 'done';
    },
    started: () => ends.length,
    most: () => most,
    endNext: async () => {
      ends[0]?.();
      ends.shift();
      await settled();
    },
  };
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBusy(error: unknown): boolean {
  return error instanceof Refusal && error.is('busy') && error.details.retryAfter > 0;
}

describe('A bounded line', () => {
  it('runs so many at once and no more, and the others in their order', async () => {
    const works = createWorks();
    const line = createLine({ atOnce: 2, places: 5, patience: 1000 });
    const order: number[] = [];
    const all = [0, 1, 2, 3, 4].map((one) => line.run(works.work).then(() => order.push(one)));
    assert.equal(works.started(), 2);
    for (let one = 0; one < 5; one += 1) await works.endNext();
    await Promise.all(all);
    assert.deepEqual(order, [0, 1, 2, 3, 4]);
    assert.equal(works.most(), 2);
  });

  it('refuses who finds no place, and has places again later', async () => {
    const works = createWorks();
    const line = createLine({ atOnce: 1, places: 2, patience: 1000 });
    const inside = [line.run(works.work), line.run(works.work), line.run(works.work)];
    await assert.rejects(line.run(works.work), isBusy);
    await works.endNext();
    inside.push(line.run(works.work));
    await assert.rejects(line.run(works.work), isBusy);
    for (let one = 0; one < 3; one += 1) await works.endNext();
    assert.deepEqual(await Promise.all(inside), ['done', 'done', 'done', 'done']);
  });

  it('keeps places for those who are known', async () => {
    const works = createWorks();
    const line = createLine({ atOnce: 1, places: 1, kept: 1, patience: 1000 });
    const inside = [line.run(works.work), line.run(works.work)];
    await assert.rejects(line.run(works.work), isBusy);
    inside.push(line.run(works.work, 'known'));
    await assert.rejects(line.run(works.work, 'known'), isBusy);
    for (let one = 0; one < 3; one += 1) await works.endNext();
    assert.deepEqual(await Promise.all(inside), ['done', 'done', 'done']);
  });

  it('refuses whose turn does not come in time, and never does their work', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const works = createWorks();
      const line = createLine({ atOnce: 1, places: 2, patience: 1000 });
      const first = line.run(works.work);
      const late = assert.rejects(line.run(works.work), isBusy);
      mock.timers.tick(999);
      const inTime = line.run(works.work);
      mock.timers.tick(1);
      await late;
      await works.endNext();
      mock.timers.tick(1000);
      assert.equal(works.started(), 1);
      await works.endNext();
      assert.deepEqual(await Promise.all([first, inTime]), ['done', 'done']);
    } finally {
      mock.timers.reset();
    }
  });

  it('goes on after work that fails', async () => {
    const line = createLine({ atOnce: 1, places: 1, patience: 1000 });
    const failing = line.run(() => Promise.reject(new Error('broken')));
    const next = line.run(async () => 'done');
    await assert.rejects(failing, /broken/);
    assert.equal(await next, 'done');
    assert.equal(await line.run(async () => 'again'), 'again');
  });
});
