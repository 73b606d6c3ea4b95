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

/** The wish is erased with the decision. */
export async function settleApproval(
  tx: Tx,
  id: string,
  decided: Pick<ApprovalRow, 'state' | 'decided_at' | 'decided_by' | 'reason'>,
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

export async function decidedApprovals(db: Reader, limit: number): Promise<ApprovalRow[]> {
  return db
    .selectFrom('approvals')
    .selectAll()
    .where('state', '!=', 'waiting')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
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
