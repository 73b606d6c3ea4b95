import { BlockList, isIP } from 'node:net';
import { Refusal } from '../kernel/index.ts';

/** Whether an address is a proxy whose word about the client is believed. */
export type IsTrusted = (address: string) => boolean;

/** Parses `REKEY_TRUSTED_PROXIES`: addresses and CIDR ranges. Refuses `configuration`. */
export function trustedProxies(entries: string[]): IsTrusted {
  const list = new BlockList();
  for (const entry of entries) addTo(list, entry);
  return (address) => list.check(address, familyOf(address));
}

function addTo(list: BlockList, entry: string): void {
  const [address = '', length, ...rest] = entry.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  if (!isIP(address) || rest.length > 0 || length === '' || !Number.isInteger(prefix) || prefix < 0 || prefix > bits) {
    throw new Refusal('configuration', { why: `"${entry}" is neither an address nor a range of trusted proxies.` });
  }
  list.addSubnet(address, prefix, familyOf(address));
}

/**
 * Where a request comes from. `X-Forwarded-For` is believed from the right, and only as far as each hop that wrote it
 * is trusted. One entry that is no address makes the whole header worthless: then the socket's own address counts.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: IsTrusted,
): string | undefined {
  const near = socket === undefined ? undefined : plainAddress(socket);
  if (near === undefined || forwardedFor === undefined || !isTrusted(near)) return near;
  const hops = forwardedFor.split(',').map((hop) => plainAddress(hop.trim()));
  if (!hops.every((hop) => hop !== undefined)) return near;
  return hops.findLast((hop) => !isTrusted(hop)) ?? hops[0];
}

/** One spelling per address: no zone, and an IPv4 address that came in IPv6 clothes without them. */
function plainAddress(text: string): string | undefined {
  const address = text.replace(/%.*$/s, '');
  if (isIP(address) === 0) return undefined;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address.toLowerCase();
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
