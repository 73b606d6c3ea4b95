import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { tellReset } from './describe.ts';
import type { HowAgain, Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { sendWithin } from './send.ts';

/**
 * An invitation that was lost or ran out is sent anew; the one before goes on until it ends by itself. Whoever calls about
 * it is checked as whoever calls about a password.
 */
export function createInviteAgain(parts: Parts): Resets['inviteAgain'] {
  return async (caller, userId, how) => {
    const { id } = await parts.database.write((tx) => invite(tx, parts, caller, { userId, how }));
    return tellReset(parts, id);
  };
}

async function invite(tx: Tx, parts: Parts, caller: Caller, { userId, how }: { userId: string; how: HowAgain }) {
  const user = await parts.users.hold(tx, userId);
  const refused = await parts.audit.demand(tx, caller, 'resets.send', user);
  if (refused) return refused;
  if (user?.state === 'confirmed') return new Refusal('already_confirmed', { name: user.name });
  return sendWithin(tx, parts, caller, { userId, how, invites: true });
}
