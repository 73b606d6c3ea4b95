import { isIPv4 } from 'node:net';
import { isLoopback } from '../../config/index.ts';
import type { Caller } from '../../kernel/index.ts';
import { NamesAway, type ServerRecord } from '../../mail/index.ts';
import type { Found } from '../checks.ts';
import type { Parts } from '../index.ts';
import { includeFor } from './relays.ts';

/** Whether the addresses of servers that send by themselves have names that lead back to them (PTR). */
export async function namelessServers({ mail }: Parts, caller: Caller): Promise<Found[]> {
  const own = (await mail.servers.list(caller)).filter(
    ({ active, smtp_host }) => active && !isLoopback(smtp_host) && includeFor(smtp_host) === undefined,
  );
  const found = await Promise.all(own.map((server) => nameless(mail.names, server)));
  return found.flat();
}

async function nameless(names: Parts['mail']['names'], server: ServerRecord): Promise<Found[]> {
  try {
    const addresses = await names.addresses(server.smtp_host);
    for (const address of addresses) {
      const back = await Promise.all((await names.namesOf(address)).map((name) => names.addresses(name)));
      if (!back.flat().includes(address)) {
        const record = { name: reverseOf(address), type: 'PTR', value: `${server.smtp_host}.` } as const;
        return [{ code: 'address_nameless', severity: 'warning', params: { server: server.name, address }, record }];
      }
    }
    return [];
  } catch (error) {
    if (error instanceof NamesAway) return [];
    throw error;
  }
}

/** Where the name of an address is looked up (RFC 1035, 3.5; RFC 3596, 2.5). */
export function reverseOf(address: string): string {
  if (isIPv4(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const [left = [], right = []] = address.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  const digits = [...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}
