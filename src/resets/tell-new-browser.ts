import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife, takenAlong } from './warnings.ts';

/** A letter about a sign-in from a browser that the user had never signed in with (ASVS 6.3.5). */
export function createTellNewBrowser(parts: Parts): Resets['tellNewBrowser'] {
  return async (tx, user, caller, used) => {
    const to = await warnedAt(tx, parts, user);
    if (to === undefined) return false;
    const { address = null, agent = null } = caller;
    const at = parts.clock.now();
    await parts.mail.enqueue(tx, {
      kind: 'new_browser',
      to: { name: user.name, address: to },
      warns: user.id,
      data: { ...takenAlong(user), user: user.id, at, address, agent, used: used ?? null },
      expiresAt: at + notMeLife,
    });
    return true;
  };
}
