import type { Violation } from '../kernel/index.ts';
import type { MessageKey } from '../locale/index.ts';

/*
 * What a password must be, rule by rule. The same objects judge on the server and in the page, print the hints and
 * fill the `passwordrules` attribute. Pure: this file runs in a browser as it is.
 */

export interface Rule {
  /** Stable: violations, texts and audit name it. */
  code: string;
  hint: { key: MessageKey; params: Record<string, string | number> };
  /** Whether the page can judge it alone. The others need the lists and the person, which only the server has. */
  local: boolean;
  /** Its part of the `passwordrules` attribute, by which password managers generate. */
  passwordRules?: string;
  /** `undefined`: kept. */
  check(candidate: Candidate): Violation | undefined;
}

/** A password as the rules see it. */
export interface Candidate {
  password: string;
  /** How many characters (code points) it has after NFC, the form in which it is hashed. */
  length: number;
  /** How many of them a person sees. */
  seen: number;
  findings: Findings;
}

/** What the server found out beforehand. In a page there is nothing. */
export interface Findings {
  common?: { piece: string } | undefined;
  personal?: { of: string; part: string } | undefined;
  /** The word of the installation's own list that it contains. */
  barred?: { word: string } | undefined;
  breached?: boolean;
}

/** Above, a password is refused, never cut. */
export const mostCharacters = 256;

/** NFC makes one character of four at most, of two code units each: what is longer than this is too long in any form. */
const longestComposed = 8 * mostCharacters;

/**
 * The form in which a password is judged and hashed: NFC, so that one typed on another keyboard is the same. What is
 * longer than any password stays as it is, because the work of NFC grows with the square of a row of marks.
 */
export function composed(password: string): string {
  return password.length > longestComposed ? password : password.normalize('NFC');
}

export function candidate(password: string, findings: Findings = {}): Candidate {
  const judged = composed(password);
  return { password: judged, length: lengthOf(judged), seen: lengthOf(judged.replace(unseen, '')), findings };
}

function lengthOf(password: string): number {
  return [...password].length;
}

/**
 * What nobody sees as a character of its own: control characters, those that Unicode lets a screen leave out (soft hyphens,
 * joiners, spaces without width, variation selectors, fillers), and of an emoji what is joined to it and its skin tone. All
 * else counts one: each letter, each vowel sign and mark that a script writes upon letters, and the space.
 */
const unseen =
  /\u200d\p{Extended_Pictographic}\p{Emoji_Modifier}?|(?<=\p{Emoji_Modifier_Base})\p{Emoji_Modifier}|[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;

/** Only what is seen makes a password longer: whoever reads "8 characters" counts those. */
export function atLeast(min: number): Rule {
  return {
    code: 'length',
    hint: { key: 'passwords.hint.length', params: { min } },
    local: true,
    passwordRules: `minlength: ${min};`,
    check: ({ seen }) => (seen < min ? violation('length', { length: seen, min }) : undefined),
  };
}

/** A password above is refused, never cut. */
export function atMost(max: number): Rule {
  return {
    code: 'too_long',
    hint: { key: 'passwords.hint.too_long', params: { max } },
    local: true,
    passwordRules: `maxlength: ${max};`,
    check: ({ length }) => (length > max ? violation('too_long', { length, max }) : undefined),
  };
}

/** A letter of any script counts for its case. */
export const lower = contains('lower', 'lower', /\p{Ll}/u);
export const upper = contains('upper', 'upper', /[\p{Lu}\p{Lt}]/u);
/** A decimal digit of any script. */
export const digit = contains('number', 'digit', /\p{Nd}/u);
/** Any other character, the space among them. A letter without case, a mark upon a letter and what nobody sees are none. */
export const special = contains('special', 'special', /[^\p{L}\p{M}\p{Nd}\p{Cc}\p{Default_Ignorable_Code_Point}]/u);

export const notCommon: Rule = {
  code: 'common',
  hint: { key: 'passwords.hint.common', params: {} },
  local: false,
  check: ({ findings: { common } }) => common && violation('common', { ...common }),
};

export const notPersonal: Rule = {
  code: 'personal',
  hint: { key: 'passwords.hint.personal', params: {} },
  local: false,
  check: ({ findings: { personal } }) => personal && violation('personal', { ...personal }),
};

/** ASVS 6.2.11: words that this installation bars. */
export const notBarred: Rule = {
  code: 'barred',
  hint: { key: 'passwords.hint.barred', params: {} },
  local: false,
  check: ({ findings: { barred } }) => barred && violation('barred', { ...barred }),
};

/** ASVS 6.2.12. */
export const notBreached: Rule = {
  code: 'breached',
  hint: { key: 'passwords.hint.breached', params: {} },
  local: false,
  check: ({ findings: { breached } }) => (breached ? violation('breached', {}) : undefined),
};

export function notUsedBefore(last: number): Rule {
  return {
    code: 'used_before',
    hint: { key: 'passwords.hint.used_before', params: { last } },
    local: false,
    // Compared last of all, where everything else is kept.
    check: () => undefined,
  };
}

/** Also of one that was made void where none is remembered (0). */
export function wasUsedBefore(last: number): Violation {
  return violation('used_before', { last });
}

function contains(code: 'lower' | 'upper' | 'number' | 'special', appleClass: string, one: RegExp): Rule {
  return {
    code,
    hint: { key: `passwords.hint.${code}`, params: {} },
    local: true,
    passwordRules: `required: ${appleClass};`,
    check: ({ password }) => (one.test(password) ? undefined : violation(code, {})),
  };
}

function violation(rule: string, params: Violation['params']): Violation {
  return { rule, params };
}
