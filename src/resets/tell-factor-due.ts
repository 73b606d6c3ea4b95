import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife, takenAlong } from './warnings.ts';

/** A letter about a right password that no second factor followed, in a browser new to the user (ASVS 6.3.5). */
export function createTellFactorDue(parts: Parts): Resets['factorNotice'] {
  return {
    async announce(tx, user, caller, { letter, at: runAt }) {
      const address = await warnedAt(tx, parts, user);
      if (address === undefined) return false;
      const at = parts.clock.now();
      await parts.mail.enqueue(tx, {
        kind: 'factor_due',
        to: { name: user.name, address },
        about: letter,
        warns: user.id,
        data: { ...takenAlong(user), user: user.id, at, address: caller.address ?? null, agent: caller.agent ?? null },
        runAt,
        expiresAt: at + notMeLife,
      });
      return true;
    },
    async withdraw(tx, letter) {
      await parts.mail.withdraw(tx, { about: letter }, 'factor_given');
    },
  };
}
