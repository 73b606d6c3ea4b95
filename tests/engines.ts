import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { type Database, migrate, openDatabase } from '../src/database/index.ts';
import { postgres } from './postgres.ts';

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
    const folder = mkdtempSync(join(tmpdir(), 'rekey-proof-'));
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

/** Copying a migrated database is far quicker than migrating one: each process migrates one, and copies that. */
const patterns = new Map<Engine, Promise<string>>();

function patternOf(engine: Engine): Promise<string> {
  const pattern = patterns.get(engine) ?? makePattern(engine);
  patterns.set(engine, pattern);
  return pattern;
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
