import { housekeepingTime, type Reader, type Tx } from '../database/index.ts';
import { asKept, type Caller, Refusal, system } from '../kernel/index.ts';
import { createDecide } from './decide.ts';
import { createDemand, mustWait } from './demand.ts';
import { createFollower, withdrawAll, withdrawAsked } from './follower.ts';
import type { ApprovalRecord, Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { changesIn, toRecord } from './record.ts';
import {
  type ApprovalRow,
  approvalById,
  decidedApprovals,
  deleteDecided,
  expireApprovals,
  keepChanges,
  waitingAbout,
  waitingApprovals,
} from './store.ts';
import { subjectOf } from './subject.ts';
import { guardedSetting } from './when.ts';
import { sealedColumn } from './wish.ts';

const mostDecided = 50;

export function createApprovals(services: Omit<Parts, 'kinds'>): Approvals {
  const parts: Parts = { ...services, kinds: [] };
  const { database, audit, clock, settings } = parts;
  const demand = createDemand(parts);
  const tell = (row: ApprovalRow): ApprovalRecord => toRecord(row, clock.now());
  const tellTo = (caller: Caller, record: ApprovalRecord): ApprovalRecord =>
    isProgram(caller) ? { ...record, changes: asKept(record.changes) } : record;
  const undecided = async (db: Reader): Promise<ApprovalRecord[]> => (await waitingApprovals(db)).map(tell);
  const waiting = async (db: Reader): Promise<ApprovalRecord[]> =>
    (await undecided(db)).filter(({ state }) => state === 'waiting');
  return {
    kinds: parts.kinds,
    demand,
    mustWait: (db, caller, kind) => mustWait(db, parts, caller, kind),
    async demandForSettings(tx, caller, asked) {
      const key = guardedSetting(await settings.read(tx), asked.changes);
      const subject = key === undefined ? undefined : { id: key, label: key };
      return subject && demand(tx, caller, { ...asked, kind: 'setting', subject });
    },
    ...createDecide(parts),
    async list(caller) {
      await audit.admit(caller, 'approvals.read');
      const [latest, decided] = [await undecided(database.read), await decidedApprovals(database.read, mostDecided)];
      const runOut = latest.filter(({ state }) => state === 'expired');
      const records = [...latest.filter(({ state }) => state === 'waiting'), ...runOut, ...decided.map(tell)];
      return records.map((record) => tellTo(caller, record));
    },
    async find(caller, id) {
      await audit.admit(caller, 'approvals.read');
      const row = await approvalById(database.read, id);
      if (!row) throw new Refusal('not_found', {});
      return tellTo(caller, tell(row));
    },
    waitingSince: async (db, since) => (await waiting(db)).filter(({ askedAt }) => askedAt >= since),
    async waitingReset(db, userId) {
      const about = (await waitingAbout(db, userId)).map(tell);
      return about.find(({ kind, state }) => kind === 'reset' && state === 'waiting');
    },
    waiting: async (db) => (await waiting(db)).length,
    follower: createFollower(parts),
    withdrawAsked: (tx, caller, user, where) => withdrawAsked(tx, parts, caller, { user, where }),
    withdrawAll: (tx, caller) => withdrawAll(tx, parts, caller),
    sealed: [sealedColumn],
    /** What was decided is kept as long as the record, which tells the same. */
    async sweep(piecemeal) {
      const { audit_retention: keptFor } = await settings.read(database.read);
      await piecemeal((tx, most) => expire(tx, parts, most));
      const until = (await housekeepingTime(database.read, clock.now())) - keptFor;
      await piecemeal((tx, most) => deleteDecided(tx, until, most));
    },
  };
}

/** It decides nothing, and has the scope of the record: it is told what that tells. */
function isProgram({ actor }: Caller): boolean {
  return actor.kind === 'user' && actor.key !== undefined;
}

async function expire(tx: Tx, { audit, clock }: Parts, most: number): Promise<number> {
  const rows = await expireApprovals(tx, clock.now(), most);
  for (const row of rows) {
    await keepChanges(tx, row.id, JSON.stringify(asKept(changesIn(row))));
    const subject = subjectOf(row.kind, { id: row.subject_id, label: row.subject_label });
    await audit.record(tx, system, { event: 'approval.expired', subject, details: { approval: row.id } });
  }
  return rows.length;
}
