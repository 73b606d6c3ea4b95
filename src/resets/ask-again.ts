import { Refusal } from '../kernel/index.ts';
import { reasonFor } from './decide.ts';
import { enqueueLetter } from './enqueue.ts';
import type { Resets } from './index.ts';
import { findLink } from './judge-link.ts';
import { asksFrom, perDeadLink, secondsOf } from './limits.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { resetById } from './store.ts';

/**
 * "Send a new link" on the page of a dead one: a new reset for the same person, to the address that is stored now.
 * The page names nobody and is told nothing; the person's limits hold as for any ask.
 */
export function createAskAgain(parts: Parts): Resets['askAgain'] {
  const { database, settings, throttle, users } = parts;
  return async (caller, token) => {
    const link = await findLink(parts, token);
    await database.write(async (tx) => {
      const takes = [...asksFrom(caller.address), { rule: perDeadLink, of: link.id }];
      const wait = await throttle.take(tx, takes);
      if (wait > 0) return new Refusal('limited', { retryAfter: secondsOf(wait) });
      const user = await users.byId(tx, link.user_id ?? '');
      if (!user || user.state === 'archived' || (await reasonFor(tx, parts, user)) !== 'send') return undefined;
      const before = await resetById(tx, link.reset_id ?? '');
      const { link_life: life } = await settings.read(tx);
      const redirect = before?.redirect ?? undefined;
      const reset = await newReset(tx, parts, caller, { purpose: 'reset', source: 'owner', user, life, redirect });
      return enqueueLetter(tx, parts, user, reset);
    });
  };
}
