import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { warn, whereFrom } from './warn.ts';

/** A letter about a sign-in from a browser that the user had never signed in with (ASVS 6.3.5). */
export function createTellNewBrowser(parts: Parts): Resets['tellNewBrowser'] {
  return (tx, user, caller, used) => {
    const told = { ...whereFrom(caller), used: used ?? null };
    return warn(tx, parts, user, { kind: 'new_browser', at: parts.clock.now(), told });
  };
}
