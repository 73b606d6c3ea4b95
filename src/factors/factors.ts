import { rank } from '../kernel/index.ts';
import type { UserFollower } from '../users/index.ts';
import { createDemand } from './demand.ts';
import { createEnrolTotp } from './enrol-totp.ts';
import type { Factors, FactorsOfUser } from './index.ts';
import type { Parts } from './parts.ts';
import { createPasskeys } from './passkeys.ts';
import { createProve } from './prove.ts';
import { createDrawRecoveryCodes, sealedColumn as sealedCodes } from './recovery-codes.ts';
import { createRemember } from './remember.ts';
import { createRemoveAll } from './remove-all.ts';
import {
  countDevices,
  countRecoveryCodes,
  deleteDevices,
  deleteEndedDevices,
  deleteRecoveryCodes,
  passkeysOf,
  totpOf,
} from './store.ts';
import { sealedColumn as sealedApps } from './totp.ts';

export function createFactors(parts: Parts): Factors {
  return {
    ...createDemand(parts),
    of,
    ...createEnrolTotp(parts),
    drawRecoveryCodes: createDrawRecoveryCodes(parts),
    ...createPasskeys(parts),
    prove: createProve(parts),
    ...createRemember(parts),
    ...createRemoveAll(parts),
    follower,
    sealed: [sealedApps, sealedCodes],
    forgetAllDevices: (tx) => deleteDevices(tx, 'all'),
    voidAllRecoveryCodes: deleteRecoveryCodes,
    sweep: (piecemeal) => piecemeal((tx, most) => deleteEndedDevices(tx, parts.clock.now(), most)),
  };
}

async function of(db: Parameters<Factors['of']>[0], userId: string): Promise<FactorsOfUser> {
  const totp = await totpOf(db, userId);
  const passkeys = await passkeysOf(db, userId);
  return {
    totp: totp !== undefined && totp.confirmed_at !== null,
    passkeys: passkeys.map(({ id, name, created_at, last_used_at }) => ({
      id,
      name,
      createdAt: created_at,
      lastUsedAt: last_used_at ?? undefined,
    })),
    recoveryCodes: await countRecoveryCodes(db, userId),
    rememberedDevices: await countDevices(db, userId),
  };
}

/** A new password leaves the factors as they are, and makes every device prove them again. */
const follower: UserFollower = {
  name: 'factors',
  passwordReplaced: async (tx, { user }) => ({ remembered_devices: await deleteDevices(tx, { userId: user.id }) }),
  /** What spared somebody else the second factor of a lesser role must not spare it to them of a greater one. */
  roleChanged: async (tx, { user, before }) =>
    rank(user.role) > rank(before.role) ? { remembered_devices: await deleteDevices(tx, { userId: user.id }) } : {},
  archived: async (tx, user) => ({ remembered_devices: await deleteDevices(tx, { userId: user.id }) }),
};
