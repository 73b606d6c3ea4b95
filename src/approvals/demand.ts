import { newId, Refusal } from '../kernel/index.ts';
import type { Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { toRecord } from './record.ts';
import { type ApprovalRow, insertApproval } from './store.ts';
import { subjectOf } from './subject.ts';
import { sealWish } from './wish.ts';

export function createDemand(parts: Parts): Approvals['demand'] {
  const { clock, random, secrets, settings, audit, someoneElse, tellOthers } = parts;
  return async (tx, caller, { kind, subject, wish }) => {
    const { actor } = caller;
    if (actor.kind !== 'user' || !(await someoneElse(tx, actor.id))) return undefined;
    const { approval_life: life } = await settings.read(tx);
    const id = newId(clock, random);
    const now = clock.now();
    const row: ApprovalRow = {
      id,
      kind,
      subject_id: subject.id,
      subject_label: subject.label,
      wish_sealed: sealWish(secrets, id, wish),
      state: 'waiting',
      asked_by_id: actor.id,
      asked_by_label: actor.label,
      asked_address: caller.address ?? null,
      asked_agent: caller.agent ?? null,
      asked_at: now,
      expires_at: now + life,
      decided_at: null,
      decided_by: null,
      reason: null,
    };
    await insertApproval(tx, row);
    const details = { approval: id };
    await audit.record(tx, caller, { event: 'approval.asked', subject: subjectOf(kind, subject), details });
    await tellOthers(tx, toRecord(row, now));
    return new Refusal('approval_needed', { approval: id });
  };
}
