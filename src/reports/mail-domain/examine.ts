import { type DkimKeyRecord, type DnsRecord, type Names, NamesAway, type ServerRecord } from '../../mail/index.ts';
import type { Found } from '../checks.ts';
import { findDmarc, registeredDomain } from './dmarc.ts';
import { includeFor } from './relays.ts';
import { includes, judgeSpf, type Spf } from './spf.ts';

/** A domain to which letters come back that left over these servers. */
export interface ReturnDomain {
  domain: string;
  servers: readonly ServerRecord[];
}

/** A domain in whose name letters leave, signed with these keys. */
export interface SendingDomain extends ReturnDomain {
  keys: readonly DkimKeyRecord[];
}

/** What keeps receivers from believing that letters come from this domain, each with what has to be published. */
export function examineDomain(names: Names, sending: SendingDomain): Promise<Found[]> {
  return orAway(sending, async () => {
    const signed = await dkim(names, sending);
    const spf = await spfOf(names, sending);
    const proved = { spf: spf.length === 0, dkim: sending.keys.length > 0 && !signed.some(isError) };
    return [
      ...((await takesMail(names, sending.domain)) ? [] : [found('mx_missing', 'warning', { domain: sending.domain })]),
      ...onePerCode(spf),
      ...signed,
      ...(await dmarc(names, sending.domain, proved)),
    ];
  });
}

/**
 * What keeps letters from coming back to this domain, and receivers from believing its return paths: by those they judge
 * who may send (RFC 7208, 2.4).
 */
export function examineReturnDomain(names: Names, returning: ReturnDomain): Promise<Found[]> {
  const { domain } = returning;
  return orAway(returning, async () => [
    ...((await takesMail(names, domain)) ? [] : [found('bounces_lost', 'error', { domain })]),
    ...onePerCode(await spfOf(names, returning)),
  ]);
}

async function orAway({ domain }: ReturnDomain, examine: () => Promise<Found[]>): Promise<Found[]> {
  try {
    return await examine();
  } catch (error) {
    if (error instanceof NamesAway) return [found('dns_away', 'warning', { domain })];
    throw error;
  }
}

/** Where a domain names no host for mail, it is taken at its own address (RFC 5321, 5.1), unless it says that it takes none. */
async function takesMail(names: Names, domain: string): Promise<boolean> {
  if ((await names.mailHosts(domain)).length > 0) return true;
  return (await names.addresses(domain)).length > 0 && !(await names.refusesMail(domain));
}

async function spfOf(names: Names, { domain, servers }: ReturnDomain): Promise<Found[]> {
  return (await Promise.all(servers.map((server) => spfThrough(names, domain, server)))).flat();
}

async function spfThrough(names: Names, domain: string, server: ServerRecord): Promise<Found[]> {
  const mechanism = includeFor(server.smtp_host);
  if (mechanism === undefined) return spfOfHost(names, domain, server);
  const { records } = await judgeSpf(names, domain, '192.0.2.1');
  if (records.length === 1 && (await includes(names, domain, mechanism))) return [];
  return [
    spfFound(domain, server, { records, result: records.length > 1 ? 'permerror' : 'fail' }, `include:${mechanism}`),
  ];
}

async function spfOfHost(names: Names, domain: string, server: ServerRecord): Promise<Found[]> {
  for (const address of await names.addresses(server.smtp_host)) {
    const spf = await judgeSpf(names, domain, address);
    if (spf.result !== 'pass' && spf.result !== 'unknown')
      return [spfFound(domain, server, spf, `a:${server.smtp_host}`)];
  }
  return [];
}

function spfFound(domain: string, server: ServerRecord, { records, result }: Spf, mechanism: string): Found {
  const params = { domain, server: server.name };
  const [record] = records;
  if (record === undefined) return found('spf_missing', 'error', params, spfRecord(domain, `v=spf1 ${mechanism} ~all`));
  if (records.length > 1) return found('spf_several', 'error', params, spfRecord(domain, together(records, mechanism)));
  if (result === 'permerror') return found('spf_broken', 'error', params);
  return found('spf_other_servers', 'error', params, spfRecord(domain, withMechanism(record, mechanism)));
}

/** In front of what ends the record. */
function withMechanism(record: string, mechanism: string): string {
  const end = record.search(/\s[+?~-]?all\b|\sredirect=/i);
  return end < 0 ? `${record} ${mechanism}` : `${record.slice(0, end)} ${mechanism}${record.slice(end)}`;
}

/** One of several: what they name, and our mail server. */
function together(records: readonly string[], mechanism: string): string {
  const named = records.flatMap((record) => record.trim().split(/\s+/).slice(1));
  const kept = named.filter((term) => !/^[+?~-]?all$|^redirect=|^exp=/i.test(term));
  return ['v=spf1', ...new Set([...kept, mechanism]), '~all'].join(' ');
}

function spfRecord(domain: string, value: string): DnsRecord {
  return { name: domain, type: 'TXT', value };
}

async function dkim(names: Names, { domain, keys }: SendingDomain): Promise<Found[]> {
  if (keys.length === 0) return [found('dkim_missing', 'warning', { domain })];
  const findings: Found[] = [];
  for (const { record, state } of keys) {
    const value = /p=(.+)$/.exec(record.value)?.[1] ?? '';
    const published = (await names.texts(record.name)).some((text) => text.replace(/\s/g, '').includes(`p=${value}`));
    if (published && state === 'prepared') findings.push(found('dkim_ready', 'warning', { domain, name: record.name }));
    if (!published)
      findings.push(found('dkim_not_published', state === 'signing' ? 'error' : 'warning', { domain }, record));
  }
  return findings;
}

async function dmarc(names: Names, domain: string, proved: { spf: boolean; dkim: boolean }): Promise<Found[]> {
  const policy = await findDmarc(names, domain);
  const name = `_dmarc.${policy?.domain ?? (await registeredDomain(domain))}`;
  const suggested: DnsRecord = { name, type: 'TXT', value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}` };
  if (!policy) return [found('dmarc_missing', 'warning', { domain }, suggested)];
  if (policy.policy === 'broken') return [found('dmarc_broken', 'error', { domain }, suggested)];
  const strict = policy.policy !== 'none';
  if (strict && !proved.spf && !proved.dkim)
    return [found('dmarc_unproved', 'error', { domain, policy: policy.policy })];
  return [];
}

/** Of two servers that a record leaves out, the first says what is to be done. */
function onePerCode(findings: readonly Found[]): Found[] {
  return [...new Map(findings.toReversed().map((one) => [one.code, one])).values()].toReversed();
}

function isError({ severity }: Found): boolean {
  return severity === 'error';
}

function found(code: Found['code'], severity: Found['severity'], params: Found['params'], record?: DnsRecord): Found {
  return { code, severity, ...(params && { params }), ...(record && { record }) };
}
