import { system } from '../kernel/index.ts';
import { createDecide } from './decide.ts';
import { createDemand } from './demand.ts';
import type { ApprovalRecord, Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { type ApprovalRow, decidedApprovals, expireApprovals, waitingApprovals } from './store.ts';
import { subjectOf } from './subject.ts';
import { sealedColumn } from './wish.ts';

const mostDecided = 50;

export function createApprovals(services: Omit<Parts, 'kinds'>): Approvals {
  const parts: Parts = { ...services, kinds: [] };
  const { database, audit, clock } = parts;
  return {
    kinds: parts.kinds,
    demand: createDemand(parts),
    ...createDecide(parts),
    async list(caller) {
      await audit.admit(caller, 'approvals.decide');
      const waiting = (await waitingApprovals(database.read)).filter(({ expires_at }) => expires_at > clock.now());
      return [...waiting, ...(await decidedApprovals(database.read, mostDecided))].map(toRecord);
    },
    waiting: async (db) => (await waitingApprovals(db)).filter(({ expires_at }) => expires_at > clock.now()).length,
    sealed: [sealedColumn],
    async sweep(tx) {
      for (const row of await expireApprovals(tx, clock.now())) {
        const subject = subjectOf(row.kind, { id: row.subject_id, label: row.subject_label });
        await audit.record(tx, system, { event: 'approval.expired', subject, details: { approval: row.id } });
      }
    },
  };
}

function toRecord(row: ApprovalRow): ApprovalRecord {
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
