import type { Factors, FactorsOfUser } from './index.ts';
import { confirmedTotpOf, countDevices, passkeysOf, recoveryCodesOf } from './store.ts';

/** What a user has, also what opens nothing any more. */
export const of: Factors['of'] = async (db, userId) => {
  const totp = await confirmedTotpOf(db, userId);
  const passkeys = await passkeysOf(db, userId);
  return {
    totp: totp && lineOf({ ...totp, created_at: totp.confirmed_at }),
    passkeys: passkeys.map((passkey) => ({
      ...lineOf(passkey),
      id: passkey.id,
      name: passkey.name,
      lastUsedAt: passkey.last_used_at ?? undefined,
    })),
    recoveryCodes: (await recoveryCodesOf(db, userId)).length,
    rememberedDevices: await countDevices(db, userId),
  };
};

function lineOf({ created_at, disowned_at }: { created_at: number; disowned_at: number | null }) {
  return { createdAt: created_at, disowned: disowned_at !== null };
}

/** Whether there are second factors, and none that opens anything: then only staff can help. */
export function areAllDisowned({ totp, passkeys, recoveryCodes }: FactorsOfUser): boolean {
  const all = [...(totp ? [totp] : []), ...passkeys];
  return all.length > 0 && recoveryCodes === 0 && all.every(({ disowned }) => disowned);
}

/** Whether something was added that its owner knows nothing of. */
export function isAnyDisowned({ totp, passkeys }: FactorsOfUser): boolean {
  return totp?.disowned === true || passkeys.some(({ disowned }) => disowned);
}
