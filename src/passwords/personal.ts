import { domainToUnicode } from 'node:url';
import { canonical } from './canonical.ts';
import type { Findings } from './rules.ts';

/** Whose password it is to be. */
export interface Person {
  name: string;
  login: string;
  email: string | undefined;
  company: string | undefined;
}

/** What is written about a person, and under which heading a violation names it. */
interface Fact {
  of: 'name' | 'login' | 'email' | 'company';
  text: string;
}

const shortestPart = 4;

/** Longer than any name, login, email or company that is kept: of more than that, its beginning is looked for. */
const longestFact = 254;

/**
 * The first part of what is known about a person that a password contains: in any case, forwards or backwards, with
 * the usual substitutions. Pure.
 */
export function findPersonal(password: string, person: Person): Findings['personal'] {
  const judged = canonical(password);
  for (const { of, text } of factsOf(person)) {
    const part = partsOf(text).find((one) => containsEitherWay(judged, canonical(one)));
    if (part !== undefined) return { of, part };
  }
  return undefined;
}

function containsEitherWay(judged: string, part: string): boolean {
  return judged.includes(part) || judged.includes([...part].reverse().join(''));
}

/** Cut here, whatever a door lets in: to take a long run of marks apart costs the square of its length. */
function factsOf(person: Person): Fact[] {
  const [name, login, email, company] = [person.name, person.login, person.email ?? '', person.company ?? ''].map(
    (text) => text.slice(0, longestFact),
  ) as [string, string, string, string];
  return [
    { of: 'name', text: name },
    ...addressFacts('login', login),
    ...addressFacts('email', email),
    { of: 'company', text: company },
  ];
}

/** Of an address: its local part and its domain's name. A login without `@` is all local part. */
function addressFacts(of: Fact['of'], address: string): Fact[] {
  const at = address.lastIndexOf('@');
  if (at < 0) return [{ of, text: address }];
  return [
    { of, text: address.slice(0, at) },
    { of, text: domainName(address.slice(at + 1)) },
  ];
}

/** Labels that countries sell names under, as the `co` of `ametnes.co.uk`. */
const registries = new Set(
  'ac asso co com edu firm gen go gob gouv gov gv id info ltd me mil ne net nhs nom or org plc sch web'.split(' '),
);

/** `ametnes` of `mail.ametnes.co.uk`: the label that was registered, neither a host's nor what it is registered under. */
function domainName(domain: string): string {
  const labels = (domainToUnicode(domain) || domain).split('.').reverse();
  const [country = '', second = ''] = labels;
  const under = country.length === 2 && labels.length > 2 && registries.has(second) ? 2 : 1;
  return labels[under] ?? '';
}

/**
 * The parts of four characters or more: the text as it stands, the same run together (`j.doe`, `jdoe`), its pieces
 * between spaces and signs (`Anna-Lena`: `Anna`, `Lena`), and of those again the pieces at inner capitals and between
 * letters and digits (`JohnSmith85`: `John`, `Smith`).
 */
function partsOf(text: string): string[] {
  const whole = text.normalize('NFC').trim();
  const pieces = whole.split(/[^\p{L}\p{M}\p{N}]+/u);
  const innerPieces = pieces.flatMap((piece) => piece.replace(beforeInnerBorder, '$& ').split(' '));
  return [whole, pieces.join(''), ...pieces, ...innerPieces].filter(isLong);
}

/** What such a border comes right after. Read forwards: to look back over its marks at every place would read them again and again. */
const beforeInnerBorder = /\p{Ll}\p{M}*(?=\p{Lu})|\p{L}\p{M}*(?=\p{N})|\p{N}(?=\p{L})/gu;

/** Before and after folding: neither `Voß`, which becomes `voss`, nor two letters with their vowel signs are four. */
function isLong(part: string): boolean {
  return Math.min([...part].length, [...canonical(part)].length) >= shortestPart;
}
