import type { Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { Approvals } from './index.ts';
import type { Parts } from './parts.ts';
import { settle } from './settle.ts';
import { holdApproval, waitingOf } from './store.ts';

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
  parts: Parts,
  caller: Caller,
  { user, because }: { user: { id: string; login: string }; because: 'password_void' | 'archived' },
): Promise<void> {
  for (const { id } of await waitingOf(tx, user.id, parts.clock.now())) {
    const row = await holdApproval(tx, id);
    if (row?.state !== 'waiting') continue; // decided while it was waited for
    // A stranger to us who takes an account back is its owner.
    await settle(tx, parts, caller, { row, state: 'refused', otherwise: user.login, because });
  }
}
