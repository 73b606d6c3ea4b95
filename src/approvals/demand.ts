import { alone } from '../database/index.ts';
import { asDetails, asKept, newId, Refusal } from '../kernel/index.ts';
import type { Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { toRecord } from './record.ts';
import { type ApprovalRow, insertApproval, waitingOf } from './store.ts';
import { subjectOf } from './subject.ts';
import { sealWish } from './wish.ts';

/** Of one person: among more, one that is worth a look would not be seen. */
const mostWaiting = 20;

export function createDemand(parts: Parts): Approvals['demand'] {
  const { clock, random, secrets, settings, audit, someoneElse, tellOthers } = parts;
  return async (tx, caller, { kind, subject, wish, changes }) => {
    const { actor } = caller;
    if (actor.kind !== 'user' || !(await someoneElse(tx, actor.id))) return undefined;
    const { approval_life: life } = await settings.read(tx);
    await alone(tx, `approvals of ${actor.id}`);
    const now = clock.now();
    if ((await waitingOf(tx, actor.id, now)).length >= mostWaiting) {
      return new Refusal('too_many_approvals', { most: mostWaiting });
    }
    const id = newId(clock, random);
    const row: ApprovalRow = {
      id,
      kind,
      subject_id: subject.id,
      subject_label: subject.label,
      wish_sealed: sealWish(secrets, id, wish),
      changes: JSON.stringify(changes),
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
    const details = { approval: id, ...asDetails(asKept(changes)) };
    await audit.record(tx, caller, { event: 'approval.asked', subject: subjectOf(kind, subject), details });
    await tellOthers(tx, toRecord(row, now));
    return new Refusal('approval_needed', { approval: id });
  };
}
