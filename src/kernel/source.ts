import { isIP } from 'node:net';
import { expanded, unwrapped } from './ipv6.ts';

/**
 * One spelling per address that somebody else told: no zone, which may be any text, and an IPv4 address that came in IPv6
 * clothes without them. Nothing for what is no address.
 */
export function plainAddress(text: string): string | undefined {
  const address = text.replace(/%.*$/s, '');
  if (isIP(address) === 0) return undefined;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.toLowerCase();
}

/**
 * What limits count as one: an IPv4 address, also one that comes in the clothes of IPv6 as behind NAT64, or the /64 that every
 * IPv6 host has to itself. Whoever counted its single addresses would count nobody twice.
 */
export function sourceOf(address: string): string {
  const plain = unwrapped(address);
  if (isIP(plain) !== 6) return plain;
  return expanded(plain)
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':');
}

/** A neighbourhood: an IPv4 /24, an IPv6 /48. */
export function networkOf(address: string): string {
  const source = sourceOf(address);
  const mark = source.includes(':') ? ':' : '.';
  return source.split(mark).slice(0, 3).join(mark);
}
