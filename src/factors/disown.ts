import type { Tx } from '../database/index.ts';
import type { Factors } from './index.ts';
import type { Parts } from './parts.ts';
import { disown, passkeysOf } from './store.ts';
import { authenticatorApp, recoveryCodes } from './used.ts';

/**
 * Nothing goes round a second factor, not even its own account being taken back: what was added then, or used for it, stays,
 * and counts, but opens nothing, and what it opened ends. Only staff take it away, who make sure of the person first.
 */
export function createDisown(parts: Parts): Factors['disown'] {
  const { clock, audit } = parts;
  return async (tx, caller, user, what) => {
    const before = await openingPasskeys(tx, user.id);
    const marked = await disown(tx, user.id, { ...what, at: clock.now() });
    if (Object.values(marked).every((count) => count === 0)) return false;
    const subject = { kind: 'user', id: user.id, label: user.login } as const;
    await audit.record(tx, caller, { event: 'factors.marked_disowned', subject, details: marked });
    const left = new Set(await openingPasskeys(tx, user.id));
    await parts.gone(tx, caller, user, [
      ...(marked.apps > 0 ? [authenticatorApp] : []),
      ...before.filter((id) => !left.has(id)),
      ...(marked.recovery_codes > 0 ? [recoveryCodes] : []),
    ]);
    return true;
  };
}

async function openingPasskeys(tx: Tx, userId: string): Promise<string[]> {
  const passkeys = await passkeysOf(tx, userId);
  return passkeys.filter(({ disowned_at }) => disowned_at === null).map(({ id }) => id);
}
