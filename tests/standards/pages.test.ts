import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { incidents, proofsOf, requirements, standardPages } from './pages.ts';
import { root, titles } from './titles.ts';

/** How many requirements of Level 1 and 2 each chapter of ASVS 5.0 has; V10 and V17 are told of in words. */
const asked = {
  1: 27,
  2: 11,
  3: 19,
  4: 10,
  5: 9,
  6: 35,
  7: 18,
  8: 7,
  9: 7,
  11: 14,
  12: 9,
  13: 13,
  14: 9,
  15: 13,
  16: 16,
};

describe('the pages about standards', () => {
  for (const { path, text } of standardPages()) {
    it(`${path} is what npm run docs writes from the tests`, () => {
      assert.equal(readFileSync(join(root, path), 'utf8'), text);
    });
  }

  it('have every requirement of Level 1 and 2 once', () => {
    const ids = requirements().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const counts: Record<string, number> = {};
    for (const id of ids) counts[id.split('.')[0] ?? ''] = (counts[id.split('.')[0] ?? ''] ?? 0) + 1;
    assert.deepEqual(counts, asked);
  });

  it('name a proof for whatever is called met, and a reason for everything else', () => {
    for (const { id, verdict, proof } of requirements()) {
      assert.ok(verdict === 'met' || verdict === 'read' ? proof.includes('[[') : proof !== '', id);
    }
  });

  it('have every incident, with a test named after it or the reason why there is none', () => {
    const known = titles();
    const told = incidents();
    assert.deepEqual(
      told.map(({ id }) => id),
      Array.from({ length: 62 }, (_, index) => `I-${String(index + 1).padStart(2, '0')}`),
    );
    for (const { id, none } of told) assert.equal(proofsOf(id, known).length > 0, none === '', id);
  });
});
