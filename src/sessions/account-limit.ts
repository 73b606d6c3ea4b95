import { type Clock, fold } from '../kernel/index.ts';
import type { Throttle } from '../throttle/index.ts';
import type { User } from '../users/index.ts';
import type { Sessions } from './index.ts';
import { perAccount } from './limits.ts';

/**
 * What failures from browsers that an account does not know are counted under: what was typed, not who is meant. A count
 * that two names share would tell that they are one person's; and one that began anew with a new password would tell
 * strangers that there is somebody who has just set one. Its owner need not wait: the browser in which a password is set
 * is known from then on.
 */
export function accountOf(typed: string): string {
  return fold(typed);
}

/** For staff: how it stands with a user, under every name that the user has. */
export function createAccountLimit({
  clock,
  throttle,
}: {
  clock: Clock;
  throttle: Throttle;
}): Pick<Sessions, 'failuresOf' | 'heldBackUntil' | 'forgetFailures'> {
  const takesOf = (user: User) => {
    const names = new Set([user.login, ...(user.email === undefined ? [] : [user.email])].map(accountOf));
    return [...names].map((of) => ({ rule: perAccount, of }));
  };
  return {
    failuresOf: (db, user) => throttle.look(db, takesOf(user)),
    async heldBackUntil(db, user) {
      const wait = await throttle.peek(db, takesOf(user));
      return wait > 0 ? clock.now() + wait : undefined;
    },
    forgetFailures: (tx, user) => throttle.clear(tx, takesOf(user)),
  };
}
