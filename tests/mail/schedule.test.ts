import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, minute, systemRandom } from '../../src/kernel/index.ts';
import { isSpent, waitAfter } from '../../src/mail/schedule.ts';

describe('the waits between tries', () => {
  it('are 1, 2, 5, 10, 15, 30 minutes and then an hour, a fifth shorter or longer', () => {
    for (const [tries, usual] of [1, 2, 5, 10, 15, 30, 60, 60, 60].entries()) {
      const waits = Array.from({ length: 50 }, () => waitAfter(tries + 1, systemRandom));
      assert.ok(waits.every((wait) => wait >= 0.8 * usual * minute && wait <= 1.2 * usual * minute));
      assert.ok(new Set(waits).size > 1);
    }
  });

  it('end when less than a tenth of the life is left', () => {
    const life = { createdAt: 0, expiresAt: 10 * hour };
    assert.equal(isSpent(life, 9 * hour), false);
    assert.equal(isSpent(life, 9 * hour + 1), true);
  });
});
