import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/faults.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| F-'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/faults.md', () => {
  it('has a line for every fault from F-01 to F-48', () => {
    const wanted = Array.from({ length: 48 }, (_, index) => `F-${String(index + 1).padStart(2, '0')}`);
    assert.deepEqual(
      rows.map(([, fault]) => fault),
      wanted,
    );
  });

  for (const [, fault = '', , , proof = ''] of rows) {
    it(`names proofs of ${fault} that there are, or says why there is none`, () => {
      if (proof.startsWith('Not proved')) return;
      const files = [...proof.matchAll(/(tests\/[\w/.-]+\.ts): ((?:(?!; tests\/).)+)/g)];
      assert.ok(files.length > 0, proof);
      for (const [, file = '', titles = ''] of files) {
        const source = readFileSync(join(root, file), 'utf8');
        for (const title of titles.split('; ')) {
          const begins = title.replace(/(\. Not proved| \(|\. [A-Z]).*$/, '');
          assert.ok(source.includes(begins), `${file} has no test "${begins}"`);
        }
      }
    });
  }
});
