import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { safeRedirect } from '../../src/http/index.ts';

const pieces = fc.constantFrom(
  '/',
  '\\',
  '.',
  '..',
  '%2e',
  '%2E%2e',
  '%2f',
  '%5c',
  '?',
  '#',
  '@',
  ':',
  'evil.example',
  'https:',
  'javascript:alert(1)',
  '\t',
  '\n',
  '\r',
  '\0',
  ' ',
  '\u00a0',
  '\u2028',
  '\ud800',
  'é',
  'x',
  '%',
  '%00',
  ';',
  '&',
  '=',
);
const tricky = fc.oneof(
  fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
);
const rooted = tricky.map((path) => `/${path}`);

const elsewhere = [
  ...['//evil.example', '/\\evil.example', '\\/evil.example', 'https://evil.example', 'javascript:alert(1)'],
  ...['/.//evil.example', '/x/..//evil.example', '/%2e%2e//evil.example', '/\t/evil.example'],
];

describe('safeRedirect', () => {
  it('I-45 never leads to another site, whichever site it is followed on', () => {
    fc.assert(
      fc.property(fc.oneof(tricky, rooted), (path) => {
        const safe = safeRedirect(path);
        if (safe === undefined) return;
        for (const base of ['https://reset.lumen.example/web/login', 'http://127.0.0.1:8470/a/b/c']) {
          assert.equal(new URL(safe, base).origin, new URL(base).origin);
        }
        assert.match(safe, /^\/(?![/\\])[\x21-\x7e]*$/, 'one printable line in one spelling');
      }),
      { numRuns: 5000, examples: elsewhere.map((path) => [path]) },
    );
  });

  it('answers the same for what it answered', () => {
    fc.assert(
      fc.property(rooted, (path) => {
        const safe = safeRedirect(path);
        if (safe !== undefined) assert.equal(safeRedirect(safe), safe);
      }),
    );
  });

  it('keeps a path with its query and fragment', () => {
    assert.equal(safeRedirect('/odoo/project?view=list&id=7#top'), '/odoo/project?view=list&id=7#top');
  });

  for (const path of [...['', 'x'], ...elsewhere, ...['/x\r\nSet-Cookie: a=b', '/x\\y']]) {
    it(`refuses ${JSON.stringify(path)}`, () => assert.equal(safeRedirect(path), undefined));
  }

  it('refuses what is absent or endless', () => {
    assert.equal(safeRedirect(undefined), undefined);
    assert.equal(safeRedirect(`/${'x'.repeat(3000)}`), undefined);
  });
});
