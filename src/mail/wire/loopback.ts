import { isIP } from 'node:net';

/** Whether a host is this machine for certain: the only one that may be spoken to without encryption. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (isIP(name) === 0) return name === 'localhost';
  return /^(?:::ffff:)?127\./.test(name) || name === '::1';
}
