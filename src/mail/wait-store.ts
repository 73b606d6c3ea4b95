import { sql } from 'kysely';
import type { Reader, Tx } from '../database/index.ts';
import { firstIdAt, lastBelieved } from '../kernel/index.ts';
import type { Reason } from './reasons.ts';
import { queued } from './store.ts';

/* Until when letters wait, and what lets them go sooner. */

/** What waits because no server let us in need not wait longer. */
export async function hastenWaiting(tx: Tx, now: number, reasons: readonly Reason[]): Promise<void> {
  await letGo(tx, now, waitingAt(tx, now).where('reason', 'in', reasons));
}

function waitingAt(tx: Tx, now: number) {
  return tx.selectFrom('messages').select('id').where('state', '=', queued).where('run_at', '>', now);
}

/** But for those that somebody takes in hand right now. */
async function letGo(tx: Tx, now: number, waiting: ReturnType<typeof waitingAt>): Promise<void> {
  const free = waiting.forNoKeyUpdate().skipLocked();
  await tx.updateTable('messages').set({ run_at: now }).where('id', 'in', free).execute();
}

const paced: Reason = 'paced';

/**
 * What waits for a moment after `from` may go now, and what was put in or tried later than now: a clock that was ahead told
 * until when. But not what waits for its turn.
 */
export async function bringForward(tx: Tx, { now, from }: { now: number; from: number }): Promise<void> {
  const ahead = firstIdAt(lastBelieved(now));
  const putOff = waitingAt(tx, from)
    .union((db) => db.selectFrom('messages').select('id').where('state', '=', queued).where('id', '>=', ahead))
    .union((db) => db.selectFrom('attempts').select('message_id as id').where('id', '>=', ahead));
  const unpaced = waitingAt(tx, now)
    .where('id', 'in', putOff)
    .where((row) => row.or([row('reason', 'is', null), row('reason', '!=', paced)]));
  await letGo(tx, now, unpaced);
}

/** When the last of those that wait for their turn comes. */
export async function lastPaced(db: Reader): Promise<number | undefined> {
  const waiting = db.selectFrom('messages').select('run_at').where('state', '=', queued).where('reason', '=', paced);
  return (await waiting.orderBy('run_at', 'desc').limit(1).executeTakeFirst())?.run_at;
}

/** So many that wait for their turn move up at once. */
const mostMovedUp = 10_000;

/** Of those that wait for their turn, the first may go at `first`, and each `interval` one more: who waits longer moves up. */
export async function moveUp(tx: Tx, { first, interval }: { first: number; interval: number }): Promise<void> {
  const moment = sql<number>`${first} + (place - 1) * ${interval}`;
  await tx
    .with('line', (db) =>
      db
        .selectFrom('messages')
        .select((row) => [
          'id',
          'run_at',
          row.fn
            .agg<number>('row_number')
            .over((o) => o.orderBy('run_at').orderBy('id'))
            .as('place'),
        ])
        .where('state', '=', queued)
        .where('reason', '=', paced)
        .orderBy('run_at')
        .orderBy('id')
        .limit(mostMovedUp),
    )
    .with(
      (name) => name('late').materialized(),
      (db) =>
        db
          .selectFrom('line')
          .select(['id', moment.as('at')])
          .where('run_at', '>', moment),
    )
    .with(
      (name) => name('free').materialized(),
      (db) =>
        db
          .selectFrom('messages')
          .select('id')
          .where('state', '=', queued)
          .where('id', 'in', (late) => late.selectFrom('late').select('late.id'))
          .forNoKeyUpdate()
          .skipLocked(),
    )
    .updateTable('messages')
    .from('late')
    .set((row) => ({ run_at: row.ref('late.at') }))
    .whereRef('messages.id', '=', 'late.id')
    .where('messages.id', 'in', (db) => db.selectFrom('free').select('free.id'))
    .execute();
}
