import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { tellReset } from './describe.ts';
import type { Resets } from './index.ts';
import { askedAs, newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';

/** Creates a user and sends the link that sets the first password, or tells it. */
export function createInvite(parts: Parts): Resets['invite'] {
  const { database, users } = parts;
  return async (caller, newUser, { printLink }) => {
    if (!printLink && !newUser.email?.trim()) throw new Refusal('no_address', { name: newUser.name });
    const { user, id, link } = await database.write(async (tx) => {
      const user = await users.createWithin(tx, caller, newUser, { invited: true });
      if (user instanceof Refusal) return user;
      return { user, ...(await invitation(tx, parts, caller, { user, outcome: printLink ? 'print' : 'send' })) };
    });
    return { user, reset: await tellReset(parts, id), link };
  };
}

async function invitation(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, outcome }: { user: User; outcome: 'print' | 'send' },
) {
  const { invitation_life: life } = await parts.settings.read(tx);
  const wanted = { purpose: 'invitation', source: askedAs(caller), user, life, reason: 'send' } as const;
  return newReset(tx, parts, caller, { ...wanted, outcome });
}

/** What a second administrator has approved about users; whoever was to be invited is. */
export function createAdministratorApproved(parts: Parts): Resets['administratorApproved'] {
  return async (tx, caller, wish) => {
    const done = await parts.users.changeApproved(tx, caller, wish);
    if (done instanceof Refusal) return done;
    const { created, invited } = done;
    if (created && invited) await invitation(tx, parts, caller, { user: created, outcome: 'send' });
    return created && { made: created.id };
  };
}
