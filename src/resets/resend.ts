import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { isOver } from './describe.ts';
import { enqueueLetter } from './enqueue.ts';
import type { ResetRecord, Resets } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';
import { needsApproval, sourceOf } from './send.ts';
import { type ResetRow, resetById, updateReset } from './store.ts';

/** Sends a reset's letter once more, or a new reset in its place when nothing of it is left to send. */
export function createResend(parts: Parts, tell: (id: string) => Promise<ResetRecord>): Resets['resend'] {
  const { database, users, audit } = parts;
  return async (caller, resetId) => {
    const id = await database.write(async (tx) => {
      const user = await users.hold(tx, (await resetById(tx, resetId))?.user_id ?? '');
      const refused = await audit.demand(tx, caller, 'resets.send', user);
      if (refused) return refused;
      const reset = await resetById(tx, resetId); // as it is now that its user is held
      if (!reset || !user) return new Refusal('not_found', {});
      const unreachable = unreachableBecause(user);
      if (unreachable) return unreachable;
      return lives(reset, parts.clock.now())
        ? again(tx, parts, caller, { user, reset })
        : anew(tx, parts, caller, { user, reset });
    });
    return tell(id);
  };
}

interface Meant {
  user: User;
  reset: ResetRow;
}

function lives(reset: ResetRow, now: number): boolean {
  return reset.ended_at === null && reset.outcome !== 'drop' && !isOver(reset, now);
}

/** The same reset, and so the same end: a fresh link lengthens nothing. */
async function again(tx: Tx, parts: Parts, caller: Caller, { user, reset }: Meant): Promise<string> {
  await updateReset(tx, reset.id, { outcome: 'send', reason: 'send' });
  await enqueueLetter(tx, parts, user, reset);
  const subject = { kind: 'user', id: user.id, label: user.login } as const;
  await parts.audit.record(tx, caller, { event: 'reset.resent', resetId: reset.id, subject });
  return reset.id;
}

async function anew(tx: Tx, parts: Parts, caller: Caller, { user, reset }: Meant): Promise<string | Refusal> {
  const { settings, audit } = parts;
  const { link_life, invitation_life } = await settings.read(tx);
  // Whoever has a password by now is not invited once more.
  const purpose = reset.purpose === 'invitation' && user.state === 'invited' ? 'invitation' : 'reset';
  const needed = purpose === 'reset' && (await needsApproval(tx, parts, caller, { user, how: {} }));
  if (needed) return needed;
  const made = await newReset(tx, parts, caller, {
    purpose,
    source: sourceOf(caller),
    user,
    life: purpose === 'invitation' ? invitation_life : link_life,
    outcome: 'send',
    reason: 'send',
    redirect: reset.redirect ?? undefined,
    insteadOf: reset.id,
  });
  const subject = { kind: 'user', id: user.id, label: user.login } as const;
  const details = { as: made.id };
  await audit.record(tx, caller, { event: 'reset.resent', resetId: reset.id, subject, details });
  return made.id;
}
