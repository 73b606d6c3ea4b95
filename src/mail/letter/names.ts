import { oneLine, unturned } from '../../kernel/index.ts';

/** Nobody sees it, and nothing on its two sides belongs together for whoever looks for links. */
const wordJoiner = '\u2060';

/** A person's or company's name for headers and subjects: any script, one line, at most 60 characters. */
export function plainName(name: string): string {
  return headerText(name, 60);
}

/** One line for a header. What looks like an encoded word (RFC 2047) would be read as something else than was written. */
export function headerText(text: string, length = 200): string {
  return oneLine(unturned(text).replaceAll('=?', '= ?'), length);
}

/**
 * A name, or anything else that a stranger chose, for the body of a letter. Mail programs make a link of what looks
 * like one: "evil.example" as a name would become a link in a letter that people trust.
 */
export function asText(name: string, length = 60): string {
  return unlinked(headerText(name, length));
}

/** A text of whatever length in which no program finds a link, also once something is filled in for `{name}`. */
export function unlinked(text: string): string {
  return text.replace(/(?<=\S)[.:/@．。｡：／＠](?=[\p{L}\p{N}/／{])/gu, `${wordJoiner}$&${wordJoiner}`);
}

/** The same for whole sentences, which may name a login to copy: only what is plainly a web address is broken up. */
export function withoutLinks(text: string): string {
  return text.replace(/:\/\/|\bwww\./giu, (mark) => `${mark.slice(0, -1)}${wordJoiner}${mark.slice(-1)}${wordJoiner}`);
}
