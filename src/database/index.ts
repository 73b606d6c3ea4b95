import type { Kysely } from 'kysely';
import type { Refusal, Signal } from '../kernel/index.ts';
import type { Schema } from './schema.ts';

export { alone } from './alone.ts';
export { engineOf } from './engine-of.ts';
export { housekeepingTime, latestKnown, moveHousekeepingTime } from './housekeeping-time.ts';
export { installationValue, setInstallationValue } from './installation.ts';
export { type Ask, countUpTo, inOrder, newestOf, type Page, pageOf, type Run, type Turn } from './keyset.ts';
export { migrate, schemaState } from './migrate.ts';
export { openDatabase } from './open.ts';
export { createPiecemeal, deleteOutlived, type Piecemeal } from './piecemeal.ts';
export {
  isLeftBehind,
  judgeDatabase,
  mayHaveNewSecret,
  noteFormerSecret,
  type OpenedAs,
  prepareDatabase,
  settleSecret,
  wasInUse,
} from './prepare.ts';
export { remember } from './remember.ts';
export type { Schema } from './schema.ts';
export { type ResealedCounts, replaceSealedIn, resealPage, type SealedColumn } from './sealed-column.ts';
export { tellTrouble } from './tell-trouble.ts';
export { together } from './together.ts';
export { proveWritable } from './writable.ts';

/** A read of committed rows. */
export type Reader = Kysely<Schema>;

declare const inTransaction: unique symbol;

/** Inside a transaction. A function that takes a `Tx` opens none and awaits nothing but its `Tx`. */
export type Tx = Kysely<Schema> & { readonly [inTransaction]: true };

export interface Database {
  engine: 'sqlite' | 'postgres';
  /** What is committed, as of now. Never inside a transaction's body. */
  read: Reader;
  /**
   * The same for reads that may take long: pages and counts of lists, whatever they are searched and narrowed by, and
   * walks through all of a record. Each statement waits for its turn among these alone, and holds up nobody else. It sees
   * what was committed before it was asked; what `read` and `lists` tell may be of two moments. Writes nothing. Refuses
   * `busy` when too many wait, or when its turn does not come within 5 s.
   */
  lists: Reader;
  /**
   * Runs `body` in one transaction and returns once it is durable. What throws is rolled back; a refusal that the
   * body *returns* is committed with its audit row and counters, and then thrown. A body that collides with another
   * one is run again from its beginning, so it changes nothing but its `tx`.
   * Only use cases call this. Refuses `busy` when the database is away, or held by others for more than 5 s.
   */
  write<T>(body: (tx: Tx) => Promise<T | Refusal>): Promise<T>;
  /** `write` for migrations: one process at a time, and for as long as it takes. */
  writeAlone<T>(body: (tx: Tx) => Promise<T | Refusal>): Promise<T>;
  /** Raised after every commit, ours at once and another process's within a blink; a worker waits on one of its own. */
  changes(): Signal;
  /** How many commits were noticed, when `changes` would be raised: what was read at another count may be outdated. */
  commits(): number;
  /** How many milliseconds the database's clock is ahead of this machine's; 0 where there is only one clock. */
  clockOffset(): number;
  /**
   * What tells this database from a copy of it: the file, or the cluster and the database in it. Of two that are the same,
   * one may know less and is how the other begins. Nothing where that cannot be found out.
   */
  identity(): Promise<string | undefined>;
  close(): Promise<void>;
}
