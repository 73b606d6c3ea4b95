import type { Asked } from '../approvals/index.ts';
import type { Tx } from '../database/index.ts';
import { type Caller, differences, isOneself, isStorable, Refusal } from '../kernel/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { hasFactor } from './has-factor.ts';
import type { Factors } from './index.ts';
import type { Parts } from './parts.ts';
import {
  deleteDevices,
  deletePasskeys,
  deleteTotp,
  forgetOffer,
  noteRemoval,
  removalOf,
  replaceRecoveryCodes,
} from './store.ts';

const longestNote = 2_000;

/** What was asked for: of whom, and how the person was checked. */
interface Wish {
  userId: string;
  how: Parameters<Factors['removeAll']>[2];
}

/** Whoever lost the device and the codes asks staff, who say how they made sure of the person (ASVS 6.4.4). */
export function createRemoveAll(parts: Parts): Pick<Factors, 'removeAll' | 'removeApproved' | 'lastRemoval'> {
  return {
    async removeAll(caller, userId, how) {
      const { identityCheck, note } = how;
      if (identityCheck === '') throw new Refusal('identity_check_missing', {});
      if (note.length > longestNote || !isStorable(note)) throw new Refusal('malformed', { field: 'note' });
      return parts.database.write((tx) => removeWithin(tx, parts, caller, { userId, how, approved: false }));
    },
    async lastRemoval(db, userId) {
      const row = await removalOf(db, userId);
      return row && { at: row.at, identityCheck: row.identity_check, note: row.note };
    },
    async removeApproved(tx, caller, wish) {
      const done = await removeWithin(tx, parts, caller, { ...(wish as Wish), approved: true });
      return done instanceof Refusal ? done : undefined;
    },
  };
}

async function removeWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { userId, how, approved }: Wish & { approved: boolean },
): Promise<Refusal | number> {
  const { audit, users, changed } = parts;
  const user = await users.hold(tx, userId);
  const refused = await audit.demand(tx, caller, 'factors.remove', user);
  if (refused || !user) return refused ?? new Refusal('not_found', {});
  const before = await doneBy(tx, user, how.form);
  if (before) return before.sessions ?? 0;
  const no = approved ? undefined : await judgeAsking(tx, parts, caller, { user, how });
  if (no) return no;
  await forgetOffer(tx, user.id);
  const totp = await deleteTotp(tx, user.id);
  const passkeys = await deletePasskeys(tx, { userId: user.id });
  await replaceRecoveryCodes(tx, user.id, []);
  const devices = await deleteDevices(tx, { userId: user.id });
  // Without the note, which could not be taken back from there when a person is erased.
  const details = { identity_check: how.identityCheck, passkeys, remembered_devices: devices };
  await audit.record(tx, caller, { event: 'factors.removed', subject: asSubject(user), details });
  const sessions = await parts.gone(tx, caller, user, []);
  const at = parts.clock.now();
  const done = { form: how.form ?? null, sessions };
  await noteRemoval(tx, { user_id: user.id, at, identity_check: how.identityCheck, note: how.note, ...done });
  await users.noteFactorsRemoved(tx, user);
  // Where nothing was there nothing has changed: staff send no letter after letter about it.
  if (totp || passkeys + devices > 0) await changed(tx, user, { what: 'factors.removed', at });
  return sessions;
}

/** What the same form has done already, unless a factor was added since. */
async function doneBy(tx: Tx, { id }: User, form: string | undefined) {
  const before = form === undefined ? undefined : await removalOf(tx, id);
  return before?.form === form && !(await hasFactor(tx, id)) ? before : undefined;
}

/** As before a letter with a link: what was approved was judged when it was asked for. */
async function judgeAsking(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, how }: { user: User; how: Wish['how'] },
): Promise<Refusal | undefined> {
  const { approvals, judgeCode } = parts;
  const asked = approvalOf(caller, user, how);
  const wasRead = how.identityCheck === 'code' && caller.actor.kind === 'user';
  const judge = async () => (wasRead ? judgeCode(tx, user, how.identityCode) : undefined);
  return asked ? approvals.demand(tx, caller, asked, judge) : judge();
}

/** Another administrator's wait for a second one where resets of theirs do. */
function approvalOf(caller: Caller, user: User, how: Wish['how']): Asked | undefined {
  if (user.role !== 'settings' || isOneself(caller, user)) return undefined;
  const wish: Wish = { userId: user.id, how };
  const changes = differences({}, { identity_check: how.identityCheck, note: how.note || null });
  return { kind: 'factors', subject: { id: user.id, label: user.login }, wish, changes };
}
