import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fold } from '../../src/kernel/index.ts';

describe('fold', () => {
  it('takes no notice of case, of space around, and of how an accent was typed', () => {
    assert.equal(fold('  Mara.Keller '), 'mara.keller');
    assert.equal(fold('JOSÉ'), fold('jose\u0301'));
    assert.equal(fold('ÅNGSTRÖM'), 'ångström');
  });

  it('I-03 never lets a character outside ASCII become one inside', () => {
    assert.equal(fold('\u212aarl'), '\u212aarl'); // Kelvin sign, which NFC and lower case both turn into k
    assert.equal(fold('\u0130van'), '\u0130van'); // capital I with a dot, which lower case turns into i and a dot
    assert.equal(fold('a\u037eb'), 'a\u037eb'); // Greek question mark, which NFC turns into a semicolon
    assert.equal(fold('\u1fefa'), '\u1fefa'); // Greek varia, which NFC turns into a grave accent
    assert.notEqual(fold('m\u0131ke'), fold('mike')); // dotless i
  });

  it('I-05 keeps what merely looks alike apart', () => {
    assert.notEqual(fold('p\u0430vel'), fold('pavel')); // Cyrillic а
    assert.notEqual(fold('straße'), fold('strasse'));
    assert.notEqual(fold('ﬁona'), fold('fiona'));
  });

  it('takes the domain of an email through IDNA, and only the domain', () => {
    assert.equal(fold('Ann@MÜNCHEN.example'), 'ann@xn--mnchen-3ya.example');
    assert.equal(fold('ann@xn--mnchen-3ya.example'), fold('ann@münchen.example'));
    assert.equal(fold('münchen'), 'münchen');
  });

  it('does not take part of a domain for the whole', () => {
    assert.notEqual(fold('ann@good.example/evil'), fold('ann@good.example'));
    assert.notEqual(fold('ann@0x7f.1'), fold('ann@127.0.0.1'));
    assert.notEqual(fold('ann@münchen.example:25'), fold('ann@münchen.example'));
  });

  it('folds what is folded to itself, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)));
    const email = fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }));
    fc.assert(fc.property(email, ([local, domain]) => fold(fold(`${local}@${domain}`)) === fold(`${local}@${domain}`)));
  });

  it('never adds an ASCII letter that was not there, outside a domain', () => {
    const letters = (text: string): number => [...text].filter((one) => /[a-z]/i.test(one)).length;
    const noAt = fc.string({ unit: 'binary' }).filter((text) => !text.includes('@'));
    fc.assert(fc.property(noAt, (text) => letters(fold(text)) <= letters(text)));
  });
});
