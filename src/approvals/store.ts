import type { Selectable } from 'kysely';
import { type Reader, replaceSealedIn, type Schema, type Tx } from '../database/index.ts';

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
  decided: Pick<ApprovalRow, 'state' | 'decided_at' | 'decided_by' | 'reason' | 'changes'>,
): Promise<void> {
  await tx
    .updateTable('approvals')
    .set({ ...decided, wish_sealed: null })
    .where('id', '=', id)
    .execute();
}

export async function waitingApprovals(db: Reader): Promise<ApprovalRow[]> {
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

/** Answers those that ran out. */
export async function expireApprovals(tx: Tx, now: number): Promise<ApprovalRow[]> {
  return tx
    .updateTable('approvals')
    .set({ state: 'expired', decided_at: now, wish_sealed: null })
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', now)
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
