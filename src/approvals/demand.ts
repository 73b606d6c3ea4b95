import { alone, type Reader, type Tx } from '../database/index.ts';
import { type Actor, asDetails, asKept, type Caller, newId, Refusal } from '../kernel/index.ts';
import type { ApprovalKindName, Approvals, Asked } from './index.ts';
import type { Parts } from './parts.ts';
import { toRecord } from './record.ts';
import { type ApprovalRow, insertApproval, waitingOf } from './store.ts';
import { subjectOf } from './subject.ts';
import { waits } from './when.ts';
import { openWish, sealWish } from './wish.ts';

/** Of one person: among more, one that is worth a look would not be seen. */
const mostWaiting = 20;

export function createDemand(parts: Parts): Approvals['demand'] {
  const { clock, settings, audit, tellOthers } = parts;
  return async (tx, caller, asked, judge = async () => undefined) => {
    const { actor } = caller;
    const { kind, subject, changes } = asked;
    if (actor.kind !== 'user' || !(await mustWait(tx, parts, caller, kind))) return judge();
    const { approval_life: life } = await settings.read(tx);
    await alone(tx, `approvals of ${actor.id}`);
    const now = clock.now();
    const waiting = await waitingOf(tx, actor.id, now);
    const same = waiting.find((row) => isSame(parts, row, { actor, asked }));
    if (same) return new Refusal('approval_needed', { approval: same.id });
    const refused = await judge();
    if (refused) return refused;
    if (waiting.length >= mostWaiting) return new Refusal('too_many_approvals', { most: mostWaiting });
    const row = toRow(parts, caller, { actor, asked, at: now, life });
    await insertApproval(tx, row);
    const details = { approval: row.id, ...asDetails(asKept(changes)) };
    await audit.record(tx, caller, { event: 'approval.asked', subject: subjectOf(kind, subject), details });
    await tellOthers(tx, toRecord(row, now));
    return new Refusal('approval_needed', { approval: row.id });
  };
}

/** Whether a caller does such a thing only with a second administrator, as it is set and while there is one. */
export async function mustWait(
  db: Reader | Tx,
  { settings, someoneElse }: Pick<Parts, 'settings' | 'someoneElse'>,
  { actor }: Caller,
  kind: ApprovalKindName,
): Promise<boolean> {
  return actor.kind === 'user' && waits(await settings.read(db), kind) && (await someoneElse(db, actor.id));
}

interface AskedBy {
  actor: Extract<Actor, { kind: 'user' }>;
  asked: Asked;
}

/** A form that is sent twice, and a program that asks again, ask for one thing: it stands there once. */
function isSame({ secrets }: Parts, row: ApprovalRow, { actor, asked: { kind, subject, wish } }: AskedBy): boolean {
  const isAlike =
    row.kind === kind &&
    row.subject_id === subject.id &&
    row.subject_label === subject.label &&
    row.asked_by_key_id === (actor.key?.id ?? null);
  return isAlike && JSON.stringify(openWish(secrets, row.id, row.wish_sealed)) === JSON.stringify(wish);
}

function toRow(
  { clock, random, secrets }: Parts,
  { address, agent }: Caller,
  { actor, asked, at, life }: AskedBy & { at: number; life: number },
): ApprovalRow {
  const id = newId(clock, random);
  return {
    id,
    kind: asked.kind,
    subject_id: asked.subject.id,
    subject_label: asked.subject.label,
    wish_sealed: sealWish(secrets, id, asked.wish),
    changes: JSON.stringify(asked.changes),
    state: 'waiting',
    asked_by_id: actor.id,
    asked_by_label: actor.label,
    asked_by_key_id: actor.key?.id ?? null,
    asked_by_key_name: actor.key?.name ?? null,
    asked_address: address ?? null,
    asked_agent: agent ?? null,
    asked_in: actor.session ?? null,
    asked_at: at,
    expires_at: at + life,
    decided_at: null,
    decided_by: null,
    decided_by_id: null,
    reason: null,
  };
}
