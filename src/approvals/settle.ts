import type { Tx } from '../database/index.ts';
import { asKept, type Caller, type Refusal } from '../kernel/index.ts';
import type { Parts } from './parts.ts';
import { changesIn } from './record.ts';
import { type ApprovalRow, settleApproval } from './store.ts';
import { subjectOf } from './subject.ts';

/** Why something is withdrawn that nobody decided. */
export type Because = 'password_void' | 'password_changed' | 'session_ended' | 'archived' | 'deleted' | 'restored';

/** Who decided, as of then; without an id whoever ran a command. */
interface Decider {
  id: string | null;
  label: string;
}

interface Outcome {
  row: ApprovalRow;
  state: 'approved' | 'refused' | 'failed';
  /** Who decided, where the caller has no name. */
  otherwise?: Decider;
  /** Whom it made: until then they had no id. */
  made?: string | undefined;
  /** Why nothing came of what was approved. */
  refused?: Refusal | undefined;
  /** Why it was withdrawn without anybody's decision. */
  because?: Because | undefined;
}

/** Ends a request: the wish is erased, of the changes stays what may, and the record tells it. */
export async function settle(
  tx: Tx,
  { audit, clock }: Pick<Parts, 'audit' | 'clock'>,
  caller: Caller,
  { row, state, otherwise, made, refused, because }: Outcome,
): Promise<undefined> {
  const subjectId = made ?? row.subject_id;
  const by = deciderOf(caller) ?? otherwise ?? { id: null, label: caller.actor.kind };
  await settleApproval(tx, row.id, {
    state,
    subject_id: subjectId,
    decided_at: clock.now(),
    decided_by: by.label,
    decided_by_id: by.id,
    reason: refused?.code ?? because ?? null,
    changes: JSON.stringify(asKept(changesIn(row))),
  });
  await audit.record(tx, caller, {
    event: state === 'refused' ? 'approval.refused' : 'approval.approved',
    subject: subjectOf(row.kind, { id: subjectId, label: row.subject_label }),
    ...(refused && { outcome: refused.code }),
    details: { approval: row.id, asked_by: row.asked_by_label, ...(because && { because }) },
  });
  return undefined;
}

function deciderOf({ actor }: Caller): Decider | undefined {
  if (!('label' in actor)) return undefined;
  return { id: actor.kind === 'user' ? actor.id : null, label: actor.label };
}
