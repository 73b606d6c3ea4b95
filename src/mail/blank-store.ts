import type { Tx } from '../database/index.ts';
import { blank } from './blank.ts';
import { queued } from './store.ts';

/* Letters to nobody that wait: a handful, found by their kind. */

function waiting(tx: Tx) {
  return tx.selectFrom('messages').where('kind', '=', blank).where('state', '=', queued);
}

export async function countBlanks(tx: Tx): Promise<number> {
  const counted = await waiting(tx)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return Number(counted?.count ?? 0);
}

/** Those that came last, but for what somebody takes in hand right now. */
export async function dropBlanks(tx: Tx, count: number): Promise<void> {
  const last = waiting(tx)
    .select('id')
    .orderBy('run_at', 'desc')
    .orderBy('id', 'desc')
    .limit(count)
    .forUpdate()
    .skipLocked();
  await tx.deleteFrom('messages').where('id', 'in', last).execute();
}
