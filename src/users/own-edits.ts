import type { Audit } from '../audit/index.ts';
import type { Tx } from '../database/index.ts';
import { type Clock, day, newId, type Random } from '../kernel/index.ts';
import { asSubject } from './as-subject.ts';
import { changedFields, snake } from './edited.ts';
import type { User, Users } from './index.ts';
import { deleteOwnEdits, firstOwnEdit, insertOwnEdit } from './own-edit-store.ts';
import { updateUser, userById } from './store.ts';

interface Parts {
  clock: Clock;
  random: Random;
  audit: Audit;
}

/** For so long "this was not me" takes back what was done, and its buttons work. */
export const undoneFor = 7 * day;

/** Keeps what somebody was before they edited themselves: somebody else may have done it in their session. */
export async function noteOwnEdit(tx: Tx, { clock, random }: Omit<Parts, 'audit'>, before: User): Promise<void> {
  const { id: user_id, companyId: company_id, name, language, timeZone: time_zone } = before;
  const was = { user_id, company_id, name, language, time_zone };
  await insertOwnEdit(tx, { id: newId(clock, random), at: clock.now(), ...was });
}

/**
 * Brings back what letters to a user say and how, as it was a week ago or before the first edit of their own since. Whoever was at
 * work in the account may have begun with that, long before what its owner is told of: one who cannot read what follows does not
 * get it back.
 */
export function createUndoOwnEdits(parts: Parts): Users['undoOwnEdits'] {
  return async (tx, caller, user) => {
    const was = await firstOwnEdit(tx, user.id, parts.clock.now() - undoneFor);
    await deleteOwnEdits(tx, user.id);
    if (!was) return user;
    const { company_id, name, language, time_zone } = was;
    const before = { ...user, companyId: company_id, name, language, timeZone: time_zone };
    const fields = changedFields(user, before);
    if (fields.length === 0) return user;
    const change = { company_id, name, language, time_zone, version: user.version + 1 };
    await updateUser(tx, user.id, change);
    const details = { fields: fields.map(snake).join(' '), because: 'taken_back' };
    await parts.audit.record(tx, caller, { event: 'user.edited', subject: asSubject(user), details });
    return (await userById(tx, user.id)) ?? user;
  };
}
