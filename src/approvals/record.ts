import type { ApprovalRecord } from './index.ts';
import type { ApprovalRow } from './store.ts';

export function toRecord(row: ApprovalRow): ApprovalRecord {
  return {
    id: row.id,
    kind: row.kind,
    subject: { id: row.subject_id, label: row.subject_label },
    state: row.state,
    askedBy: { id: row.asked_by_id, label: row.asked_by_label },
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    reason: row.reason ?? undefined,
  };
}
