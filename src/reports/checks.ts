import { isLoopback, isOpenToOthers, wideNetworks } from '../config/index.ts';
import { installationValue, proveWritable } from '../database/index.ts';
import { type Caller, day, isBusy, minute, Refusal, second, system } from '../kernel/index.ts';
import type { Params } from '../locale/index.ts';
import type { ServerRecord, TestRecord } from '../mail/index.ts';
import { databaseFolder, freeSpaceOf } from './free-space.ts';
import type { Finding, Parts } from './index.ts';
import { examineDomain, examineReturnDomain } from './mail-domain/examine.ts';
import { returnDomain, sendingDomains } from './mail-domain/sending-domains.ts';
import { namelessServers } from './mail-domain/servers.ts';

/** A finding before it has words. */
export interface Found extends Pick<Finding, 'code' | 'severity' | 'record'> {
  params?: Params;
}

export type Check = (parts: Parts, caller: Caller) => Promise<Found[]>;

/** A database that cannot grow stops every sign-in; this is noticed while there is still time. */
const leastFreeSpace = 200 * 1024 * 1024;

/** Longer than a letter waits where everything works, and longer than a mail server's usual "come again". */
const longestWait = 15 * minute;
/** Of those that wait too long, enough to tell for how long. */
const lookedAt = 200;

/** Of logins, enough to begin with. */
const mostNamed = 20;

/** Certificates are renewed weeks before they end; one that is not has been forgotten. */
const renewedBefore = 14 * day;

const madeAnewBefore = 30 * day;

/** What NTP keeps, many times over. */
const clocksDiffer = 2 * second;

/** Everything that is examined, what others depend on first. */
export const checks: readonly Check[] = [
  one(diskSpace),
  one(writes),
  one(record),
  one(clocks),
  one(wayToDatabase),
  one(proxies),
  one(baseUrl),
  mailServers,
  namelessServers,
  domains,
  one(waitingLetters),
  one(unreadableAsks),
  one(breachedPasswords),
  unfitSettings,
  one(administrator),
  collidingLogins,
  one(silentBaseUrl),
];

function one(check: (parts: Parts, caller: Caller) => Promise<Found | undefined>): Check {
  return async (parts, caller) => [await check(parts, caller)].filter((found) => found !== undefined);
}

async function diskSpace({ config, freeSpace = freeSpaceOf }: Parts): Promise<Found | undefined> {
  const folder = databaseFolder(config);
  if (folder === undefined) return undefined;
  const free = await freeSpace(folder);
  if (free >= leastFreeSpace) return undefined;
  const params = { free: `${Math.floor(free / 1024 / 1024)} MiB`, folder };
  return { code: 'disk_nearly_full', severity: 'error', params };
}

async function writes({ database }: Parts): Promise<Found | undefined> {
  try {
    await proveWritable(database);
    return undefined;
  } catch (error) {
    if (!isBusy(error)) throw error;
    const { cause = error } = error as Error;
    return { code: 'database_refuses_writes', severity: 'error', params: { why: (cause as Error).message } };
  }
}

/** Servers seal nothing any more on an end that they cannot vouch for, and go on otherwise. */
async function record({ audit }: Parts): Promise<Found | undefined> {
  const { held } = await audit.backlog();
  return held ? { code: 'record_not_sealed', severity: 'error' } : undefined;
}

async function baseUrl(parts: Parts): Promise<Found | undefined> {
  if ((await installationValue(parts.database.read, 'evaluation')) !== undefined) return undefined;
  const url = knownBaseUrl(parts);
  if (url === undefined) return { code: 'base_url_missing', severity: 'error' };
  if (isLoopback(new URL(url).hostname)) return { code: 'base_url_loopback', severity: 'warning', params: { url } };
  return url.startsWith('https:') ? undefined : { code: 'base_url_insecure', severity: 'error', params: { url } };
}

