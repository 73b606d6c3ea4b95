import { notMeLife } from './follower.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { takenAlong } from './warnings.ts';

/** A letter about a right password that no second factor followed, in a browser new to the user (ASVS 6.3.5). */
export function createTellFactorDue({ clock, mail }: Parts): Resets['factorNotice'] {
  return {
    async announce(tx, user, caller, { letter, at: runAt }) {
      if (!reachable(user)) return false;
      const at = clock.now();
      await mail.enqueue(tx, {
        kind: 'factor_due',
        to: { name: user.name, address: user.email ?? '' },
        about: letter,
        warns: user.id,
        data: { ...takenAlong(user), user: user.id, at, address: caller.address ?? null, agent: caller.agent ?? null },
        runAt,
        expiresAt: at + notMeLife,
      });
      return true;
    },
    async withdraw(tx, letter) {
      await mail.withdraw(tx, { about: letter }, 'factor_given');
    },
  };
}
