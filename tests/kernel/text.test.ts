import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isEmail, isStorable, maskEmail, nameLine, oneLine, unturned } from '../../src/kernel/index.ts';

const nested = (open: string, text: string, close: string): string =>
  `${open.repeat(30_000)}${text}${close.repeat(30_000)}`;

describe('what somebody is called', () => {
  it('keeps the letters of every script, and the joiners that Persian, Hindi and emoji are written with', () => {
    for (const name of ['محمد علی', 'علی\u200cرضا', 'שרה לוי', 'क्\u200dष', '👩\u200d🚀 Mae', "Zoë O'Brien", '王小明'])
      assert.deepEqual([nameLine(name), unturned(name)], [name, name]);
  });

  it('has nothing that is not seen, nor what turns the direction of the rest', () => {
    assert.equal(nameLine('\u202eniam\u202c\u200b \u2066A\u00add\ufeffa\u2069\u2060\u200f\n'), 'niam Ada');
    assert.equal(nameLine('\u200b\u202e '), '');
  });
});

describe('email addresses', () => {
  for (const good of [
    'a@b.example',
    'mara.keller+tag@mail.example.com',
    "o'brien@example.com",
    'jörg@münchen.example',
    '用户@例子.example',
    'a@localhost',
  ]) {
    it(`takes ${good}`, () => assert.ok(isEmail(good)));
  }

  const bad = [
    '',
    '@',
    'a@',
    '@b',
    'a b@c.example',
    'a@b@c',
    '"a b"@c.example',
    'a@[127.0.0.1]',
    'a..b@c.example',
    '.a@c.example',
    'a@-b.example',
    'a@b..c',
    'a@b.example\r\nBcc: x@y',
    'a@b.example,c@d.example',
    '<a@b.example>',
    'a(x)@b.example',
    'a@b.example.',
    `${'x'.repeat(65)}@b.example`,
    `a@${'x'.repeat(64)}.example`,
  ];
  for (const text of bad) it(`does not take ${JSON.stringify(text).slice(0, 60)}`, () => assert.ok(!isEmail(text)));

  it('I-10 judges hostile texts at once', () => {
    const hostile = ['a@'.repeat(30_000), `${'!'.repeat(60_000)}@b`, `a@${'b.'.repeat(30_000)}`];
    hostile.push(nested('g:', 'a@b', ';'), nested('(', 'a@b', ')'), nested('<', 'a@b', '>'), nested('"', 'a', '"@b'));
    for (const text of hostile) assert.ok(!isEmail(text));
  });

  it('takes none with a control character, a space or a bracket', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !isEmail(text) || !/[\s<>()[\],;:"\\\p{Cc}]/u.test(text)),
    );
  });

  it('is masked for logs', () => assert.equal(maskEmail('mara@example.com'), 'm…@example.com'));
});

describe('texts', () => {
  it('are put on one line, whatever they were', () => {
    assert.equal(oneLine(' a\r\nb\u2028c\0d '), 'a b c d');
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => [...oneLine(text, 20)].length <= 20 && !/[\p{Cc}\p{Cs}]/u.test(oneLine(text)),
      ),
    );
  });

  it('are storable unless they are no UTF-8', () => {
    assert.ok(isStorable('日本 🔑'));
    assert.ok(!isStorable('\ud800') && !isStorable('a\0b'));
  });
});
