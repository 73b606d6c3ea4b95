import { system } from '../kernel/index.ts';
import { createDecide } from './decide.ts';
import { createDemand } from './demand.ts';
import type { Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { toRecord } from './record.ts';
import { approvalById, decidedApprovals, expireApprovals, waitingApprovals } from './store.ts';
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
    async waitingOne(db, id) {
      const row = await approvalById(db, id);
      return row?.state === 'waiting' && row.expires_at > clock.now() ? toRecord(row) : undefined;
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
