import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Where unguessable bytes come from: the operating system's generator, or a fixed sequence in a proof. */
export interface Random {
  bytes(length: number): Buffer;
}

export const systemRandom: Random = { bytes: fromStock() };

/** Fetches many bytes at a time, because each fetch costs more than the bytes. None is given out twice or kept. */
function fromStock(size = 4_096): Random['bytes'] {
  let stock = Buffer.alloc(0);
  return (length) => {
    if (length > size) return randomBytes(length);
    if (stock.length < length) stock = randomBytes(size);
    const bytes = Buffer.from(stock.subarray(0, length));
    stock.fill(0, 0, length);
    stock = stock.subarray(length);
    return bytes;
  };
}

/** A secret of 256 random bits as 43 characters that may stand in an address (base64url). */
export function newToken(random: Random): string {
  return random.bytes(32).toString('base64url');
}

/**
 * A UUID of version 7 (RFC 9562): names a row, is no secret, and sorts by the time it was made. What one clock makes in
 * the same millisecond sorts in the order of making, at least 3,840 of them. Where it begins to count is drawn: nobody tells by
 * an id how many were made before it.
 */
export function newId(clock: Clock, random: Random): string {
  const bytes = random.bytes(16);
  const at = clock.now();
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x7000 | placeWithin(clock, at, bytes.readUInt8(7)), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** No id that is made from this moment on sorts before it, and none that was made earlier after it. */
export function firstIdAt(at: number): string {
  const hex = Math.max(0, Math.trunc(at)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

const places = new WeakMap<Clock, { at: number; next: number }>();

/** Which place is next in this millisecond; the first is `drawn`. */
function placeWithin(clock: Clock, at: number, drawn: number): number {
  const place = places.get(clock);
  const next = place?.at === at ? place.next : drawn;
  places.set(clock, { at, next: next + 1 });
  return Math.min(next, 0xfff);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text has the form of an id. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
