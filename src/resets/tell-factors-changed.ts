import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife, takenAlong } from './warnings.ts';

/** A letter about every change of somebody's second factors, whoever made it (ASVS 6.3.7). */
export function createTellFactorsChanged(parts: Parts): Resets['tellFactorsChanged'] {
  return async (tx, user, { what, at }) => {
    const address = await warnedAt(tx, parts, user);
    if (address === undefined) return;
    await parts.mail.enqueue(tx, {
      kind: 'factors_changed',
      to: { name: user.name, address },
      warns: user.id,
      data: { ...takenAlong(user), user: user.id, at, what },
      expiresAt: at + notMeLife,
    });
  };
}
