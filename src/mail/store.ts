import { type Selectable, sql } from 'kysely';
import { alone, type Reader, type Schema, type Tx } from '../database/index.ts';
import { firstIdAt, lastBelieved } from '../kernel/index.ts';
import { blank } from './blank.ts';
import type { MessageData, QueueDepth } from './index.ts';

export type MessageRow = Selectable<Schema['messages']>;

export interface NewRow
  extends Pick<MessageRow, 'id' | 'kind' | 'user_id' | 'warned_user_id' | 'about' | 'to_name' | 'to_address'> {
  data: MessageData;
  message_id: string;
  created_at: number;
  run_at: number;
  expires_at: number;
}

export async function insertMessage(tx: Tx, { data, ...row }: NewRow): Promise<void> {
  const fresh = { state: 'queued', attempts: 0, fence: 0 } as const;
  await tx
    .insertInto('messages')
    .values({ ...row, ...fresh, data: JSON.stringify(data), ...unheld, ...unended })
    .execute();
}

/** Spelt into the statement, not passed: only then do both engines see that the partial indexes fit. */
export const queued = sql.lit('queued' as const);
export const sending = sql.lit('sending' as const);

const unheld = { lease_owner: null, lease_until: null } as const;
const unended = { sent_at: null, ended_at: null, reason: null } as const;

/** Without those to nobody, which nobody is told of. */
function letters(db: Reader) {
  return db.selectFrom('messages').where('kind', '!=', blank);
}

/** Of all that are due, those included that are of no use any more and wait to be given up. */
export async function dueSince(db: Reader, now: number): Promise<number | undefined> {
  const first = letters(db).select('run_at').where('state', '=', queued).orderBy('run_at').limit(1);
  const { run_at: since } = (await first.executeTakeFirst()) ?? {};
  return since !== undefined && since <= now ? since : undefined;
}

/** Whoever counts the queue of a mail server that is away must not hold up everybody. */
const countedTo = 100_000;

export async function depth(db: Reader): Promise<QueueDepth> {
  const count = async (state: typeof queued | typeof sending): Promise<number> => {
    const some = letters(db).select('id').where('state', '=', state).limit(countedTo).as('some');
    const counted = await db
      .selectFrom(some)
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirst();
    return Number(counted?.count ?? 0);
  };
  return { queued: await count(queued), sending: await count(sending) };
}

/** Back into the line. */
export async function requeue(tx: Tx, row: MessageRow, next: { runAt: number; reason: string | null }): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ state: 'queued', run_at: next.runAt, reason: next.reason, ...carried(row), ...unheld })
    .where('id', '=', row.id)
    .execute();
}

export interface Ending {
  state: 'sent' | 'failed' | 'outdated' | 'cancelled';
  reason: string | null;
}

export async function endMessage(tx: Tx, row: MessageRow, ending: Ending, at: number): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ ...ending, ended_at: at, ...carried(row), ...unheld })
    .where('id', '=', row.id)
    .execute();
}

/** What a round changes in the row besides its state. */
function carried({ attempts, message_id }: MessageRow): Pick<MessageRow, 'attempts' | 'message_id'> {
  return { attempts, message_id };
}

/** A message that was given up waits again, as if new. */
export async function reviveMessage(tx: Tx, id: string, now: number): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ state: 'queued', run_at: now, ...unended })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'failed'])
    .execute();
}

