import { domainToASCII } from 'node:url';

/**
 * The form under which two names of the same thing are equal: trimmed, NFC, lower case per code point.
 * A character outside ASCII never becomes one inside (the Kelvin sign stays itself), because that
 * is how one person's name became another's elsewhere. In an email the domain goes through IDNA.
 * Idempotent. Folded values rest in columns of their own; the database never folds.
 */
export function fold(text: string): string {
  const folded = compose(lowerCase(compose(text.trim())));
  const at = folded.lastIndexOf('@');
  return at < 1 ? folded : `${folded.slice(0, at)}@${foldDomain(folded.slice(at + 1))}`;
}

/** The folded form of a text that an engine's `lower` may not fold alike; none where that is enough. */
export function foldBeyondAscii(text: string | null): string | null {
  return text !== null && [...text].some((character) => !isAscii(character)) ? fold(text) : null;
}

/** Whether two emails are one, however they are written; where there is none in both, too. */
export function isSameEmail(one: string | null | undefined, other: string | null | undefined): boolean {
  return fold(one ?? '') === fold(other ?? '');
}

/** The three characters that NFC itself would turn into ASCII: Kelvin sign, Greek question mark, Greek varia. */
const becomesAscii = /[^\u212a\u037e\u1fef]+/gu;

function compose(text: string): string {
  return text.replace(becomesAscii, (part) => part.normalize('NFC'));
}

function lowerCase(text: string): string {
  let lower = '';
  for (const character of text) lower += lowerCaseOf(character);
  return lower;
}

function lowerCaseOf(character: string): string {
  const lower = character.toLowerCase();
  return isAscii(character) || ![...lower].some(isAscii) ? lower : character;
}

function isAscii(character: string): boolean {
  return (character.codePointAt(0) ?? 0) < 0x80;
}

/** Only what can be a host name goes to the URL parser, which would cut `a.example/b` at the slash. */
const internationalHost = /^(?=.*[^\0-\x7f])[a-z0-9.\-\u{80}-\u{10ffff}]+$/u;

function foldDomain(domain: string): string {
  return (internationalHost.test(domain) && domainToASCII(domain)) || domain;
}
