import type { Selectable } from 'kysely';
import { deleteOutlived, type Reader, replaceSealedIn, type Schema, type Tx } from '../database/index.ts';

export type ApprovalRow = Selectable<Schema['approvals']>;

export async function insertApproval(tx: Tx, row: ApprovalRow): Promise<void> {
  await tx.insertInto('approvals').values(row).execute();
}

export async function holdApproval(tx: Tx, id: string): Promise<ApprovalRow | undefined> {
  return tx.selectFrom('approvals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function approvalById(db: Reader, id: string): Promise<ApprovalRow | undefined> {
  return db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The wish is erased with the decision; of the changes stays what may. */
export async function settleApproval(
  tx: Tx,
  id: string,
  decided: Pick<
    ApprovalRow,
    'state' | 'subject_id' | 'decided_at' | 'decided_by' | 'decided_by_id' | 'reason' | 'changes'
  >,
): Promise<void> {
  await tx
    .updateTable('approvals')
    .set({ ...decided, wish_sealed: null })
    .where('id', '=', id)
    .execute();
}

export async function waitingApprovals(db: Reader | Tx): Promise<ApprovalRow[]> {
  return db.selectFrom('approvals').selectAll().where('state', '=', 'waiting').orderBy('id').execute();
}

/** What one person asked for and nobody has decided, oldest first. */
export async function waitingOf(tx: Tx, userId: string, now: number): Promise<ApprovalRow[]> {
  return tx
    .selectFrom('approvals')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('asked_by_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('id')
    .execute();
}

/** What waits and is about one person, whoever asked for it. */
export async function waitingAbout(db: Reader | Tx, userId: string): Promise<ApprovalRow[]> {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('subject_id', '=', userId)
    .orderBy('id')
    .execute();
}

/**
 * Somebody who is erased has another name wherever a request names them, and no device. By the id alone: a login is
 * somebody else's as soon as it is free.
 */
export async function renameInApprovals(tx: Tx, userId: string, name: string): Promise<void> {
  const rows = tx.updateTable('approvals');
  await rows.set({ subject_label: name }).where('subject_id', '=', userId).execute();
  await rows
    .set({ asked_by_label: name, asked_address: null, asked_agent: null })
    .where('asked_by_id', '=', userId)
    .execute();
  await rows.set({ decided_by: name }).where('decided_by_id', '=', userId).execute();
}

/** Of what waits nothing was decided, so it stays. */
export const deleteDecided = deleteOutlived({ table: 'approvals', key: ['id'], time: 'decided_at' });

export async function decidedApprovals(db: Reader, limit: number): Promise<ApprovalRow[]> {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where('state', '!=', 'waiting')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function keepChanges(tx: Tx, id: string, changes: string): Promise<void> {
  await tx.updateTable('approvals').set({ changes }).where('id', '=', id).execute();
}

/** Answers those that ran out, at most so many. */
export async function expireApprovals(tx: Tx, now: number, most: number): Promise<ApprovalRow[]> {
  const over = tx
    .selectFrom('approvals')
    .select('id')
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', now)
    .limit(most)
    .forUpdate()
    .skipLocked();
  return tx
    .updateTable('approvals')
    .set({ state: 'expired', decided_at: now, wish_sealed: null })
    .where('id', 'in', over)
    .returningAll()
    .execute();
}

export async function sealedWishes(
  tx: Tx,
  after: string,
  limit: number,
): Promise<{ id: string; wish_sealed: string }[]> {
  return tx
    .selectFrom('approvals')
    .select(['id', 'wish_sealed'])
    .where('id', '>', after)
    .where('wish_sealed', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .$narrowType<{ wish_sealed: string }>()
    .execute();
}

export const replaceSealedWish = replaceSealedIn({ table: 'approvals', column: 'wish_sealed', key: 'id' });
