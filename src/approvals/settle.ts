import type { Tx } from '../database/index.ts';
import { asKept, type Caller, type Refusal } from '../kernel/index.ts';
import type { Parts } from './parts.ts';
import { changesIn } from './record.ts';
import { type ApprovalRow, settleApproval } from './store.ts';
import { subjectOf } from './subject.ts';

interface Outcome {
  row: ApprovalRow;
  state: 'approved' | 'refused' | 'failed';
  /** Who decided, where the caller has no name. */
  otherwise?: string;
  /** Why nothing came of what was approved. */
  refused?: Refusal | undefined;
  /** Why it was withdrawn without anybody's decision. */
  because?: 'password_void' | 'password_changed' | 'archived' | 'deleted' | 'restored';
}

/** Ends a request: the wish is erased, of the changes stays what may, and the record tells it. */
export async function settle(
  tx: Tx,
  { audit, clock }: Pick<Parts, 'audit' | 'clock'>,
  caller: Caller,
  { row, state, otherwise = caller.actor.kind, refused, because }: Outcome,
): Promise<undefined> {
  await settleApproval(tx, row.id, {
    state,
    decided_at: clock.now(),
    decided_by: 'label' in caller.actor ? caller.actor.label : otherwise,
    reason: refused?.code ?? null,
    changes: JSON.stringify(asKept(changesIn(row))),
  });
  await audit.record(tx, caller, {
    event: state === 'refused' ? 'approval.refused' : 'approval.approved',
    subject: subjectOf(row.kind, { id: row.subject_id, label: row.subject_label }),
    ...(refused && { outcome: refused.code }),
    details: { approval: row.id, asked_by: row.asked_by_label, ...(because && { because }) },
  });
  return undefined;
}