function knownBaseUrl(parts: Parts): string | undefined {
  try {
    return parts.baseUrl();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

async function clocks({ database }: Parts): Promise<Found | undefined> {
  const off = Math.abs(database.clockOffset());
  return off < clocksDiffer ? undefined : { code: 'clock_off', severity: 'warning', params: { off } };
}

/** Names, addresses and digests cross it with every question. */
async function wayToDatabase({ config }: Parts): Promise<Found | undefined> {
  return isOpenToOthers(config.databaseUrl) ? { code: 'database_open', severity: 'warning' } : undefined;
}

/**
 * Whoever counts as a proxy says where they come from, and so chooses whose limits they use up. Where none does, all who come
 * through one count as one; TLS is always ended by one. A command that is not told the address has not been told of proxies.
 */
async function proxies({ config: { baseUrl: url, trustedProxies } }: Parts): Promise<Found | undefined> {
  const networks = wideNetworks(trustedProxies).join(', ');
  if (networks !== '') return { code: 'proxies_wide', severity: 'error', params: { networks } };
  if (trustedProxies.length > 0 || !url?.startsWith('https:') || isLoopback(new URL(url).hostname)) return undefined;
  return { code: 'proxies_missing', severity: 'warning', params: { url } };
}

/** Where links lead somebody has to answer: the server, through whatever stands in front of it. */
async function silentBaseUrl(parts: Parts): Promise<Found | undefined> {
  const url = knownBaseUrl(parts);
  if (url === undefined || parts.visit === undefined || isLoopback(new URL(url).hostname)) return undefined;
  const answer = await parts.visit(`${url}/healthz`);
  return answer === 200
    ? undefined
    : { code: 'base_url_silent', severity: 'warning', params: { url, why: String(answer) } };
}

/** Each is tried as a letter would. */
async function mailServers({ mail, clock }: Parts, caller: Caller): Promise<Found[]> {
  const servers = (await mail.servers.list(caller)).filter(({ active }) => active);
  if (servers.length === 0) return [{ code: 'mail_server_missing', severity: 'error' }];
  const tests = await Promise.all(servers.map(({ id }) => mail.servers.test(caller, { server: id })));
  const now = clock.now();
  return [...tests.flatMap((test) => judgeServer(test, now)), ...servers.flatMap((server) => endings(server, now))];
}

/** Whoever has to make a new secret somewhere else needs longer than a certificate that is renewed by itself. */
function endings({ name: server, endings }: ServerRecord, now: number): Found[] {
  return endings
    .map(({ what, at }) => ({ what, left: Date.parse(at) - now }))
    .filter(({ left }) => left < madeAnewBefore)
    .map(({ what, left }): Found => {
      const ended = left <= 0;
      const params = { server, what, left: Math.max(left, 0), ended: String(ended) };
      return { code: 'credential_ends', severity: ended ? 'error' : 'warning', params };
    });
}

function judgeServer(test: TestRecord, now: number): Found[] {
  const { server, accepted, words, tls_protocol: protocol, certificate_ends } = test;
  if (!accepted) return [{ code: 'mail_server_failing', severity: 'error', params: { server, words } }];
  const left = certificate_ends === null ? Number.POSITIVE_INFINITY : Date.parse(certificate_ends) - now;
  const isOld = protocol !== null && !['TLSv1.2', 'TLSv1.3'].includes(protocol);
  return [
    ...(isOld ? [{ code: 'tls_old', severity: 'warning', params: { server, protocol } } as const] : []),
    ...(left < renewedBefore
      ? [{ code: 'certificate_ends', severity: 'warning', params: { server, left } } as const]
      : []),
  ];
}

async function domains(parts: Parts, caller: Caller): Promise<Found[]> {
  const sending = await sendingDomains(parts, caller);
  const returning = await returnDomain(parts, caller, sending);
  const { names } = parts.mail;
  const examined = await Promise.all([
    ...sending.map((domain) => examineDomain(names, domain)),
    ...(returning ? [examineReturnDomain(names, returning)] : []),
  ]);
  return examined.flat();
}

async function waitingLetters({ mail, clock }: Parts, caller: Caller): Promise<Found | undefined> {
  const now = clock.now();
  const { since } = await mail.standing(caller, 'queued', { dueBefore: now - longestWait, most: lookedAt });
  return since === undefined
    ? undefined
    : { code: 'letters_wait', severity: 'warning', params: { waited: now - since } };
}

/**
 * Some server was started with a secret of its own. Those who asked got no letter, and hear of nothing. How many they were names
 * nobody, so no right is asked for to read resets.
 */
async function unreadableAsks({ resets, clock }: Parts): Promise<Found | undefined> {
  const { count } = await resets.count(system, { reasons: ['unreadable'], from: clock.now() - day });
  return count === 0 ? undefined : { code: 'asks_unreadable', severity: 'warning', params: { count } };
}

/** New passwords are taken all the same. */
async function breachedPasswords({ passwords }: Parts): Promise<Found | undefined> {
  const why = passwords.breachedTrouble();
  return why === undefined ? undefined : { code: 'breached_unreadable', severity: 'error', params: { why } };
}

/** Of users that were taken over, mostly: what is typed means the one, and the other's resets go astray. */
async function collidingLogins({ users }: Parts): Promise<Found[]> {
  const logins = await users.collidingLogins(mostNamed);
  return logins.map((login) => ({ code: 'login_is_email', severity: 'warning', params: { login } }));
}

/** After an upgrade that allows less: what somebody set holds no more, and nothing else would tell. */
async function unfitSettings({ settings, database }: Parts): Promise<Found[]> {
  const keys = await settings.unfit(database.read);
  return keys.map((setting) => ({ code: 'setting_unfit', severity: 'warning', params: { setting } }));
}

async function administrator({ users, database }: Parts): Promise<Found | undefined> {
  return (await users.isSetUp(database.read)) ? undefined : { code: 'not_set_up', severity: 'error' };
}
