import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newToken, type Random, Refusal, systemRandom } from '../kernel/index.ts';
import { makeDataDir } from './data-dir.ts';
import type { Config } from './index.ts';
import { shortestSecret } from './parse.ts';

/**
 * The installation's secret: the configured one, else the file `secret` in the data directory, made when it is
 * missing and `mayBeMade`. Two processes that start at once get the same. Refuses `configuration` for a file that is damaged or that
 * every user of the machine may read, and for none where what a secret sealed is there already.
 */
export function secretOf(
  config: Pick<Config, 'secret' | 'dataDir'>,
  random: Random = systemRandom,
  mayBeMade = true,
): string {
  if (config.secret !== undefined) return config.secret;
  makeDataDir(config);
  const path = join(config.dataDir, 'secret');
  const found = readSecret(path);
  if (found === undefined && !mayBeMade) {
    refuse(
      `The database was made with a secret, and ${path} is missing. Put that file back from a backup of the data directory, or set REKEY_SECRET to what it held.`,
    );
  }
  return found ?? makeSecret(path, random);
}

function readSecret(path: string): string | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  if ([...text].length < shortestSecret)
    refuse(`The secret in ${path} is damaged: it must have ${shortestSecret} characters or more.`);
  // The group may read: some platforms open every file of a volume to theirs.
  const mode = statSync(path).mode & 0o777;
  if (process.platform === 'win32' || (mode & 0o007) === 0) return text;
  return refuse(`Every user of this machine may read the secret in ${path}. Run "chmod 600 ${path}".`);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return refuse(`The secret cannot be read: ${(error as Error).message}.`);
  }
}

/** The file appears whole or not at all, and whoever comes second reads what the first has made. */
function makeSecret(path: string, random: Random): string {
  const draft = `${path}.${newToken(random).slice(0, 8)}`;
  try {
    writeFileSync(draft, `${newToken(random)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    publish(draft, path);
  } catch (error) {
    return refuse(`The secret cannot be kept: ${(error as Error).message}.`);
  } finally {
    rmSync(draft, { force: true });
  }
  return readSecret(path) ?? refuse(`The secret in ${path} has vanished.`);
}

function publish(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Else a power cut could take the secret and leave a database that demands it.
  const folder = openSync(join(path, '..'), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function refuse(why: string): never {
  throw new Refusal('configuration', { why });
}
