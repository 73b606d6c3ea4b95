import { isEmail, Refusal } from '../kernel/index.ts';
import type { ResetRecord, Resets } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { sourceOf } from './send.ts';

/** Creates a user and sends the link that sets the first password, or tells it. */
export function createInvite(parts: Parts, tell: (id: string) => Promise<ResetRecord>): Resets['invite'] {
  const { database, settings, users } = parts;
  return async (caller, newUser, { printLink }) => {
    if (!printLink && !isEmail(newUser.email ?? '')) throw new Refusal('no_address', { name: newUser.name });
    const { user, id, link } = await database.write(async (tx) => {
      const user = await users.createWithin(tx, caller, newUser);
      if (user instanceof Refusal) return user;
      const { invitation_life: life } = await settings.read(tx);
      const wanted = { purpose: 'invitation', source: sourceOf(caller), user, life, reason: 'send' } as const;
      const reset = await newReset(tx, parts, caller, { ...wanted, outcome: printLink ? 'print' : 'send' });
      return { user, ...reset };
    });
    return { user, reset: await tell(id), link };
  };
}
