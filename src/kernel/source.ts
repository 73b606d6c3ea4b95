/**
 * What limits count as one: an IPv4 address, or the /64 that every IPv6 host has to itself. Whoever counted its single
 * addresses would count nobody twice.
 */
export function sourceOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, ''); // as a socket for both tells an IPv4 address
  return plain.includes(':') ? groups(plain).slice(0, 4).join(':') : plain;
}

/** A neighbourhood: an IPv4 /24, an IPv6 /48. */
export function networkOf(address: string): string {
  const source = sourceOf(address);
  const mark = source.includes(':') ? ':' : '.';
  return source.split(mark).slice(0, 3).join(mark);
}

/** The eight groups of an IPv6 address, with `::` written out. */
function groups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(missing).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''));
}
