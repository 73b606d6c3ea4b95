import { notMeLife } from './follower.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { takenAlong } from './warnings.ts';

/** A letter about every change of somebody's second factors, whoever made it (ASVS 6.3.7). */
export function createTellFactorsChanged({ mail }: Parts): Resets['tellFactorsChanged'] {
  return async (tx, user, { what, at }) => {
    if (!reachable(user)) return;
    await mail.enqueue(tx, {
      kind: 'factors_changed',
      to: { name: user.name, address: user.email ?? '' },
      data: { ...takenAlong(user), user: user.id, at, what },
      expiresAt: at + notMeLife,
    });
  };
}
