import { isStorable, Refusal } from '../kernel/index.ts';
import type { Factors } from './index.ts';
import type { Parts } from './parts.ts';
import { deleteDevices, deletePasskeys, deleteTotp, replaceRecoveryCodes } from './store.ts';

const longestNote = 2_000;

/** Whoever lost the device and the codes asks staff, who say how they made sure of the person (ASVS 6.4.4). */
export function createRemoveAll(parts: Parts): Factors['removeAll'] {
  const { database, audit, users, changed } = parts;
  return async (caller, userId, { identityCheck, note }) => {
    if (identityCheck === '') throw new Refusal('identity_check_missing', {});
    if (note.length > longestNote || !isStorable(note)) throw new Refusal('malformed', { field: 'note' });
    await database.write(async (tx) => {
      const user = await users.hold(tx, userId);
      const refused = await audit.demand(tx, caller, 'factors.remove', user);
      if (refused || !user) return refused ?? new Refusal('not_found', {});
      await deleteTotp(tx, user.id);
      const passkeys = await deletePasskeys(tx, { userId: user.id });
      await replaceRecoveryCodes(tx, user.id, []);
      const devices = await deleteDevices(tx, { userId: user.id });
      const subject = { kind: 'user', id: user.id, label: user.login } as const;
      const details = { identity_check: identityCheck, note, passkeys, remembered_devices: devices };
      await audit.record(tx, caller, { event: 'factors.removed', subject, details });
      await users.noteFactor(tx, user.id, false);
      await changed(tx, user, 'factors.removed');
      return undefined;
    });
  };
}
