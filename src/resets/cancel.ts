import type { Tx } from '../database/index.ts';
import { type Caller, Refusal } from '../kernel/index.ts';
import { takeOne } from '../throttle/index.ts';
import { asSubject } from '../users/index.ts';
import { tellReset } from './describe.ts';
import { endEmailChanges } from './email-change-store.ts';
import { endReset, endResets } from './end-reset.ts';
import type { Resets } from './index.ts';
import { goesOn } from './life.ts';
import { linksCancelled } from './limits.ts';
import type { Parts } from './parts.ts';
import { resetById } from './store.ts';

/** Staff take back what is on its way: one reset, or all links of a user. */
export function createCancel(parts: Parts): Pick<Resets, 'cancel' | 'cancelAll'> {
  const { database, clock, users, audit } = parts;
  return {
    async cancel(caller, resetId) {
      await database.write(async (tx) => {
        const user = await users.hold(tx, (await resetById(tx, resetId))?.user_id ?? '');
        const refused = await audit.demand(tx, caller, 'resets.cancel', user);
        if (refused) return refused;
        const reset = await resetById(tx, resetId); // as it is now that its user is held
        if (!reset || !user) return new Refusal('not_found', {});
        if (!goesOn(reset, clock.now())) return new Refusal('reset_ended', { state: reset.state });
        const links = await endReset(tx, parts, user, resetId);
        const details = { because: 'cancelled', links };
        await audit.record(tx, caller, { event: 'reset.cancelled', resetId, subject: asSubject(user), details });
        return undefined;
      });
      return tellReset(parts, resetId);
    },

    cancelAll: (caller, userId) =>
      database.write(async (tx) => (await tooOften(tx, parts, caller)) ?? endAllLinks(tx, parts, caller, userId)),
  };
}

/**
 * The same inside a transaction, for whoever does it to many. A new address that waits for its proof ends with its link: whoever
 * has the user on the telephone hears of one that is not theirs.
 */
export async function endAllLinks(tx: Tx, parts: Parts, caller: Caller, userId: string): Promise<number | Refusal> {
  const { clock, users, audit } = parts;
  const user = await users.hold(tx, userId);
  const refused = await audit.demand(tx, caller, 'resets.cancel', user);
  if (refused) return refused;
  if (!user) return new Refusal('not_found', {});
  const because = 'cancelled';
  const proofs = await endEmailChanges(tx, user.id, { because, at: clock.now() });
  const links = proofs + (await endResets(tx, parts, { user, caller, because }));
  await audit.record(tx, caller, { event: 'links.cancelled', subject: asSubject(user), details: { links } });
  return links;
}

/** Each is in the record, also where nothing was on its way. */
async function tooOften(tx: Tx, { throttle }: Parts, { actor }: Caller): Promise<Refusal | undefined> {
  if (actor.kind !== 'user') return undefined;
  return takeOne(tx, throttle, { rule: linksCancelled, of: actor.id });
}
