import type { Insertable, Selectable } from 'kysely';
import { deleteOutlived, type Reader, type Schema, type Tx } from '../database/index.ts';
import { firstIdAt } from '../kernel/index.ts';

export type SessionRow = Selectable<Schema['sessions']>;

export async function insertSession(tx: Tx, row: Insertable<Schema['sessions']>): Promise<void> {
  await tx.insertInto('sessions').values(row).execute();
}

export async function sessionByDigest(db: Reader | Tx, digest: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('token_digest', '=', digest).executeTakeFirst();
}

export async function sessionById(db: Reader | Tx, id: string): Promise<SessionRow | undefined> {
  return db.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Whether it is there still. Its end and a fresh token, which is unique, wait for this transaction; a use of it does not.
 * Whoever also holds the user does so first.
 */
export async function holdSession(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.selectFrom('sessions').select('id').where('id', '=', id).forKeyShare().executeTakeFirst();
  return row !== undefined;
}

/** Whether a reset's session is there, and its browser was not noted as a new one. */
export async function hasFamiliarSession(tx: Tx, resetId: string): Promise<boolean> {
  const ofReset = tx.selectFrom('sessions').select('id').where('reset_id', '=', resetId);
  return (await ofReset.where('new_browser', '=', 0).executeTakeFirst()) !== undefined;
}

/** Newest first. */
export async function sessionsOf(db: Reader | Tx, userId: string): Promise<SessionRow[]> {
  return db.selectFrom('sessions').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').execute();
}

export async function touch(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('sessions').set({ last_seen_at: at }).where('id', '=', id).execute();
}

/** The session that a press of a user's opened, since then. */
export async function sessionByPress(
  tx: Tx,
  press: { userId: string; by: string; since: number },
): Promise<SessionRow | undefined> {
  const theirs = tx.selectFrom('sessions').selectAll().where('user_id', '=', press.userId);
  return theirs.where('pressed_by', '=', press.by).where('created_at', '>', press.since).executeTakeFirst();
}

/** The old token is dead: the browser goes on with the answer to this press. */
export async function takePress(tx: Tx, id: string, press: { digest: string; at: number }): Promise<void> {
  const fresh = { token_digest: press.digest, pressed_at: press.at };
  await tx.updateTable('sessions').set(fresh).where('id', '=', id).execute();
}

/** The old token is dead from now on. */
export async function renewSession(tx: Tx, id: string, fresh: { digest: string; at: number }): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ token_digest: fresh.digest, authenticated_at: fresh.at, last_seen_at: fresh.at })
    .where('id', '=', id)
    .execute();
}

/** Answers which they were. */
export async function deleteSessions(
  tx: Tx,
  which: { userId: string; id?: string; except?: string; openedByNoneOf?: readonly string[] } | { resetId: string },
): Promise<string[]> {
  let query = tx.deleteFrom('sessions');
  if ('resetId' in which) query = query.where('reset_id', '=', which.resetId);
  else {
    query = query.where('user_id', '=', which.userId);
    if (which.id !== undefined) query = query.where('id', '=', which.id);
    if (which.except !== undefined) query = query.where('id', '!=', which.except);
    if (which.openedByNoneOf) query = query.where('factor_used', 'is not', null);
    if (which.openedByNoneOf?.length) query = query.where('factor_used', 'not in', which.openedByNoneOf);
  }
  return (await query.returning('id').execute()).map(({ id }) => id);
}

/** Everybody's; answers how many there were. */
export async function deleteEverySession(tx: Tx): Promise<number> {
  return Number((await tx.deleteFrom('sessions').executeTakeFirst()).numDeletedRows);
}

/**
 * Those of staff, or of all others, that nobody has used since then, at most `most`; answers how many they were. Left there,
 * they would come alive once sessions may be unused for longer, and be told of as ended with those that work.
 */
export async function deleteUnused(
  tx: Tx,
  { ofStaff, until, most }: { ofStaff: boolean; until: number; most: number },
): Promise<number> {
  const unused = tx
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select('sessions.id')
    .where('sessions.last_seen_at', '<=', until)
    .where('users.role', ofStaff ? '!=' : '=', 'user')
    .orderBy('sessions.last_seen_at')
    .limit(most)
    .forUpdate('sessions')
    .skipLocked();
  return Number((await tx.deleteFrom('sessions').where('id', 'in', unused).executeTakeFirst()).numDeletedRows);
}

export const deleteEnded = deleteOutlived({ table: 'sessions', key: ['id'], time: 'ends_at' });

/** Those that begin after then, at most `most`; answers how many they were. Their ids tell. */
export async function deleteBegunAfter(tx: Tx, after: number, most: number): Promise<number> {
  const ahead = tx
    .selectFrom('sessions')
    .select('id')
    .where('id', '>=', firstIdAt(after + 1))
    .limit(most);
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('id', 'in', ahead.forUpdate().skipLocked())
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Makes room for one more by dropping the oldest. */
export async function keepNewest(tx: Tx, userId: string, most: number): Promise<void> {
  const kept = tx.selectFrom('sessions').select('id').where('user_id', '=', userId).orderBy('id', 'desc').limit(most);
  await tx.deleteFrom('sessions').where('user_id', '=', userId).where('id', 'not in', kept).execute();
}

export async function knownBrowser(
  db: Reader | Tx,
  { userId, digest, since }: { userId: string; digest: string; since: number },
): Promise<Selectable<Schema['known_browsers']> | undefined> {
  return db
    .selectFrom('known_browsers')
    .selectAll()
    .where('digest', '=', digest)
    .where('user_id', '=', userId)
    .where('last_seen_at', '>', since)
    .where('forgotten', '=', 0)
    .executeTakeFirst();
}

export async function isForgotten(db: Reader | Tx, digest: string): Promise<boolean> {
  const forgotten = db.selectFrom('known_browsers').select('digest').where('forgotten', '=', 1);
  return (await forgotten.where('digest', '=', digest).executeTakeFirst()) !== undefined;
}

/** One in which a second factor was proved stays one. */
export async function noteBrowser(tx: Tx, row: Insertable<Schema['known_browsers']>): Promise<void> {
  const seen = { last_seen_at: row.last_seen_at, ...(row.factor_proved === 1 && { factor_proved: 1 }) };
  await tx
    .insertInto('known_browsers')
    .values(row)
    .onConflict((conflict) => conflict.column('digest').doUpdateSet(seen))
    .execute();
}

export async function keepLatestBrowsers(tx: Tx, userId: string, most: number): Promise<void> {
  const kept = tx
    .selectFrom('known_browsers')
    .select('digest')
    .where('user_id', '=', userId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('digest')
    .limit(most);
  await tx.deleteFrom('known_browsers').where('user_id', '=', userId).where('digest', 'not in', kept).execute();
}

export async function forgetBrowsers(tx: Tx, userId: string): Promise<void> {
  await tx.updateTable('known_browsers').set({ forgotten: 1 }).where('user_id', '=', userId).execute();
}

export const deleteUnseen = deleteOutlived({ table: 'known_browsers', key: ['digest'], time: 'last_seen_at' });
