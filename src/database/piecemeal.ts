import { setTimeout as delay } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../kernel/index.ts';
import type { Database, Schema, Tx } from './index.ts';

/** Few enough that one transaction takes some milliseconds, with all that hangs on the rows. */
const rowsAtOnce = 100;

/**
 * Sweeps any number of rows and holds up nobody: `some` is done again and again, each time in a transaction of its own,
 * until it finds less than it may take. It takes `most` rows at the most, and answers how many those were.
 */
export type Piecemeal = (some: (tx: Tx, most: number) => Promise<number>) => Promise<void>;

interface Parts {
  database: Pick<Database, 'write'>;
  clock: Pick<Clock, 'monotonic'>;
}

/** Between two transactions it rests for as long as one took: others have the database for half of the time at least. */
export function createPiecemeal({ database, clock }: Parts, stop?: AbortSignal): Piecemeal {
  return async (some) => {
    while (!stop?.aborted) {
      const began = clock.monotonic();
      const done = await database.write((tx) => some(tx, rowsAtOnce));
      if (done < rowsAtOnce) return;
      await delay(clock.monotonic() - began);
    }
  };
}

/** Rows that are of no use after a time of theirs, as the store that owns the table names them. */
interface Outlived<Table extends keyof Schema> {
  table: Table;
  /** What tells one row from another. */
  key: readonly (keyof Schema[Table] & string)[];
  /** Has an index, or a table that stays small. */
  time: keyof Schema[Table] & string;
}

/** Deletes those whose time is at most `until`, at most `most` of them; answers how many those were. */
type DeleteOutlived = (tx: Tx, until: number, most: number) => Promise<number>;

/** How rows of a table are deleted piecemeal: the oldest first, without those that somebody else holds right now. */
export function deleteOutlived<Table extends keyof Schema>(named: Outlived<Table>): DeleteOutlived {
  const { table, key, time }: { table: string; key: readonly string[]; time: string } = named;
  const keys = sql`(${sql.join(key.map((column) => sql.ref(column)))})`;
  return async (tx, until, most) => {
    const rows = tx as unknown as Kysely<Record<string, Record<string, number>>>;
    const outlived = rows
      .selectFrom(table)
      .select(key)
      .where(time, '<=', until)
      .orderBy(time)
      .limit(most)
      .forUpdate()
      .skipLocked();
    const { numDeletedRows } = await rows.deleteFrom(table).where(keys, 'in', outlived).executeTakeFirst();
    return Number(numDeletedRows);
  };
}
