import { Refusal } from '../kernel/index.ts';
import type { ResetRecord, Resets } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';
import { sourceOf } from './send.ts';

/** An invitation that was lost or ran out is sent anew; the one before goes on until it ends by itself. */
export function createInviteAgain(parts: Parts, tell: (id: string) => Promise<ResetRecord>): Resets['inviteAgain'] {
  const { database, settings, users, audit } = parts;
  return async (caller, userId) => {
    const { id } = await database.write(async (tx) => {
      const user = await users.hold(tx, userId);
      const refused = await audit.demand(tx, caller, 'resets.send', user);
      if (refused) return refused;
      if (!user) return new Refusal('not_found', {});
      const no = unreachableBecause(user);
      if (no) return no;
      if (user.state !== 'invited') return new Refusal('already_confirmed', { name: user.name });
      const { invitation_life: life } = await settings.read(tx);
      const wanted = { purpose: 'invitation', source: sourceOf(caller), user, life } as const;
      return newReset(tx, parts, caller, { ...wanted, outcome: 'send', reason: 'send' });
    });
    return tell(id);
  };
}
