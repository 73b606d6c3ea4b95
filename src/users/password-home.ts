import type { Tx } from '../database/index.ts';
import type { User } from './index.ts';
import { writeHash } from './store.ts';

/**
 * Where a password rests. Here, it is written inside the transaction of what it follows from; behind a wire it cannot
 * be, so whoever redeems stores the intent and claims the link first, writes, and settles afterwards.
 */
export interface PasswordHome {
  replace:
    | { within(tx: Tx, change: { user: User; hash: string | undefined; policy: string; at: number }): Promise<void> }
    | { remotely(intent: { user: User; password: string; linkId: string }): Promise<'done' | 'refused' | 'unknown'> };
}

/** Passwords of users that Rekey owns rest in its own database. */
export const localHome: PasswordHome = {
  replace: {
    within: (tx, { user, hash, policy, at }) => writeHash(tx, { userId: user.id, hash, policy, at }),
  },
};
