import type { Tx } from '../database/index.ts';
import { day, isEmail, isStorable, maskEmail, newId, Refusal } from '../kernel/index.ts';
import { takeOne } from '../throttle/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { endEmailChanges, insertEmailChange, waitingEmailChange } from './email-change-store.ts';
import type { Resets } from './index.ts';
import { perPersonEmailChanges } from './limits.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { warnAt } from './warn.ts';

/** How long the new address has to prove itself. */
const proofLife = day;

/**
 * A person wants letters to go elsewhere, or to prove the address that they have. The password is proven first; the new
 * address counts once the link that was sent there is pressed, and the present one is told at once.
 */
export function createChangeEmail(parts: Parts): Pick<Resets, 'changeEmail' | 'waitingEmail'> {
  const { database, clock, random, users, audit, mail, throttle, sessions } = parts;

  return {
    async changeEmail(caller, { email, password }) {
      const address = email.trim();
      if (!isStorable(address) || !isEmail(address)) throw new Refusal('email_malformed', {});
      const proven = await sessions.provePassword(caller, password, 'email.change_asked');
      await database.write(async (tx) => {
        const user = await users.hold(tx, proven.user.id);
        const refused = await audit.demand(tx, caller, 'own.email', user);
        if (refused || !user) return refused ?? new Refusal('not_signed_in', {});
        // It may have been replaced while it was compared: by the owner who takes the account back, say.
        if ((await users.passwordOf(tx, user.id))?.hash !== proven.hash) return new Refusal('wrong_password', {});
        const over = await takeOne(tx, throttle, { rule: perPersonEmailChanges, of: user.id });
        if (over) return over;
        const at = clock.now();
        await endEmailChanges(tx, user.id, { because: 'replaced', at });
        const id = newId(clock, random);
        const times = { asked_at: at, expires_at: at + proofLife };
        const from = { from_email: user.email ?? null, to_email: address };
        await insertEmailChange(tx, { id, user_id: user.id, state: 'waiting', ...from, ...times, ended_at: null });
        const details = { to: maskEmail(address) };
        await audit.record(tx, caller, { event: 'email.change_asked', subject: asSubject(user), details });
        const to = { name: user.name, address };
        await mail.enqueue(tx, { kind: 'confirm_email', to, userId: user.id, about: id, expiresAt: at + proofLife });
        if (reachable(user) && user.email !== address) await tellPresentAddress(tx, parts, user, { id, address });
        return undefined;
      });
    },

    async waitingEmail(caller) {
      const id = caller.actor.kind === 'user' ? caller.actor.id : '';
      const change = await waitingEmailChange(database.read, id, clock.now());
      return change && { email: change.to_email, until: change.expires_at };
    },
  };
}

/** At once, and whatever happens to the account meanwhile. */
async function tellPresentAddress(
  tx: Tx,
  parts: Parts,
  user: User,
  change: { id: string; address: string },
): Promise<void> {
  const warning = { kind: 'email_change', about: change.id, told: { new_address: change.address } } as const;
  await warnAt(tx, parts, user, { ...warning, address: user.email ?? '', at: parts.clock.now() });
}
