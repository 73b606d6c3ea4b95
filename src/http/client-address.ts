import { BlockList, isIP } from 'node:net';
import { plainAddress, Refusal } from '../kernel/index.ts';

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
 * Where a request comes from. `X-Forwarded-For` is walked from the right, from hop to hop, as long as each is trusted;
 * what stands left of the first that is not was written by nobody we believe, and is not even read.
 *
 * A trusted hop that names no address (`unknown`, an empty word) ends the walk at itself: it is the last of whom somebody
 * believed told. It did pass the request on, so it names a source that is true, if a wide one: whoever comes that way is
 * limited together, and a proxy that does not tell addresses shows in the record. An address further left might be any
 * that a stranger chose, and no address at all would put the visitors of all such proxies together.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: IsTrusted,
): string | undefined {
  let hop = socket === undefined ? undefined : plainAddress(socket);
  const hops = forwardedFor?.split(',') ?? [];
  while (hop !== undefined && isTrusted(hop)) {
    const before = plainAddress(withoutPort(hops.pop()?.trim() ?? ''));
    if (before === undefined) return hop;
    hop = before;
  }
  return hop;
}

/** Some proxies tell the port as well: `203.0.113.9:4711`, `[2001:db8::9]:4711`. */
function withoutPort(hop: string): string {
  const [, inBrackets, beforePort] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d{1,5})?$/.exec(hop) ?? [];
  if (inBrackets?.includes(':')) return inBrackets;
  return beforePort ?? hop;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
