import { isIP } from 'node:net';

/** The IPv4 address that an IPv6 one carries (mapped, NAT64, 6to4): that is where the packets go. */
export function unwrapped(address: string): string {
  const plain = address.replace(/%.*$/s, '').toLowerCase();
  if (isIP(plain) !== 6) return plain;
  const groups = expanded(plain);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && [0, 0xffff].includes(groups[5] ?? 1);
  const isNat64 = groups[0] === 0x64 && groups[1] === 0xff9b;
  // `::` and `::1` are addresses in their own right.
  if ((isMapped && (groups[6] ?? 0) !== 0) || isNat64) return dotted(groups[6], groups[7]);
  return groups[0] === 0x2002 ? dotted(groups[1], groups[2]) : plain;
}

/** The eight groups of an IPv6 address, with `::` written out. */
export function expanded(address: string): number[] {
  const tail = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)?.slice(1).map(Number);
  const hex = tail
    ? address.replace(/[\d.]+$/, `${pair(tail[0], tail[1]).toString(16)}:${pair(tail[2], tail[3]).toString(16)}`)
    : address;
  const [head = '', rest] = hex.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = rest === undefined || rest === '' ? [] : rest.split(':');
  const zeros = rest === undefined ? 0 : 8 - before.length - after.length;
  return [...before, ...Array<string>(zeros).fill('0'), ...after].map((group) => Number.parseInt(group, 16));
}

function pair(high = 0, low = 0): number {
  return high * 256 + low;
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
