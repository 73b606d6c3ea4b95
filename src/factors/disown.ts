import { asSubject } from '../users/index.ts';
import type { Factors } from './index.ts';
import { endOpenedByGone } from './opening.ts';
import type { Parts } from './parts.ts';
import { disown } from './store.ts';

/**
 * Nothing goes round a second factor, not even its own account being taken back: what was added then, or used for it, stays,
 * and counts, but opens nothing, and what it opened ends. Only staff take it away, who make sure of the person first.
 */
export function createDisown(parts: Parts): Factors['disown'] {
  const { clock, audit } = parts;
  return async (tx, caller, user, what) => {
    const marked = await disown(tx, user.id, { ...what, at: clock.now() });
    if (Object.values(marked).every((count) => count === 0)) return false;
    await audit.record(tx, caller, { event: 'factors.marked_disowned', subject: asSubject(user), details: marked });
    await endOpenedByGone(tx, parts, caller, { user });
    return true;
  };
}
