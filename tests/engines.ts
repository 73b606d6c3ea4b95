import { mkdtempSync, rmSync } from 'node:fs';
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
};

export const postgresql: Engine = {
  name: 'PostgreSQL',
  open: () => openAt(postgresql),
  async place() {
    const { url, drop } = await (await postgres()).database();
    return { url, remove: drop };
  },
};

async function openAt(engine: Engine): Promise<Database> {
  const place = await engine.place();
  const database = await openDatabase(place.url);
  await migrate(database);
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
