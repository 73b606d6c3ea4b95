/**
 * Where a letter leads: what its HTML links to, then the addresses that its text spells out; each once, in order.
 * No pattern here looks back, so a hostile letter costs no more than its length.
 */
export function linksOf(letter: { html: string; text: string }): string[] {
  return [...new Set([...linksInHtml(letter.html), ...linksInText(letter.text)])];
}

const comments = /<!--[\s\S]*?(?:-->|$)/g;
const anchors = /<(?:a|area)(?=[\s/])((?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^'">]+)*)/gi;
const attributes = /([^\s=>"'/]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

function linksInHtml(html: string): string[] {
  return [...html.replace(comments, '').matchAll(anchors)]
    .map(([, inside]) => plainCharacters(hrefOf(inside ?? '')).trim())
    .filter(isWeb);
}

function hrefOf(inside: string): string {
  for (const [, name, ...values] of inside.matchAll(attributes)) {
    if (name?.toLowerCase() === 'href') return values.find((value) => value !== undefined) ?? '';
  }
  return '';
}

function isWeb(link: string): boolean {
  return /^https?:\/\/./i.test(link);
}

/** A text cut at its links: every second piece, from the second on, is one. */
export function cutAtLinks(text: string): string[] {
  return text.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?'’”)\]}])/i);
}

function linksInText(text: string): string[] {
  return cutAtLinks(text).filter((_, index) => index % 2 === 1);
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Undoes the escapes of an HTML attribute: the five named ones that escaping makes, and all numeric ones. */
function plainCharacters(attribute: string): string {
  return attribute.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}
