import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId, second, systemRandom } from '../../src/kernel/index.ts';
import { movedClock } from '../moved-clock.ts';

describe('ids that are made in one millisecond', () => {
  it('sort in the order of making', () => {
    const clock = movedClock();
    const ids = Array.from({ length: 3_000 }, () => newId(clock, systemRandom));
    assert.deepEqual(ids, ids.toSorted());
  });

  it('do not tell how many were made before', () => {
    const clock = movedClock();
    const firsts = Array.from({ length: 200 }, () => {
      clock.advance(second);
      return newId(clock, systemRandom).slice(14, 18);
    });
    assert.ok(new Set(firsts).size > 50);
  });
});
