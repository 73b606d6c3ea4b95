import { latestKnown } from '../database/index.ts';
import { lastMade, rank } from '../kernel/index.ts';
import { isAnotherMailbox, type UserFollower } from '../users/index.ts';
import { createDemand } from './demand.ts';
import { createDisown } from './disown.ts';
import { createEnrolTotp } from './enrol-totp.ts';
import type { Factors } from './index.ts';
import { of } from './of.ts';
import type { Parts } from './parts.ts';
import { createPasskeys } from './passkeys.ts';
import { createProve } from './prove.ts';
import { createDrawRecoveryCodes, sealedColumn as sealedCodes } from './recovery-codes.ts';
import { createRemember, rememberedFor } from './remember.ts';
import { createRemoveAll } from './remove-all.ts';
import {
  deleteDevices,
  deleteDevicesPast,
  deleteEndedDevices,
  deleteRecoveryCodes,
  doubtPasskeys,
  forgetOffer,
  hasUndisowned,
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
    disown: createDisown(parts),
    hasUndisowned,
    ...createRemoveAll(parts),
    follower,
    sealed: [sealedApps, sealedCodes],
    forgetAllDevices: (tx) => deleteDevices(tx, 'all'),
    voidAllRecoveryCodes: deleteRecoveryCodes,
    doubtAllPasskeys: (tx) => doubtPasskeys(tx, parts.clock.now()),
    async sweep(piecemeal) {
      const { database, clock } = parts;
      await piecemeal((tx, most) => deleteEndedDevices(tx, clock.now(), most));
      // Those that were remembered while the clock was far ahead: else they would be once more when that time has come.
      const ahead = lastMade(await latestKnown(database.read, clock.now()));
      await piecemeal((tx, most) => deleteDevicesPast(tx, ahead + rememberedFor, most));
    },
  };
}

/** A new password leaves the factors as they are, forgets what only waits, and makes every device prove them again. */
const follower: UserFollower = {
  name: 'factors',
  async passwordReplaced(tx, { user }) {
    await forgetOffer(tx, user.id);
    return { remembered_devices: await deleteDevices(tx, { userId: user.id }) };
  },
  addressChanged: async (tx, change) =>
    isAnotherMailbox(change) ? { remembered_devices: await deleteDevices(tx, { userId: change.user.id }) } : {},
  /** What spared somebody else the second factor of a lesser role must not spare it to them of a greater one. */
  roleChanged: async (tx, { user, before }) =>
    rank(user.role) > rank(before.role) ? { remembered_devices: await deleteDevices(tx, { userId: user.id }) } : {},
  archived: async (tx, user) => ({ remembered_devices: await deleteDevices(tx, { userId: user.id }) }),
};
