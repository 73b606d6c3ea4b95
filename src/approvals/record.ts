import type { Change } from '../kernel/index.ts';
import type { ApprovalRecord, ApprovalState } from './index.ts';
import type { ApprovalRow } from './store.ts';

/** What ran out is over, also before it was swept. */
export function stateAt({ state, expires_at }: ApprovalRow, now: number): ApprovalState {
  return state === 'waiting' && expires_at <= now ? 'expired' : state;
}

/** What is to be otherwise. */
export function changesIn({ changes }: Pick<ApprovalRow, 'changes'>): Change[] {
  return JSON.parse(changes) as Change[];
}

export function toRecord(row: ApprovalRow, now: number): ApprovalRecord {
  return {
    id: row.id,
    kind: row.kind,
    subject: { id: row.subject_id, label: row.subject_label },
    state: stateAt(row, now),
    changes: changesIn(row),
    askedBy: { id: row.asked_by_id, label: row.asked_by_label, key: row.asked_by_key_name ?? undefined },
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by === null ? undefined : { id: row.decided_by_id ?? undefined, label: row.decided_by },
    decidedAt: row.decided_at ?? undefined,
    reason: row.reason ?? undefined,
  };
}
