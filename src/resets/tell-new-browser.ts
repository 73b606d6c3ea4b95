import { notMeLife } from './follower.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { takenAlong } from './warnings.ts';

/** A letter about a sign-in from a browser that the user had never signed in with (ASVS 6.3.5). */
export function createTellNewBrowser({ clock, mail }: Parts): Resets['tellNewBrowser'] {
  return async (tx, user, caller) => {
    if (!reachable(user)) return false;
    const at = clock.now();
    await mail.enqueue(tx, {
      kind: 'new_browser',
      to: { name: user.name, address: user.email ?? '' },
      warns: user.id,
      data: { ...takenAlong(user), user: user.id, at, address: caller.address ?? null, agent: caller.agent ?? null },
      expiresAt: at + notMeLife,
    });
    return true;
  };
}
