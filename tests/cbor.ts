/* Concise Binary Object Representation (RFC 8949), as far as an answer of a passkey needs it: lengths below 65,536. */

export const text = (words: string): Buffer => Buffer.concat([head(3, Buffer.byteLength(words)), Buffer.from(words)]);
export const bytes = (content: Buffer): Buffer => Buffer.concat([head(2, content.length), content]);
export const list = (...items: Buffer[]): Buffer => Buffer.concat([head(4, items.length), ...items]);

/** From zero to 23, and from -1 to -24. */
export const small = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));

export function map(entries: Record<string, Buffer>): Buffer {
  const pairs = Object.entries(entries).flatMap(([name, value]) => [text(name), value]);
  return Buffer.concat([head(5, pairs.length / 2), ...pairs]);
}

function head(major: number, size: number): Buffer {
  const kind = major << 5;
  if (size < 24) return Buffer.from([kind | size]);
  return size < 0x100 ? Buffer.from([kind | 24, size]) : Buffer.from([kind | 25, size >> 8, size & 0xff]);
}
