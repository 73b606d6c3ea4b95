import { day, system } from '../kernel/index.ts';
import { forgetEmailChanges } from './email-change-store.ts';
import { deleteCodes } from './identity-code-store.ts';
import type { Resets } from './index.ts';
import { refusedAsks } from './limits.ts';
import type { Parts } from './parts.ts';
import { expireResets, forget } from './store.ts';

/** How long a dead link is still recognised, and a typed name still found again by its digest. */
const remembered = 30 * day;

/** Housekeeping, once a minute: what has expired is marked, what nobody needs is forgotten, refused asks are summed up. */
export function createSweep({ clock, throttle, audit }: Parts): Resets['sweep'] {
  return async (tx) => {
    const now = clock.now();
    await expireResets(tx, now);
    await forget(tx, now - remembered);
    await deleteCodes(tx, { endedBefore: now });
    await forgetEmailChanges(tx, now - remembered);
    const refused = await throttle.drain(tx, { rule: refusedAsks, of: '' });
    if (refused > 0) {
      await audit.record(tx, system, { event: 'reset.asks_limited', outcome: 'limited', details: { asks: refused } });
    }
  };
}
