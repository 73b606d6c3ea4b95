import type { Insertable, Selectable } from 'kysely';
import { deleteOutlived, type Reader, type Schema, type Tx } from '../database/index.ts';
import { lastMade } from '../kernel/index.ts';
import { killLinks } from './link-store.ts';

export type EmailChangeRow = Selectable<Schema['email_changes']>;

export async function insertEmailChange(tx: Tx, row: Insertable<Schema['email_changes']>): Promise<void> {
  await tx.insertInto('email_changes').values(row).execute();
}

export async function emailChangeById(db: Reader | Tx, id: string): Promise<EmailChangeRow | undefined> {
  return db.selectFrom('email_changes').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The one that waits for its proof, if one does. */
export async function waitingEmailChange(
  db: Reader | Tx,
  userId: string,
  now: number,
): Promise<EmailChangeRow | undefined> {
  return db
    .selectFrom('email_changes')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'waiting')
    .where('expires_at', '>', now)
    .where('asked_at', '<=', lastMade(now))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Those that went through since then, newest first. */
export async function doneEmailChanges(db: Reader | Tx, userId: string, since: number): Promise<EmailChangeRow[]> {
  return db
    .selectFrom('email_changes')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', '=', 'done')
    .where('ended_at', '>=', since)
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** All that led letters elsewhere since then, newest first: also over which nothing leads back. */
export async function emailMoves(db: Reader | Tx, userId: string, since: number): Promise<EmailChangeRow[]> {
  return db
    .selectFrom('email_changes')
    .selectAll()
    .where('user_id', '=', userId)
    .where('state', 'in', ['done', 'undone', 'given'])
    .where('ended_at', '>', since)
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** It went through, of an account that was last secured then, if ever. */
export async function settleEmailChange(
  tx: Tx,
  id: string,
  { at, securedBefore }: { at: number; securedBefore: number | undefined },
): Promise<void> {
  const change = { state: 'done', ended_at: at, secured_before: securedBefore ?? null } as const;
  await tx.updateTable('email_changes').set(change).where('id', '=', id).execute();
}

export async function undoEmailChanges(tx: Tx, changes: readonly { id: string }[]): Promise<void> {
  const ids = changes.map(({ id }) => id);
  if (ids.length > 0) await tx.updateTable('email_changes').set({ state: 'undone' }).where('id', 'in', ids).execute();
}

/** What waits, waits no more, and its links die; answers how many were still good. */
export async function endEmailChanges(tx: Tx, userId: string, why: { because: string; at: number }): Promise<number> {
  await tx
    .updateTable('email_changes')
    .set({ state: 'cancelled', ended_at: why.at })
    .where('user_id', '=', userId)
    .where('state', '=', 'waiting')
    .execute();
  return killLinks(tx, { userId, purpose: 'confirm_email' }, why);
}

/** Their links end with all others. */
export async function endEveryEmailChange(tx: Tx, at: number): Promise<void> {
  await tx
    .updateTable('email_changes')
    .set({ state: 'cancelled', ended_at: at })
    .where('state', '=', 'waiting')
    .execute();
}

export const deleteEmailChanges = deleteOutlived({ table: 'email_changes', key: ['id'], time: 'expires_at' });
