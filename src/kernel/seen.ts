import { domainToASCII } from 'node:url';

/** What nobody sees, what passes for a blank, and what turns the direction in which the rest is read. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Whether a text can look like another one because something in it is not seen. */
export function hasUnseen(text: string): boolean {
  return text.search(unseen) >= 0;
}

/**
 * A text for whoever has to judge it: what is not seen stands there by its number, as in `‹U+202E›`, and beside an address
 * the form of its domain that machines go by, where it is another one. `hosts`: words are hosts also without an `@`.
 */
export function asSeen(text: string, { hosts = false } = {}): string {
  // Not at what is not seen: it may stand inside an address, and the domain is the one without it.
  const words = text.split(/([ ,;<>()"]+)/);
  return words.map((word) => `${marked(word)}${formOf(hostIn(word, hosts))}`).join('');
}

function marked(text: string): string {
  return text.replace(unseen, (character) => `‹U+${hex(character)}›`);
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function hostIn(word: string, hosts: boolean): string {
  const from = word.includes('//') ? word.slice(word.indexOf('//') + 2) : word;
  if (from === word && !word.includes('@') && !hosts) return '';
  const [authority = ''] = from.split(/[/?#]/);
  return authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d+$/, '');
}

function formOf(host: string): string {
  const form = /[^\0-\x7f]/.test(host) ? domainToASCII(host) : '';
  return form === '' || form === host ? '' : ` (${form})`;
}
