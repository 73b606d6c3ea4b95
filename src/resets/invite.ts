import { isEmail, Refusal } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { handOver, sourceOf } from './send.ts';

/** Creates a user and sends the link that sets the first password, or tells it. */
export function createInvite(parts: Parts, describe: Resets['describe']): Resets['invite'] {
  const { database, settings, users } = parts;
  return async (caller, newUser, how) => {
    if (!how.printLink && !isEmail(newUser.email ?? '')) throw new Refusal('no_address', { name: newUser.name });
    const made = await database.write(async (tx) => {
      const user = await users.createWithin(tx, caller, newUser);
      if (user instanceof Refusal) return user;
      const { invitation_life: life } = await settings.read(tx);
      const reset = await newReset(tx, parts, caller, { purpose: 'invitation', source: sourceOf(caller), user, life });
      return { user, id: reset.id, link: await handOver(tx, parts, caller, { user, reset, printLink: how.printLink }) };
    });
    const reset = await describe(made.id);
    if (!reset) throw new Error(`reset ${made.id} is gone`);
    return { user: made.user, reset, link: made.link };
  };
}
