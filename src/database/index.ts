import type { Kysely } from 'kysely';
import type { Refusal, Signal } from '../kernel/index.ts';
import type { Schema } from './schema.ts';

export { installationValue, setInstallationValue } from './installation.ts';
export { migrate, schemaState } from './migrate.ts';
export { openDatabase } from './open.ts';
export { judgeDatabase, type OpenedAs, prepareDatabase } from './prepare.ts';
export type { Schema } from './schema.ts';

/** A read of committed rows. */
export type Reader = Kysely<Schema>;

declare const inTransaction: unique symbol;

/** Inside a transaction. A function that takes a `Tx` opens none and awaits nothing but its `Tx`. */
export type Tx = Kysely<Schema> & { readonly [inTransaction]: true };

export interface Database {
  engine: 'sqlite';
  /** What is committed, as of now. Never inside a transaction's body. */
  read: Reader;
  /**
   * Runs `body` in one transaction and returns once it is durable. What throws is rolled back; a refusal that the
   * body *returns* is committed with its audit row and counters, and then thrown.
   * Only use cases call this. Refuses `busy` when another process holds the database for more than 5 s.
   */
  write<T>(body: (tx: Tx) => Promise<T | Refusal>): Promise<T>;
  /** Raised after every commit, ours at once and another process's within a blink; a worker waits on one of its own. */
  changes(): Signal;
  close(): Promise<void>;
}
