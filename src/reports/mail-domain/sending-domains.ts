import { isLoopback } from '../../config/index.ts';
import type { Caller } from '../../kernel/index.ts';
import type { ServerRecord } from '../../mail/index.ts';
import type { Parts } from '../index.ts';
import type { ReturnDomain, SendingDomain } from './examine.ts';

/** In whose names letters leave this installation. What stays on this machine is nobody's matter. */
export async function sendingDomains(
  { mail, users, database, config }: Parts,
  caller: Caller,
): Promise<SendingDomain[]> {
  const servers = await outsideServers(mail, caller);
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

/** The domain that letters come back to, if it is none of those that they are sent from. */
export async function returnDomain(
  { mail, settings, database }: Parts,
  caller: Caller,
  sending: readonly SendingDomain[],
): Promise<ReturnDomain | undefined> {
  const domain = domainIn((await settings.read(database.read)).bounce_address ?? '');
  const servers = await outsideServers(mail, caller);
  if (domain === undefined || servers.length === 0 || sending.some((one) => one.domain === domain)) return undefined;
  return { domain, servers };
}

async function outsideServers(mail: Parts['mail'], caller: Caller): Promise<ServerRecord[]> {
  return (await mail.servers.list(caller)).filter(({ active, smtp_host }) => active && !isLoopback(smtp_host));
}

function domainIn(address: string): string | undefined {
  return /@([^@>\s]+)>?\s*$/.exec(address)?.[1]?.toLowerCase();
}
