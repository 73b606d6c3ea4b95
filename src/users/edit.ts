import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import {
  type Caller,
  type Clock,
  fold,
  isOneself,
  isSameEmail,
  maskEmail,
  nameLine,
  type Random,
  Refusal,
} from '../kernel/index.ts';
import { asSubject } from './as-subject.ts';
import type { Companies } from './companies.ts';
import { mustWait } from './edit-approval.ts';
import {
  changedFields,
  type Edited,
  type Field,
  isElsewhere,
  isGiven,
  snake,
  type Values,
  writesOtherwise,
} from './edited.ts';
import { cleanLogin, longestText } from './fields.ts';
import type {
  Ended,
  FactorsRemovedAt,
  NeedsApproval,
  User,
  UserChange,
  UserEdit,
  UserFollower,
  Users,
} from './index.ts';
import { judgeEdit } from './judge-edit.ts';
import { deleteOwnEdits } from './own-edit-store.ts';
import { noteOwnEdit } from './own-edits.ts';
import { addUp, nothingEnded } from './replace-password.ts';
import { changeUnlessLast, holdWithPeers, type NewUserRow, sharersOf, userById } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  companies: Companies;
  followers: readonly UserFollower[];
  needsApproval: NeedsApproval;
  factorsRemovedAt: FactorsRemovedAt;
}

/** What was asked for, of the user as they were then. */
export interface EditWish {
  userId: string;
  edit: UserEdit;
}

/** An edit inside a transaction; `approved` by a second person. */
type EditWithin = (tx: Tx, caller: Caller, wish: EditWish, approved?: boolean) => Promise<User | Refusal>;

/**
 * Changes what a user is called, is reached by and may do. Whoever saw an older version of the user is told instead of
 * overwriting what somebody else changed meanwhile; what stands there already, as at a second press, is saved. Links of a former
 * address or login die with it.
 */
export function createEdit(parts: Parts): Pick<Users, 'edit'> & { editWithin: EditWithin } {
  const { database, audit } = parts;
  const editWithin: EditWithin = async (tx, caller, { userId, edit }, approved = false) => {
    const { version, change, sharesEmail } = edit;
    const sharers = change.email === undefined ? [] : await sharersOf(tx, userId, change.email);
    const user = await holdWithPeers(tx, userId, sharers);
    const refused = await audit.demand(tx, caller, 'users.edit', user);
    if (refused) return refused;
    if (!user) return new Refusal('not_found', {});
    const after = await wanted(tx, parts, user, change);
    if (after instanceof Refusal) return after;
    const fields = changedFields(user, after);
    if (fields.length === 0) return user;
    if (version !== undefined && version !== user.version) return new Refusal('changed_meanwhile', {});
    const no = await judgeEdit(tx, parts, caller, { user, after, fields, sharesEmail });
    if (no) return no;
    const needed = approved ? undefined : await mustWait(tx, parts, caller, { user, after, fields, edit });
    if (needed) return needed;
    return apply(tx, parts, caller, { user, after, fields });
  };
  return {
    editWithin,
    edit: (caller, userId, edit) => database.write((tx) => editWithin(tx, caller, { userId, edit })),
  };
}

async function apply(tx: Tx, parts: Parts, caller: Caller, { user, after, fields }: Edited): Promise<User | Refusal> {
  const { audit, clock, followers } = parts;
  const changed = await changeUnlessLast(tx, user.id, {
    ...toColumns(after),
    ...(!isSameEmail(after.email, user.email) && { email_proven_at: null, email_changed_at: clock.now() }),
    ...(isGiven(caller, { user, after }) && { email_given_at: clock.now() }),
  });
  const subject = asSubject(user);
  if (!changed) {
    await audit.record(tx, caller, { event: 'user.edited', subject, outcome: 'last_settings_user' });
    return new Refusal('last_settings_user', {});
  }
  // What staff say of somebody stands.
  if (writesOtherwise(fields))
    await (isOneself(caller, user) ? noteOwnEdit(tx, parts, user) : deleteOwnEdits(tx, user.id));
  const ended = await follow(tx, followers, caller, { changed, user, fields });
  const details = { ...told(user, after, fields), ...whatEnded(ended) };
  await audit.record(tx, caller, { event: 'user.edited', subject, details });
  return (await userById(tx, user.id)) ?? changed; // as the followers left them
}

async function follow(
  tx: Tx,
  followers: readonly UserFollower[],
  caller: Caller,
  { changed, user, fields }: { changed: User; user: User; fields: Field[] },
): Promise<Ended> {
  const elsewhere = isElsewhere(fields);
  const ended = nothingEnded();
  const change = { user: changed, before: user, by: isOneself(caller, user) ? 'oneself' : 'staff', caller } as const;
  for (const follower of followers) {
    if (elsewhere) addUp(ended, await follower.addressChanged?.(tx, change));
    if (fields.includes('role')) addUp(ended, await follower.roleChanged?.(tx, change));
  }
  return ended;
}

/** Only what did. */
function whatEnded(ended: Ended): Partial<Ended> {
  return Object.fromEntries(Object.entries(ended).filter(([, count]) => count > 0));
}

async function wanted(tx: Tx, { companies }: Parts, user: User, change: UserChange): Promise<Values | Refusal> {
  const company = change.company === undefined ? undefined : await companies.named(tx, change.company);
  if (change.company !== undefined && !company) return new Refusal('not_found', {});
  return {
    name: change.name === undefined ? user.name : nameLine(change.name, longestText),
    login: change.login === undefined ? user.login : cleanLogin(change.login),
    email: change.email === undefined ? user.email : change.email.trim() || undefined,
    role: change.role ?? user.role,
    companyId: company?.id ?? user.companyId,
    language: change.language ?? user.language,
    timeZone: change.timeZone ?? user.timeZone,
  };
}

function toColumns(after: Values): Partial<NewUserRow> {
  return {
    name: after.name,
    login: after.login,
    login_folded: fold(after.login),
    email: after.email ?? null,
    email_folded: after.email === undefined ? null : fold(after.email),
    role: after.role,
    company_id: after.companyId,
    language: after.language,
    time_zone: after.timeZone,
  };
}

/** Old and new, without what a person's erasure could not take back: of a name only that it changed, of an email its mask. */
function told(before: User, after: Values, fields: Field[]): Record<string, string> {
  const visible = (values: Values, field: Field): string =>
    field === 'email' ? maskEmail(values.email ?? '') : String(values[field]);
  const pairs = fields
    .filter((field) => field !== 'name')
    .flatMap((field) => [
      [`${snake(field)}_before`, visible(before, field)],
      [`${snake(field)}_after`, visible(after, field)],
    ]);
  return { fields: fields.map(snake).join(' '), ...Object.fromEntries(pairs) };
}
