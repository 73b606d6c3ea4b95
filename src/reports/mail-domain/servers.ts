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
        return [{ code: 'address_nameless', severity: 'warning', params: { server: server.name, address } }];
      }
    }
    return [];
  } catch (error) {
    if (error instanceof NamesAway) return [];
    throw error;
  }
}
