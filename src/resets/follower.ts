import type { Tx } from '../database/index.ts';
import { type Caller, day } from '../kernel/index.ts';
import type { ReplacedBy, User, UserFollower } from '../users/index.ts';
import type { Parts } from './parts.ts';
import { reachable } from './send.ts';
import { goingResets, killLinks, updateReset } from './store.ts';

/** How long the notice's "this was not me" works. */
export const notMeLife = 7 * day;

/** What a changed password, a changed address and an archiving mean for links and letters. */
export function createFollower(parts: Parts): UserFollower {
  return {
    name: 'resets',
    async passwordReplaced(tx, { user, by, caller }) {
      const links = await endResets(tx, parts, user, caller, 'password_changed');
      if (by !== 'void') await enqueueNotice(tx, parts, user, by, caller);
      return { links };
    },
    addressChanged: async (tx, user, caller) => ({
      links: await endResets(tx, parts, user, caller, 'address_changed'),
    }),
    archived: async (tx, user, caller) => ({ links: await endResets(tx, parts, user, caller, 'archived') }),
  };
}

/** Links die, waiting letters stay, each reset's timeline says why. The reset that is completing is marked after this. */
async function endResets(tx: Tx, parts: Parts, user: User, caller: Caller, because: string): Promise<number> {
  const { clock, mail, audit } = parts;
  const at = clock.now();
  const links = await killLinks(tx, { userId: user.id, purpose: 'reset' }, { because, at });
  const kinds = because === 'password_changed' ? ['reset', 'invitation'] : [undefined];
  for (const kind of kinds) await mail.withdraw(tx, { userId: user.id, ...(kind && { kind }) }, because);
  for (const reset of await goingResets(tx, user.id)) {
    await updateReset(tx, reset.id, { state: 'cancelled', ended_at: at });
    await audit.record(tx, caller, { event: 'reset.cancelled', resetId: reset.id, details: { because } });
  }
  return links;
}

/** Every change of a password is told to its owner, however it was made. */
async function enqueueNotice(tx: Tx, parts: Parts, user: User, by: ReplacedBy, caller: Caller): Promise<void> {
  if (!reachable(user)) return;
  const at = parts.clock.now();
  await parts.mail.enqueue(tx, {
    kind: 'password_changed',
    to: { name: user.name, address: user.email ?? '' },
    // Not the queue's `userId`: a newer notice must not replace one that waits.
    data: { user: user.id, at, by, address: caller.address ?? null, agent: caller.agent ?? null },
    expiresAt: at + notMeLife,
  });
}
