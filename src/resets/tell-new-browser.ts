import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife, takenAlong } from './warnings.ts';

/** A letter about a sign-in from a browser that the user had never signed in with (ASVS 6.3.5). */
export function createTellNewBrowser(parts: Parts): Resets['tellNewBrowser'] {
  return async (tx, user, caller) => {
    const address = await warnedAt(tx, parts, user);
    if (address === undefined) return false;
    const at = parts.clock.now();
    await parts.mail.enqueue(tx, {
      kind: 'new_browser',
      to: { name: user.name, address },
      warns: user.id,
      data: { ...takenAlong(user), user: user.id, at, address: caller.address ?? null, agent: caller.agent ?? null },
      expiresAt: at + notMeLife,
    });
    return true;
  };
}
