import { isLoopback } from '../../config/index.ts';
import type { Caller } from '../../kernel/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import type { Parts } from '../index.ts';
import type { SendingDomain } from './examine.ts';

/** In whose names letters leave this installation. What stays on this machine is nobody's matter. */
export async function sendingDomains(
  { mail, users, database, config }: Parts,
  caller: Caller,
): Promise<SendingDomain[]> {
  const servers = (await mail.servers.list(caller)).filter(({ active, smtp_host }) => active && !isLoopback(smtp_host));
  if (servers.length === 0) return [];
  const companies = await users.companies(database.read);
  const keys = await mail.dkim.list(caller);
  const serversOf = new Map<string, Set<ServerRecord>>();
  const note = (address: string | null | undefined, through: readonly ServerRecord[]): void => {
    const domain = domainIn(address ?? '');
    if (domain === undefined) return;
    serversOf.set(domain, new Set([...(serversOf.get(domain) ?? []), ...through]));
  };
  for (const { senderAddress } of companies) note(senderAddress, servers);
  const someHaveNone = companies.some(({ senderAddress }) => senderAddress === undefined);
  if (someHaveNone) for (const server of servers) note(server.from ?? config.mailFrom ?? server.smtp_user, [server]);
  return [...serversOf].map(([domain, through]) => ({
    domain,
    servers: [...through],
    keys: keys.filter((key) => key.domain === domain),
  }));
}

function domainIn(address: string): string | undefined {
  return /@([^@>\s]+)>?\s*$/.exec(address)?.[1]?.toLowerCase();
}
