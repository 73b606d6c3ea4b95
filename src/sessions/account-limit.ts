import type { Reader, Tx } from '../database/index.ts';
import { fold } from '../kernel/index.ts';
import type { Throttle } from '../throttle/index.ts';
import type { User, Users } from '../users/index.ts';
import type { Sessions } from './index.ts';
import { perAccount } from './limits.ts';

/**
 * What failures from browsers that an account does not know are counted under: what was typed, not who is meant. A count
 * that two names share would tell that they are one person's. A new password begins a new row of failures: whatever was
 * guessed before, its owner does not wait for it.
 */
export function accountOf(typed: string, passwordChangedAt: number | undefined): string {
  return `${fold(typed)} ${passwordChangedAt ?? 0}`;
}

/** For staff: how it stands with a user, under every name that the user has. */
export function createAccountLimit({
  throttle,
  users,
}: {
  throttle: Throttle;
  users: Users;
}): Pick<Sessions, 'failuresOf' | 'forgetFailures'> {
  const takesOf = async (db: Reader | Tx, user: User) => {
    const password = await users.passwordOf(db, user.id);
    const names = new Set([user.login, ...(user.email === undefined ? [] : [user.email])]);
    return [...names].map((name) => ({ rule: perAccount, of: accountOf(name, password?.changedAt) }));
  };
  return {
    failuresOf: async (db, user) => throttle.look(db, await takesOf(db, user)),
    forgetFailures: async (tx, user) => throttle.clear(tx, await takesOf(tx, user)),
  };
}
