import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import { type Database, migrate, openDatabase } from '../src/database/index.ts';
import { postgres, sharedFolder, startPostgresForAll } from './postgres.ts';
import { scratchFolder } from './scratch-folder.ts';

/** A database engine that a proof runs on. */
export interface Engine {
  name: string;
  /** A fresh, migrated database of its own; `close` also removes it. */
  open(): Promise<Database>;
  /** The address of a fresh and empty database, for a proof with processes of its own. */
  place(): Promise<Place>;
  /** The address of a fresh, migrated database. */
  migrated(): Promise<Place>;
}

export interface Place {
  url: string;
  remove(): Promise<void>;
}

export const sqlite: Engine = {
  name: 'SQLite',
  open: () => openAt(sqlite),
  async place() {
    const folder = scratchFolder('proof');
    const remove = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
    return { url: `sqlite:${join(folder, 'rekey.db')}`, remove };
  },
  async migrated() {
    const [place, pattern] = await Promise.all([sqlite.place(), patternOf(sqlite)]);
    copyFileSync(pattern.slice('sqlite:'.length), place.url.slice('sqlite:'.length));
    return place;
  },
};

export const postgresql: Engine = {
  name: 'PostgreSQL',
  open: () => openAt(postgresql),
  async place() {
    const { url, drop } = await (await postgres()).database();
    return { url, remove: drop };
  },
  async migrated() {
    const { pathname } = new URL(await patternOf(postgresql));
    const { url, drop } = await (await postgres()).database(pathname.slice(1));
    return { url, remove: drop };
  },
};

/** Copying a migrated database is far quicker than migrating one: a run of tests, or a test by itself, migrates one. */
const patterns = new Map<Engine, Promise<string>>();

/** Where a run of many tests tells the address of the migrated database that they copy. */
const sharedPattern = (engine: Engine): string => `TESTS_PATTERN_${engine.name.toUpperCase()}`;

function patternOf(engine: Engine): Promise<string> {
  const shared = process.env[sharedPattern(engine)];
  const pattern = patterns.get(engine) ?? (shared ? Promise.resolve(shared) : makePattern(engine));
  patterns.set(engine, pattern);
  return pattern;
}

/** What the tests of one run need made only once, as variables of their environment. All of it ends with this process. */
export async function shareAmongTests(): Promise<NodeJS.ProcessEnv> {
  const { folder } = await startPostgresForAll();
  const made = [sqlite, postgresql].map(async (engine) => [sharedPattern(engine), await patternOf(engine)]);
  return { [sharedFolder]: folder, ...Object.fromEntries(await Promise.all(made)) };
}

/** For proofs that stop or kill PostgreSQL: from then on this process has one of its own, as durable as in production. */
export function keepOwnPostgres(): void {
  for (const name of [sharedFolder, sharedPattern(postgresql)]) delete process.env[name];
}

async function makePattern(engine: Engine): Promise<string> {
  const { url, remove } = await engine.place();
  const database = await openDatabase(url);
  await migrate(database);
  await database.close();
  process.once('exit', () => void remove());
  return url;
}

async function openAt(engine: Engine): Promise<Database> {
  const place = await engine.migrated();
  const database = await openDatabase(place.url);
  const close = async (): Promise<void> => {
    await database.close();
    await place.remove();
  };
  return { ...database, close };
}

/** Runs one proof on every engine. */
export function onEveryEngine(title: string, proof: (engine: Engine) => void): void {
  for (const engine of [sqlite, postgresql]) describe(`${title} on ${engine.name}`, () => proof(engine));
}
