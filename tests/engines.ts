import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { type Database, migrate, openDatabase } from '../src/database/index.ts';

/** A database engine that a proof runs on. */
export interface Engine {
  name: string;
  /** A fresh, migrated database of its own; `close` also removes it. */
  open(): Promise<Database>;
}

const sqlite: Engine = {
  name: 'SQLite',
  async open() {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-proof-'));
    const database = openDatabase(`sqlite:${join(folder, 'rekey.db')}`);
    await migrate(database);
    const close = async (): Promise<void> => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    };
    return { ...database, close };
  },
};

/** Runs one proof on every engine. */
export function onEveryEngine(title: string, proof: (engine: Engine) => void): void {
  for (const engine of [sqlite]) describe(`${title} on ${engine.name}`, () => proof(engine));
}
