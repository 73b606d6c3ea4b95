import type { Tx } from '../database/index.ts';
import { asKept, type Caller } from '../kernel/index.ts';
import type { Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { changesIn } from './record.ts';
import { holdApproval, settleApproval, waitingOf } from './store.ts';
import { subjectOf } from './subject.ts';

/** What somebody asked for is withdrawn with their password where that was in foreign hands, and with their access. */
export function createFollower(parts: Parts): Approvals['follower'] {
  return {
    name: 'approvals',
    async passwordReplaced(tx, { user, by, caller }) {
      if (by === 'void') await withdrawAll(tx, parts, caller, { user, because: 'password_void' });
      return {};
    },
    async archived(tx, user, caller) {
      await withdrawAll(tx, parts, caller, { user, because: 'archived' });
      return {};
    },
  };
}

async function withdrawAll(
  tx: Tx,
  { audit, clock }: Parts,
  caller: Caller,
  { user, because }: { user: { id: string; login: string }; because: 'password_void' | 'archived' },
): Promise<void> {
  const now = clock.now();
  for (const { id } of await waitingOf(tx, user.id, now)) {
    const row = await holdApproval(tx, id);
    if (row?.state !== 'waiting') continue; // decided while it was waited for
    // A stranger to us who takes an account back is its owner.
    const by = 'label' in caller.actor ? caller.actor.label : user.login;
    const changes = JSON.stringify(asKept(changesIn(row)));
    await settleApproval(tx, id, { state: 'refused', decided_at: now, decided_by: by, reason: null, changes });
    await audit.record(tx, caller, {
      event: 'approval.refused',
      subject: subjectOf(row.kind, { id: row.subject_id, label: row.subject_label }),
      details: { approval: id, asked_by: row.asked_by_label, because },
    });
  }
}
