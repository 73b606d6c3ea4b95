import type { Reader, Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import type { EndedWithFactors } from './index.ts';
import type { Parts } from './parts.ts';
import { confirmedTotpOf, forgetDevicesBut, passkeysOf, recoveryCodesOf } from './store.ts';
import { authenticatorApp, recoveryCodes, type UsedFactor } from './used.ts';

/** Whether a factor is believed to be its user's own. One that is not counts, and opens nothing. */
export function opens({ disowned_at }: { disowned_at: number | null }): boolean {
  return disowned_at === null;
}

/** The second factors that open something: neither removed nor disowned. */
async function openingFactors(db: Reader | Tx, userId: string): Promise<UsedFactor[]> {
  const totp = await confirmedTotpOf(db, userId);
  const passkeys = await passkeysOf(db, userId);
  return [
    ...(totp && opens(totp) ? [authenticatorApp] : []),
    ...passkeys.filter(opens).map(({ id }) => id),
    ...((await recoveryCodesOf(db, userId)).length > 0 ? [recoveryCodes] : []),
  ];
}

/**
 * Where a second factor is gone, or was `replaced` under its own name: what any but those that are left opened ends, and so does
 * what was remembered with it. Answers how much of each.
 */
export async function endOpenedByGone(
  tx: Tx,
  { gone }: Pick<Parts, 'gone'>,
  caller: Caller,
  { user, replaced }: { user: User; replaced?: UsedFactor },
): Promise<EndedWithFactors> {
  const left = (await openingFactors(tx, user.id)).filter((factor) => factor !== replaced);
  const devices = await forgetDevicesBut(tx, user.id, left);
  return { sessions: await gone(tx, caller, user, left), remembered_devices: devices };
}
