import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonical, plain } from '../../src/passwords/canonical.ts';

/** Any string, with lone surrogates, marks and letters of every script. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
);

describe('The canonical form of a password', () => {
  it('undoes case and the usual substitutions', () => {
    assert.equal(canonical('P@55W0rD'), 'password');
    assert.equal(canonical('7r4ns1a73'), canonical('translate'));
    assert.equal(canonical('$ILLy'), canonical('51l1Y'));
  });

  it('undoes marks, wide letters, ligatures and cases of several letters', () => {
    assert.equal(plain('Ｍüller'), 'muller');
    assert.equal(plain('STRASSE'), plain('straße'));
    assert.equal(plain('GROẞ'), plain('groß'));
    assert.equal(plain('İstanbul'), 'istanbul');
    assert.equal(plain('ΟΔΟΣ'), plain('οδος'));
    assert.equal(plain('e\u0301'), plain('é'));
  });

  it('is without what nobody sees inside a word', () => {
    const unseen = [
      '\u00ad',
      '\u200b',
      '\u200d',
      '\u2060',
      '\ufe0f',
      '\u{e0100}',
      '\u115f',
      '\u3164',
      '\uffa0',
      '\0',
      '\u0085',
    ];
    for (const one of unseen) assert.equal(canonical(`p@ss${one}word`), 'password', JSON.stringify(one));
  });

  it('leaves other signs and the letters of other scripts as they are', () => {
    assert.equal(canonical('2689!#-_ 김철수 ж'), '2689!#-_ 김철수 ж');
  });

  it('is the same when taken again, for any text', () => {
    fc.assert(fc.property(anyText, (text) => canonical(canonical(text)) === canonical(text)));
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const once = canonical(String.fromCodePoint(code));
      if (canonical(once) !== once) assert.fail(`U+${code.toString(16)}`);
    }
  });
});
