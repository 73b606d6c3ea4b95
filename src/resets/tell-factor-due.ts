import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warn, whereFrom } from './warn.ts';

/** A letter about a right password that no second factor followed, in a browser new to the user (ASVS 6.3.5). */
export function createTellFactorDue(parts: Parts): Resets['factorNotice'] {
  return {
    announce: (tx, user, caller, { letter, at: runAt }) => {
      const warning = { kind: 'factor_due', about: letter, runAt, told: whereFrom(caller) } as const;
      return warn(tx, parts, user, { ...warning, at: parts.clock.now() });
    },
    async withdraw(tx, letter) {
      await parts.mail.withdraw(tx, { about: letter }, 'factor_given');
    },
  };
}
