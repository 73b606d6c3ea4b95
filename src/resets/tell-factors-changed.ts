import { day } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { takenAlong } from './warnings.ts';

/** How long the notice is worth sending. */
const noticeLife = 7 * day;

/** A letter about every change of somebody's second factors, whoever made it (ASVS 6.3.7). */
export function createTellFactorsChanged({ clock, mail }: Parts): Resets['tellFactorsChanged'] {
  return async (tx, user, what) => {
    if (!reachable(user)) return;
    const at = clock.now();
    await mail.enqueue(tx, {
      kind: 'factors_changed',
      to: { name: user.name, address: user.email ?? '' },
      warns: user.id,
      data: { ...takenAlong(user), user: user.id, at, what },
      expiresAt: at + noticeLife,
    });
  };
}