/** Ends a waiting row, unless somebody claimed it first. */
export async function endWaiting(tx: Tx, id: string, ending: Ending, at: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('messages')
    .set({ ...ending, ended_at: at })
    .where('id', '=', id)
    .where('state', '=', queued)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type Which = { about: string } | { userId: string; kinds?: readonly string[] | undefined } | 'all';

/**
 * Ends what waits, and leaves the reason in what is being sent right now, so that it is not tried again.
 * Answers those that were waiting, with the moment from which each could have gone.
 */
export async function endEach(tx: Tx, which: Which, ending: Ending, at: number): Promise<Pick<MessageRow, 'run_at'>[]> {
  // Whoever puts a letter into the queue beside us comes first or finds ours.
  if (which !== 'all' && 'userId' in which) await alone(tx, `letters to ${which.userId}`);
  // One statement: a letter that is claimed or handed back meanwhile is met in either state.
  const met = await matching(tx, which)
    .where('state', 'in', [queued, sending])
    .set((row) => {
      const ifWaiting = row.case().when('state', '=', queued);
      return {
        state: ifWaiting.then(ending.state).else(row.ref('state')).end(),
        ended_at: ifWaiting.then(at).else(row.ref('ended_at')).end(),
        reason: ending.reason,
      };
    })
    .returning(['state', 'run_at'])
    .execute();
  return met.filter(({ state }) => state === ending.state);
}

function matching(tx: Tx, which: Which) {
  const update = tx.updateTable('messages');
  if (which === 'all') return update;
  if ('about' in which) return update.where('about', '=', which.about);
  const ofUser = update.where('user_id', '=', which.userId);
  return which.kinds === undefined ? ofUser : ofUser.where('kind', 'in', which.kinds);
}

/** Without a trace, their attempts included. */
export async function deleteMessages(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.deleteFrom('messages').where('id', 'in', ids).execute();
}

export async function messageById(db: Reader | Tx, id: string): Promise<MessageRow | undefined> {
  return db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function messagesAbout(db: Reader, about: string): Promise<MessageRow[]> {
  return db.selectFrom('messages').selectAll().where('about', '=', about).orderBy('id').execute();
}

export async function mayArrive(tx: Tx, abouts: readonly string[]): Promise<ReadonlySet<string>> {
  if (abouts.length === 0) return new Set();
  const arriving = tx.selectFrom('messages').select('about').where('state', 'in', ['queued', 'sending', 'sent']);
  const rows = await arriving.where('about', 'in', abouts).execute();
  return new Set(rows.flatMap(({ about }) => about ?? []));
}

interface Whose {
  userId: string;
  kind: string;
  /** One that was put in later than now was put in by a clock that was wrong, and comes after none. */
  now: number;
}

/** The letter of a kind that was put in the queue for a user last. */
export async function latestTo(tx: Tx, { userId, kind, now }: Whose): Promise<MessageRow | undefined> {
  return latestBy(tx, now, kind).where('user_id', '=', userId).executeTakeFirst();
}

/** The same, of those that warn somebody. */
export async function latestWarning(tx: Tx, { userId, kind, now }: Whose): Promise<MessageRow | undefined> {
  return latestBy(tx, now, kind).where('warned_user_id', '=', userId).executeTakeFirst();
}

function latestBy(tx: Tx, now: number, kind: string) {
  const known = tx.selectFrom('messages').selectAll().where('kind', '=', kind);
  return known.where('created_at', '<=', lastBelieved(now)).orderBy('id', 'desc').limit(1);
}

/**
 * What is told by now lets it live until then, too. Answers whether it was waiting still, and never tried: a server may have
 * what was, and a copy has to say the same.
 */
export async function rewriteUntried(tx: Tx, row: MessageRow, data: MessageData, until: number): Promise<boolean> {
  const { numUpdatedRows } = await prolonged(tx, row, until)
    .where('attempts', '=', 0)
    .set({ data: JSON.stringify(data) })
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Lets a waiting letter live as long as what it will tell. Answers whether it was waiting still. */
export async function prolongWaiting(tx: Tx, row: MessageRow, until: number): Promise<boolean> {
  const { numUpdatedRows } = await prolonged(tx, row, until).executeTakeFirst();
  return numUpdatedRows === 1n;
}

function prolonged(tx: Tx, { id, expires_at }: MessageRow, until: number) {
  const waiting = tx.updateTable('messages').where('id', '=', id).where('state', '=', queued);
  return waiting.set({ expires_at: Math.max(expires_at, until) });
}

/** Newest first, from behind `cursor`. */
export async function pageOfMessages(
  db: Reader,
  { state, cursor, limit }: { state: MessageRow['state'] | undefined; cursor: string | undefined; limit: number },
): Promise<MessageRow[]> {
  let query = letters(db).selectAll().orderBy('id', 'desc').limit(limit);
  if (state !== undefined) query = query.where('state', '=', state);
  if (cursor !== undefined) query = query.where('id', '<', cursor);
  return query.execute();
}

/** All letters to a user, but for warnings on their way. Any other that is on the wire finds its row gone, and is not tried again. */
export async function deleteOf(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('messages').where('user_id', '=', userId).execute();
  await tx
    .deleteFrom('messages')
    .where('warned_user_id', '=', userId)
    .where('state', 'not in', ['queued', 'sending'])
    .execute();
}

/**
 * Letters that ended, with their attempts; answers how many, at most `most`. Ids begin with the time they were made, so the
 * oldest rows need no index of their own.
 */
export async function deleteMade(tx: Tx, before: number, most: number): Promise<number> {
  const old = tx
    .selectFrom('messages')
    .select('id')
    .where('id', '<', firstIdAt(before))
    .where('state', 'not in', ['queued', 'sending'])
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked();
  const { numDeletedRows } = await tx.deleteFrom('messages').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}
