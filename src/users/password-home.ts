import type { Tx } from '../database/index.ts';
import type { User } from './index.ts';
import { retireHash, writeHash } from './password-store.ts';

interface HashChange {
  user: User;
  /** Nothing voids the password. */
  hash: string | undefined;
  policy: string;
  at: number;
  /** How many former passwords are remembered. */
  history: number;
}

/**
 * Where a password rests. Here, it is written inside the transaction of what it follows from; behind a wire it cannot
 * be, so whoever redeems stores the intent and claims the link first, writes, and settles afterwards.
 */
export interface PasswordHome {
  replace:
    | { within(tx: Tx, change: HashChange): Promise<void> }
    | { remotely(intent: { user: User; password: string; linkId: string }): Promise<'done' | 'refused' | 'unknown'> };
}

/** Passwords of users that Rekey owns rest in its own database. */
export const localHome: PasswordHome = {
  replace: {
    async within(tx, { user, hash, policy, at, history }) {
      // One that is made void somebody else may know: it is kept until another one is set, and is none that can be.
      await retireHash(tx, user.id, { at, last: hash === undefined ? Math.max(history, 1) : history });
      await writeHash(tx, { userId: user.id, hash, policy, at });
    },
  },
};
