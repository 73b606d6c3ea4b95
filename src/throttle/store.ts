import { sql } from 'kysely';
import { deleteOutlived, type Reader, type Tx } from '../database/index.ts';
import { clockSlack } from '../kernel/index.ts';

export interface Counter {
  key: string;
  count: number;
  ends_at: number;
}

/** How much is counted in a window, and how long it lasts if it begins with that. */
export interface Addition {
  key: string;
  count: number;
  within: number;
}

/**
 * Counts in each window, and answers what is in it now; one that has ended begins anew. One statement for all of them,
 * in the order of their keys, so that no two wait for each other.
 */
export async function addAll(tx: Tx, additions: Addition[], now: number): Promise<Map<string, Counter>> {
  const inOrder = additions.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const counters = await tx
    .insertInto('limits')
    .values(inOrder.map(({ key, count, within }) => ({ key, count, ends_at: now + within })))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql<number>`case when ${isOver(now)} then excluded.count else limits.count + excluded.count end`,
        ends_at: sql<number>`case when ${isOver(now)} then excluded.ends_at else limits.ends_at end`,
      }),
    )
    .returning(['key', 'count', 'ends_at'])
    .execute();
  return new Map(counters.map((counter) => [counter.key, counter]));
}

/**
 * Whether a window has ended, counts nothing after all, or was begun by a clock that was wrong: nobody is shut out for
 * longer than a limit says.
 */
function isOver(now: number) {
  return sql<boolean>`(limits.count <= 0 or limits.ends_at <= ${now} or limits.ends_at > excluded.ends_at + ${clockSlack})`;
}

/** Takes back some of what was counted a moment ago. */
export async function putBack(tx: Tx, keys: string[], count: number): Promise<void> {
  await tx
    .updateTable('limits')
    .set((set) => ({ count: set('count', '-', count) }))
    .where('key', 'in', keys)
    .where('count', '>=', count)
    .execute();
}

/**
 * Takes back one of a row. If it is still the last one that was counted, `count` of them, the row ends so much earlier, too.
 */
export async function takeBackFailure(
  tx: Tx,
  key: string,
  { count, earlier }: { count: number; earlier: number },
): Promise<void> {
  await tx
    .updateTable('limits')
    .set((set) => ({
      count: set('count', '-', 1),
      ends_at: sql<number>`case when count = ${count} then ends_at - ${earlier} else ends_at end`,
    }))
    .where('key', '=', key)
    .where('count', '>', 0)
    .execute();
}

/** Counts one more of a row that goes on for as long as nothing interrupts it. */
export async function countFailure(tx: Tx, key: string, now: number, lasts: number): Promise<Counter> {
  return tx
    .insertInto('limits')
    .values({ key, count: 1, ends_at: now + lasts })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql<number>`case when limits.ends_at <= ${now} then 1 else limits.count + 1 end`,
        ends_at: now + lasts,
      }),
    )
    .returning(['key', 'count', 'ends_at'])
    .executeTakeFirstOrThrow();
}

export async function readCounter(tx: Tx, key: string, now: number): Promise<Counter | undefined> {
  return tx.selectFrom('limits').selectAll().where('key', '=', key).where('ends_at', '>', now).executeTakeFirst();
}

export async function readCounters(
  db: Reader | Tx,
  windows: { key: string }[],
  now: number,
): Promise<Map<string, Counter>> {
  const keys = windows.map(({ key }) => key);
  const rows = await db.selectFrom('limits').selectAll().where('key', 'in', keys).where('ends_at', '>', now).execute();
  return new Map(rows.map((row) => [row.key, row]));
}

export async function deleteCounters(tx: Tx, keys: string[]): Promise<void> {
  await tx.deleteFrom('limits').where('key', 'in', keys).execute();
}

export async function drain(tx: Tx, key: string): Promise<number> {
  const row = await tx.deleteFrom('limits').where('key', '=', key).returning('count').executeTakeFirst();
  return row?.count ?? 0;
}

export const deleteEnded = deleteOutlived({ table: 'limits', key: ['key'], time: 'ends_at' });
