import { sql } from 'kysely';
import type { Reader, Tx } from '../../database/index.ts';
import type { MessageRow } from '../store.ts';

/** A letter that a mail server had taken came back. Answers whether that is news; counts it as one more attempt. */
export async function markBounced(tx: Tx, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('messages')
    .set((row) => ({ state: 'bounced', reason: 'bounced', ended_at: at, attempts: row('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'sent')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Spelt as the index on it has it. */
function bouncedSince(db: Reader, since: number) {
  return db
    .selectFrom('messages')
    .where('state', '=', sql.lit('bounced' as const))
    .where('ended_at', '>=', since);
}

export async function countBounced(db: Reader, since: number): Promise<number> {
  const counted = await bouncedSince(db, since)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return Number(counted?.count ?? 0);
}

/** The latest first. */
export async function latestBounced(db: Reader, since: number, limit: number): Promise<MessageRow[]> {
  return bouncedSince(db, since).selectAll().orderBy('ended_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
