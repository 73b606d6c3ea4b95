import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oneAtATime } from '../../src/audit/one-at-a-time.ts';

describe('long work that many ask for', () => {
  it('runs once at a time, and never answers with what began before it was asked for', async () => {
    const runs: PromiseWithResolvers<number>[] = [];
    const ask = oneAtATime(() => {
      const run = Promise.withResolvers<number>();
      runs.push(run);
      return run.promise;
    });
    const first = ask();
    await Promise.resolve();
    const [second, third] = [ask(), ask()];
    assert.equal(runs.length, 1);
    runs[0]?.reject(new Error('the database is away'));
    await assert.rejects(first);
    runs[1]?.resolve(2);
    assert.deepEqual([await second, await third, runs.length], [2, 2, 2]);
  });
});
