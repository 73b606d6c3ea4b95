import type { Reader, Tx } from '../database/index.ts';
import { passkeysOf, recoveryCodesOf, totpOf } from './store.ts';
import { authenticatorApp, recoveryCodes, type UsedFactor } from './used.ts';

/** The second factors that open something: neither removed nor disowned. */
export async function openingFactors(db: Reader | Tx, userId: string): Promise<UsedFactor[]> {
  const totp = await totpOf(db, userId);
  const passkeys = await passkeysOf(db, userId);
  return [
    ...(totp && totp.confirmed_at !== null && totp.disowned_at === null ? [authenticatorApp] : []),
    ...passkeys.filter(({ disowned_at }) => disowned_at === null).map(({ id }) => id),
    ...((await recoveryCodesOf(db, userId)).length > 0 ? [recoveryCodes] : []),
  ];
}
