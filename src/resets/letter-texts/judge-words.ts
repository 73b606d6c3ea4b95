import { type Fault, faultOf, type OwnWords, withoutPlaceholders } from './template.ts';

/**
 * The first fault of the two texts, or none: what `faultOf` finds, else a word that mail programs make a link of. Which
 * words do is in the list of what domains there are, so "e.g.", "3.5" and "p.ex." are ordinary text.
 */
export async function judgeWords(words: OwnWords): Promise<Fault | undefined> {
  const fault = faultOf(words);
  if (fault) return fault;
  for (const part of ['introduction', 'closing'] as const) {
    const what = await leadingIn(withoutPlaceholders(words[part]));
    if (what !== undefined) return { part, problem: 'link', what: what.slice(0, 40) };
  }
  return undefined;
}

const address = /\S*[^\s@]@[^\s@]\S*/u;
const numbers = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}[/:]\S*/;
const dotted = /(?:[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*\.)+\p{L}[\p{L}\p{M}\p{N}-]+/gu;

async function leadingIn(text: string): Promise<string | undefined> {
  // As a browser reads it: without what nobody sees, and with one dot for all.
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('\u3002', '.');
  const plainly = address.exec(plain)?.[0] ?? numbers.exec(plain)?.[0];
  if (plainly !== undefined) return plainly;
  for (const [name] of plain.matchAll(dotted)) if (await isDomain(name)) return name;
  return undefined;
}

/** Reserved names (RFC 2606, RFC 6762, RFC 9476 and ICANN's `internal`), and those that networks of companies use. */
const reserved = /\.(?:example|test|invalid|localhost|local|internal|alt|onion|lan|home|corp|intranet)$/i;

async function isDomain(name: string): Promise<boolean> {
  const { parse } = await import('tldts'); // the list is long, and only whoever edits a letter asks for it
  return reserved.test(name) || parse(name).isIcann === true;
}
