import { isLoopback } from '../config/index.ts';
import { installationValue } from '../database/index.ts';
import { type Caller, minute, Refusal } from '../kernel/index.ts';
import type { Params } from '../locale/index.ts';
import { freeSpaceOf } from './free-space.ts';
import type { Finding, Parts } from './index.ts';

/** A finding before it has words. */
export interface Found extends Pick<Finding, 'code' | 'severity'> {
  params?: Params;
}

export type Check = (parts: Parts, caller: Caller) => Promise<Found | undefined>;

/** A database that cannot grow stops every sign-in; this is noticed while there is still time. */
const leastFreeSpace = 200 * 1024 * 1024;

/** Longer than a letter waits where everything works, and longer than a mail server's usual "come again". */
const longestWait = 15 * minute;

/** Everything that is examined, what others depend on first. */
export const checks: readonly Check[] = [diskSpace, baseUrl, mailServer, waitingLetters, administrator];

async function diskSpace({ config, freeSpace = freeSpaceOf }: Parts): Promise<Found | undefined> {
  const free = await freeSpace(config.dataDir);
  if (free >= leastFreeSpace) return undefined;
  const params = { free: `${Math.floor(free / 1024 / 1024)} MiB`, folder: config.dataDir };
  return { code: 'disk_nearly_full', severity: 'error', params };
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

async function mailServer({ mail }: Parts, caller: Caller): Promise<Found | undefined> {
  if ((await mail.servers.list(caller)).length === 0) return { code: 'mail_server_missing', severity: 'error' };
  const { accepted, server, words } = await mail.servers.test(caller, {});
  return accepted ? undefined : { code: 'mail_server_failing', severity: 'error', params: { server, words } };
}

async function waitingLetters({ mail, clock }: Parts, caller: Caller): Promise<Found | undefined> {
  const oldest = await oldestWaiting(mail, caller);
  const waited = oldest === undefined ? 0 : clock.now() - oldest;
  if (waited < longestWait) return undefined;
  return { code: 'letters_wait', severity: 'warning', params: { waited } };
}

/** The list is told newest first. */
async function oldestWaiting(mail: Parts['mail'], caller: Caller): Promise<number | undefined> {
  let oldest: string | undefined;
  let cursor: string | undefined;
  do {
    const { items, next } = await mail.list(caller, { state: 'queued', limit: 100, cursor });
    oldest = items.at(-1)?.created_at ?? oldest;
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return oldest === undefined ? undefined : Date.parse(oldest);
}

async function administrator({ users, database }: Parts): Promise<Found | undefined> {
  return (await users.isSetUp(database.read)) ? undefined : { code: 'not_set_up', severity: 'error' };
}
