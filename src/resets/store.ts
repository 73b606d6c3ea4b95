import { type Insertable, type Selectable, sql } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';

export type ResetRow = Selectable<Schema['resets']>;
export type NewResetRow = Insertable<Schema['resets']>;

/** Spelt into the statement, not passed: only then do both engines see that a partial index fits. */
const drop = sql.lit('drop' as const);

export async function insertReset(tx: Tx, row: NewResetRow): Promise<void> {
  await insertResets(tx, [row]);
}

export async function insertResets(tx: Tx, rows: NewResetRow[]): Promise<void> {
  await tx.insertInto('resets').values(rows).execute();
}

export async function resetById(db: Reader | Tx, id: string): Promise<ResetRow | undefined> {
  return db.selectFrom('resets').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function resetsById(db: Reader | Tx, ids: string[]): Promise<Map<string, ResetRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('resets').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Newest first. */
export async function latestResets(db: Reader, limit: number, userId?: string): Promise<ResetRow[]> {
  const newest = db.selectFrom('resets').selectAll().limit(limit);
  if (userId === undefined) return newest.orderBy('id', 'desc').execute();
  return newest.where('user_id', '=', userId).orderBy('asked_at', 'desc').orderBy('id', 'desc').execute();
}

/** Those of these asks that still wait and that no other process decides right now, oldest first. */
export async function holdAsks(tx: Tx, ids: string[]): Promise<ResetRow[]> {
  return tx
    .selectFrom('resets')
    .selectAll()
    .where('id', 'in', ids)
    .where('state', '=', 'asked')
    .orderBy('asked_at')
    .orderBy('id')
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
}

/** Those of these typed names for which an ask is waiting. */
export async function waitingDigests(tx: Tx, digests: string[], since: number): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('resets')
    .select('typed_digest')
    .where('typed_digest', 'in', digests)
    .where('asked_at', '>', since)
    .where('state', '=', 'asked')
    .execute();
  return new Set(rows.flatMap(({ typed_digest }) => typed_digest ?? []));
}

/**
 * Counts further asks for the same name from the same source; answers whether one was still waiting. The source was
 * counted before, so of two at once the second one finds the first.
 */
export async function addToWaiting(
  tx: Tx,
  same: { digest: string; address: string | null; since: number; at: number; asks: number },
): Promise<boolean> {
  const result = await tx
    .updateTable('resets')
    .set((set) => ({ asks: set('asks', '+', same.asks), last_asked_at: same.at }))
    .where('typed_digest', '=', same.digest)
    .where('asked_at', '>', same.since)
    .where('state', '=', 'asked')
    .where('asked_address', same.address === null ? 'is' : '=', same.address)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Ids of the asks that wait for a decision, oldest first. */
export async function waitingAsks(db: Reader, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('resets')
    .select('id')
    .where('state', '=', 'asked')
    .orderBy('asked_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export async function updateReset(tx: Tx, id: string, change: Partial<NewResetRow>): Promise<void> {
  await updateResets(tx, [id], change);
}

export async function updateResets(tx: Tx, ids: string[], change: Partial<NewResetRow>): Promise<void> {
  await tx.updateTable('resets').set(change).where('id', 'in', ids).execute();
}

/** Moves resets on that still stand where that step begins. A step beside another one is left out. */
export async function advanceResets(
  tx: Tx,
  ids: readonly string[],
  from: readonly ResetRow['state'][],
  to: ResetRow['state'],
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('resets')
    .set({ state: to })
    .where('id', 'in', (db) =>
      db
        .selectFrom('resets')
        .select('id')
        .where('id', 'in', ids)
        .where('state', 'in', from)
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .execute();
}

/** A letter that could not be delivered went after all, once it was tried again. */
export async function deliverable(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const refused = tx.updateTable('resets').where('id', 'in', ids).where('reason', '=', 'undeliverable');
  await refused.where('outcome', '=', 'send').set({ reason: 'send' }).execute();
}

/** Everybody's that go on, and those of which nobody is known yet; answers which they were. */
export async function cancelEveryReset(tx: Tx, at: number): Promise<string[]> {
  const cancelled = await tx
    .updateTable('resets')
    .set({ state: 'cancelled', ended_at: at })
    .where('ended_at', 'is', null)
    .where((reset) => reset.or([reset('outcome', 'is', null), reset('outcome', '!=', drop)]))
    .returning('id')
    .execute();
  return cancelled.map(({ id }) => id);
}

/**
 * Resets of a user that are still going, so that their timelines can tell how they ended. What led to no letter goes nowhere, and
 * is not even looked at: strangers cause as many of these as they like.
 */
export async function goingResets(tx: Tx, userId: string): Promise<ResetRow[]> {
  const theirs = tx.selectFrom('resets').selectAll().where('user_id', '=', userId);
  return theirs.where('ended_at', 'is', null).where('outcome', '!=', drop).execute();
}

/** Marks what ran out without a new password; answers how many that were, at most `most`. */
export async function expireResets(tx: Tx, now: number, most: number): Promise<number> {
  const expired = tx
    .selectFrom('resets')
    .select('id')
    .where('ended_at', 'is', null)
    .where('outcome', '!=', drop)
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(most)
    .forNoKeyUpdate()
    .skipLocked();
  const { numUpdatedRows } = await tx
    .updateTable('resets')
    .set({ state: 'expired', ended_at: now })
    .where('id', 'in', expired)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Erases the digests of names that were typed before; answers how many, at most `most`. A reset that turned out to be
 * nobody's tells nothing without, and goes with it.
 */
export async function forgetTypedNames(tx: Tx, before: number, most: number): Promise<number> {
  const typed = await tx
    .selectFrom('resets')
    .select(['id', 'user_id', 'state'])
    .where('typed_digest', 'is not', null)
    .where('asked_at', '<', before)
    .orderBy('asked_at')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute();
  const isNobodys = ({ user_id, state }: (typeof typed)[number]) => user_id === null && state !== 'asked';
  const nobodys = typed.filter(isNobodys).map(({ id }) => id);
  const others = typed.filter((reset) => !isNobodys(reset)).map(({ id }) => id);
  if (nobodys.length > 0) await tx.deleteFrom('resets').where('id', 'in', nobodys).execute();
  if (others.length > 0) await updateResets(tx, others, { typed_digest: null });
  return typed.length;
}

/** Those that ran out before then, however they ended; answers how many, at most `most`. What was asked and not decided stays. */
export async function deleteResets(tx: Tx, before: number, most: number): Promise<number> {
  const over = tx
    .selectFrom('resets')
    .select('id')
    .where('state', '!=', sql.lit('asked' as const))
    .where('expires_at', '<', before)
    .orderBy('expires_at')
    .limit(most)
    .forUpdate()
    .skipLocked();
  const { numDeletedRows } = await tx.deleteFrom('resets').where('id', 'in', over).executeTakeFirst();
  return Number(numDeletedRows);
}
