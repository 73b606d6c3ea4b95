import { sql } from 'kysely';
import type { Reader, Tx } from '../database/index.ts';
import { type MessageRow, queued, sending } from './store.ts';

/** Who holds a row, and since which claim: only that may mark it. */
export interface Claim {
  id: string;
  owner: string;
  fence: number;
}

/** Waiting messages that may go now and still have a tenth of their life (`isSpent`). */
function due(db: Reader | Tx, now: number) {
  return db
    .selectFrom('messages')
    .select('id')
    .where('state', '=', queued)
    .where('run_at', '<=', now)
    .where(({ not }) => not(spent(now)));
}

/** `isSpent` for the database. */
function spent(now: number) {
  return sql<boolean>`(expires_at - ${now}) * 10 < expires_at - created_at`;
}

/** Whether the worker has anything to do, seen without a transaction. */
export async function hasDue(db: Reader, now: number): Promise<boolean> {
  return (await due(db, now).limit(1).executeTakeFirst()) !== undefined;
}

/** Takes up to `limit` rows that are due, in one statement: of two workers one gets a row, and its fence grows. */
export async function claimDue(
  tx: Tx,
  claim: { owner: string; now: number; until: number; limit: number },
): Promise<MessageRow[]> {
  const rows = await tx
    // Materialized: taken once, however the engine comes to join it.
    .with(
      (name) => name('taken').materialized(),
      () => due(tx, claim.now).orderBy('run_at').orderBy('id').limit(claim.limit).forUpdate().skipLocked(),
    )
    .updateTable('messages')
    .set((row) => ({
      state: 'sending',
      reason: null,
      lease_owner: claim.owner,
      lease_until: claim.until,
      fence: row('fence', '+', 1),
    }))
    .where('state', '=', queued)
    .where('id', 'in', (db) => db.selectFrom('taken').select('id'))
    .returningAll()
    .execute();
  return rows.sort((a, b) => a.run_at - b.run_at || (a.id < b.id ? -1 : 1));
}

/**
 * The claimed row as it is now, locked for this transaction; `undefined` when the claim is not ours any more.
 * A `reason` in it was left by whoever withdrew or replaced the message meanwhile.
 */
export async function hold(tx: Tx, claim: Claim): Promise<MessageRow | undefined> {
  const untouched = heldBy(tx, claim).set((row) => ({ lease_until: row.ref('lease_until') }));
  return untouched.returningAll().executeTakeFirst();
}

/** Answers whether the claim is still ours. */
export async function renewLease(tx: Tx, claim: Claim, until: number): Promise<boolean> {
  const { numUpdatedRows } = await heldBy(tx, claim).set({ lease_until: until }).executeTakeFirst();
  return numUpdatedRows === 1n;
}

function heldBy(tx: Tx, { id, owner, fence }: Claim) {
  return tx
    .updateTable('messages')
    .where('id', '=', id)
    .where('state', '=', sending)
    .where('lease_owner', '=', owner)
    .where('fence', '=', fence);
}

/** Rows whose owner went silent: their leases do not end within the time in which one that runs does. */
export async function lapsedClaims(
  db: Reader,
  running: { from: number; until: number },
  limit: number,
): Promise<Claim[]> {
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'fence', 'lease_owner'])
    .where('state', '=', sending)
    .where((row) => row.or([row('lease_until', '<', running.from), row('lease_until', '>', running.until)]))
    .limit(limit)
    .execute();
  return rows.map(({ id, fence, lease_owner }) => ({ id, fence, owner: lease_owner ?? '' }));
}

/** Waiting messages with less than a tenth of their life left. */
export async function spentWaiting(db: Reader, now: number, limit: number): Promise<MessageRow[]> {
  return db.selectFrom('messages').selectAll().where('state', '=', queued).where(spent(now)).limit(limit).execute();
}

/** A held message that a mail server took, after so many tries. */
export interface Delivery {
  claim: Claim;
  tries: number;
  messageId: string | null;
}

/** Marks held messages as sent, in one statement; answers those whose claim was still ours, as they are now. */
export async function endHeld(tx: Tx, deliveries: readonly Delivery[], at: number): Promise<MessageRow[]> {
  if (deliveries.length === 0) return [];
  const values = deliveries.map(
    ({ claim: { id, owner, fence }, tries, messageId }) =>
      sql`(${id}, ${owner}, cast(${fence} as integer), cast(${tries} as integer), cast(${messageId} as text))`,
  );
  const { rows } = await sql<MessageRow>`
    with held (held_id, held_by, held_fence, tries, borne_id) as (values ${sql.join(values)})
    update messages set state = 'sent', reason = null, sent_at = ${at}, ended_at = ${at}, lease_owner = null,
      lease_until = null, attempts = attempts + held.tries, message_id = coalesce(held.borne_id, message_id)
    from held where id = held.held_id and state = 'sending' and lease_owner = held.held_by and fence = held.held_fence
    returning *`.execute(tx);
  return rows;
}
