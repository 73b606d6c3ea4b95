import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createLocale } from '../../src/locale/index.ts';
import { violationText } from '../../src/passwords/index.ts';
import { plainTerms, policyOf, violationsOf } from '../../src/passwords/policies.ts';
import { generated, parsePasswordRules } from './generated.ts';

const guide = policyOf(plainTerms('guide'));
const modern = policyOf(plainTerms('modern'));
const presets = [guide, modern];
const t = createLocale().in('en');

function codes(password: string, policy = guide): string[] {
  return violationsOf(policy, password).map(({ rule }) => rule);
}

describe('The rules of a policy', () => {
  it('are versioned, and of two presets', () => {
    assert.deepEqual(
      presets.map(({ id, minLength, maxLength }) => [id, minLength, maxLength]),
      [
        ['guide@1', 8, 256],
        ['modern@1', 15, 256],
      ],
    );
  });

  it('count a letter of any script for its case', () => {
    assert.deepEqual(codes('Ωδεζηθ1!'), []);
    assert.deepEqual(codes('Жуки-и-7'), []);
    assert.deepEqual(codes('ǅabcdef-7'), []);
    assert.deepEqual(codes('ΩΩΩΩΩΩ1!'), ['lower']);
    assert.deepEqual(codes('жжжжжж1!'), ['upper']);
    assert.deepEqual(codes('正しい馬の電池'), ['length', 'lower', 'upper', 'number', 'special']);
  });

  it('count a decimal digit of any script as a number', () => {
    assert.deepEqual(codes('Kitesky-٣'), []);
    assert.deepEqual(codes('Kitesky-½'), ['number']);
  });

  it('count any other character as special, a space and an emoji too, but not a mark upon a letter', () => {
    for (const sign of [' ', '-', '€', '🦊', '½', '\u00a0', '\ud800'])
      assert.deepEqual(codes(`Kitesky7${sign}`), [], sign);
    assert.deepEqual(codes('Kitesky7x\u030c'), ['special']);
  });

  it('count characters as people do, not the units that they are stored in', () => {
    assert.deepEqual(codes('Aa1🦊🐢🦉🐝'), ['length']);
    assert.deepEqual(codes('Aa1🦊🐢🦉🐝🐞'), []);
    assert.deepEqual(codes('e\u0301'.repeat(4).concat('A1!')), ['length']);
    assert.deepEqual(codes(`Aa1${'🦊'.repeat(253)}`), []);
    assert.deepEqual(codes(`Aa1${'🦊'.repeat(254)}`), ['too_long']);
  });

  it('count nothing that nobody sees, and an emoji that is joined of several as the one that is seen', () => {
    for (const unseen of ['\u200b', '\u00ad', '\ufe0f', '\u{e0100}', '\u2060', '\u3164', '\u200d', '\u0001'])
      assert.deepEqual(codes(`Aa1!${unseen.repeat(4)}`), ['length'], JSON.stringify(unseen));
    for (const unseen of ['\u200b', '\u3164', '\0', '\t', '\u0085'])
      assert.deepEqual(codes(`Kitesky7${unseen}`), ['special'], JSON.stringify(unseen));
    const joined = ['👨‍👩‍👧‍👦', '👩🏽‍🚀', '🏳️‍🌈', '👍🏿', '👁️‍🗨️'];
    for (const emoji of joined) assert.deepEqual(codes(`Aa1!xy${emoji}`), ['length'], emoji);
    assert.deepEqual(codes(`Aa1${joined.join('')}`), []);
    assert.deepEqual(codes(`Aa1!${'\u200b'.repeat(260)}seven`), ['too_long']);
  });

  it('count the marks of scripts that write with them, as they are seen and typed', () => {
    assert.deepEqual(codes('नमस्ते-1Aa'), []);
    assert.deepEqual(codes('مُحَمَّد-1Aa'), []);
    assert.deepEqual(codes('नमस्-Aa'), ['length', 'number']);
    assert.deepEqual(codes('می\u200cرم-1A'), ['length', 'lower']);
  });

  it('tell with each violation what there is and what is needed', () => {
    assert.deepEqual(violationsOf(guide, 'Kites7'), [
      { rule: 'length', params: { length: 6, min: 8 } },
      { rule: 'special', params: {} },
    ]);
    assert.deepEqual(violationsOf(modern, 'x'.repeat(300)), [{ rule: 'too_long', params: { length: 300, max: 256 } }]);
  });

  it('keep what only the server can judge when they judge alone', () => {
    assert.deepEqual(codes('Password1!'), []);
    assert.deepEqual(
      guide.rules.filter(({ local }) => !local).map(({ code }) => code),
      ['common', 'personal'],
    );
  });
});

describe('The texts of the rules', () => {
  it('are hints that say what is wanted', () => {
    assert.deepEqual(
      guide.rules.map(({ hint }) => t(hint.key, hint.params)),
      [
        'At least 8 characters',
        'At most 256 characters',
        'A lowercase letter',
        'An uppercase letter',
        'A number',
        'A special character: a sign or a space',
        'Not common: no well-known password, and more than one word, name, date or keyboard run',
        'Not personal: no part of your name, login, email or company',
      ],
    );
  });

  it('tell each violation and what to do', () => {
    const told = (rule: string, params: Record<string, string | number> = {}) => {
      const text = violationText({ rule, params });
      return t(text.key, text.params);
    };
    assert.equal(told('length', { length: 6, min: 8 }), 'It has 6 characters; at least 8 are needed.');
    assert.equal(told('length', { length: 1, min: 8 }), 'It has 1 character; at least 8 are needed.');
    assert.equal(told('length', { length: 0, min: 8 }), 'It has no characters; at least 8 are needed.');
    assert.match(told('too_long', { length: 300, max: 256 }), /300 characters; at most 256/);
    for (const rule of ['lower', 'upper', 'number', 'special']) assert.match(told(rule), /^It has no .+\. Add /);
    const pieces = ['list', 'word', 'series', 'date', 'keyboard', 'sequence', 'repetition'];
    assert.equal(new Set(pieces.map((piece) => told('common', { piece }))).size, pieces.length);
    assert.match(told('personal', { of: 'name', part: "O'{Hara}" }), /^It contains “O'{Hara}” from your name\. Leave/);
    assert.match(told('differs'), /not the same/);
  });
});

describe('The passwordrules attribute', () => {
  it('is what the rules say', () => {
    assert.equal(
      guide.passwordRules,
      'minlength: 8; maxlength: 256; required: lower; required: upper; required: digit; required: special;',
    );
    assert.equal(modern.passwordRules, 'minlength: 15; maxlength: 256;');
    for (const { passwordRules, minLength } of presets)
      assert.equal(parsePasswordRules(passwordRules).minlength, minLength);
  });

  it('makes a password manager generate what the page accepts', () => {
    for (const policy of presets)
      fc.assert(
        fc.property(generated(policy.passwordRules, { shortest: 0 }), (password) => {
          assert.deepEqual(violationsOf(policy, password), []);
        }),
      );
  });
});

describe('The files of the rules', () => {
  it('run in a browser: they import each other and nothing else, and use nothing of Node.js', () => {
    const folder = new URL('../../src/passwords/', import.meta.url);
    const seen = new Set<string>();
    const follow = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const text = readFileSync(new URL(name, folder), 'utf8');
      assert.doesNotMatch(text, /\b(?:process|Buffer|require|globalThis)\b|node:/, name);
      for (const [, from = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)) follow(from);
    };
    follow('./policies.js');
    assert.deepEqual([...seen].sort(), ['./policies.js', './rules.js']);
  });
});
