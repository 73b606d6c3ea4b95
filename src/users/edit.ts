import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import {
  type Caller,
  type Change,
  type Clock,
  differences,
  fold,
  isSameEmail,
  isStaff,
  maskEmail,
  mayGive,
  oneLine,
  Refusal,
} from '../kernel/index.ts';
import type { Companies } from './companies.ts';
import { cleanLogin, judgeFields, judgeSharing, longestText } from './fields.ts';
import type { Ended, NeedsApproval, User, UserChange, UserEdit, UserFollower, Users } from './index.ts';
import { judgeNames, loginLeft } from './judge-names.ts';
import { judgePowers } from './judge-powers.ts';
import { emailChangedLately } from './lately.ts';
import { addUp, nothingEnded } from './replace-password.ts';
import { changeUnlessLast, emailTimes, holdWithPeers, type NewUserRow } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  audit: Audit;
  companies: Companies;
  followers: readonly UserFollower[];
  needsApproval: NeedsApproval;
}

/** What was asked for, of the user as they were then. */
export interface EditWish {
  userId: string;
  edit: UserEdit;
}

/** An edit inside a transaction; `approved` by a second person. */
type EditWithin = (tx: Tx, caller: Caller, wish: EditWish, approved?: boolean) => Promise<User | Refusal>;

/** What of a user an edit can change, as it is and as it shall be. */
type Values = Pick<User, 'name' | 'login' | 'email' | 'role' | 'companyId' | 'language' | 'timeZone'>;

/**
 * Changes what a user is called, is reached by and may do. Whoever saw an older version of the user is told instead of
 * overwriting what somebody else changed meanwhile. Links of a former address or login die with it.
 */
export function createEdit(parts: Parts): Pick<Users, 'edit'> & { editWithin: EditWithin } {
  const { database, audit } = parts;
  const editWithin: EditWithin = async (tx, caller, { userId, edit }, approved = false) => {
    const { version, change, sharesEmail } = edit;
    const user = await holdWithPeers(tx, userId);
    const refused = await audit.demand(tx, caller, 'users.edit', user);
    if (refused) return refused;
    if (!user) return new Refusal('not_found', {});
    if (version !== undefined && version !== user.version) return new Refusal('changed_meanwhile', {});
    const after = await wanted(tx, parts, user, change);
    if (after instanceof Refusal) return after;
    const fields = changedFields(user, after);
    if (fields.length === 0) return user;
    const no = await judge(tx, parts, caller, { user, after, fields, sharesEmail });
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

/** An edit that was judged. */
interface Judged {
  user: User;
  after: Values;
  fields: Field[];
}

/** A new administrator waits for a second one, and so does a new address of an administrator other than oneself. */
async function mustWait(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, after, fields, edit }: Judged & { edit: UserEdit },
): Promise<Refusal | undefined> {
  const rises = fields.includes('role') && after.role === 'settings';
  const elsewhere = user.role === 'settings' && isElsewhere(fields) && !isOneself(caller, user);
  if (!rises && !elsewhere) return undefined;
  const wish: EditWish = { userId: user.id, edit: { ...edit, version: user.version } };
  const subject = { id: user.id, label: user.login };
  const changes = await changesOf(tx, parts, caller, { user, after, rises });
  return parts.needsApproval(tx, caller, { kind: rises ? 'administrator' : 'address', subject, wish, changes });
}

/** Of a new administrator also the login and the email that stay: whoever approves one has to see where letters go. */
async function changesOf(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, after, rises }: { user: User; after: Values; rises: boolean },
): Promise<Change[]> {
  const before = await shown(tx, parts.companies, user);
  const wanted = await shown(tx, parts.companies, after);
  if (!rises) return differences(before, wanted);
  const known = { ...before, login: other(before.login, wanted.login), email: other(before.email, wanted.email) };
  const when = {
    ...(await emailChangedLately(tx, parts, user)),
    ...(await emailGiven(tx, parts, caller, { user, after })),
  };
  return differences(known, { ...wanted, ...when });
}

/** Since when the email is one that staff gave, and nobody has shown to be the person's: the password ends with the rise. */
async function emailGiven(
  tx: Tx,
  { clock }: Parts,
  caller: Caller,
  edit: Pick<Judged, 'user' | 'after'>,
): Promise<{ email_given_at?: string }> {
  const at = isGiven(caller, edit) ? clock.now() : (await emailTimes(tx, edit.user.id)).givenAt;
  return at === undefined ? {} : { email_given_at: new Date(at).toISOString() };
}

/** Nothing where it stays as it is. */
function other(before: string | null, after: string | null): string | null {
  return before === after ? null : before;
}

/** As whoever has to approve it is shown it. */
async function shown(tx: Tx, companies: Companies, { name, login, email, role, language, ...others }: Values) {
  const company = (await companies.byId(tx, others.companyId)).name;
  return { person: name, login, email: email ?? null, role, company, language, time_zone: others.timeZone };
}

async function apply(
  tx: Tx,
  { audit, clock, followers }: Parts,
  caller: Caller,
  { user, after, fields }: Judged,
): Promise<User | Refusal> {
  const changed = await changeUnlessLast(tx, user.id, {
    ...toColumns(after),
    ...(!isSameEmail(after.email, user.email) && { email_proven_at: null, email_changed_at: clock.now() }),
    ...(isGiven(caller, { user, after }) && { email_given_at: clock.now() }),
  });
  const subject = { kind: 'user', id: user.id, label: user.login } as const;
  if (!changed) {
    await audit.record(tx, caller, { event: 'user.edited', subject, outcome: 'last_settings_user' });
    return new Refusal('last_settings_user', {});
  }
  const ended = await follow(tx, followers, caller, { changed, user, fields });
  const details = { ...told(user, after, fields), ...whatEnded(ended) };
  await audit.record(tx, caller, { event: 'user.edited', subject, details });
  return changed;
}

function isOneself({ actor }: Caller, { id }: User): boolean {
  return actor.kind === 'user' && actor.id === id;
}

/** Whether somebody else says which mailbox, or that none, is that of whoever has the account. */
function isGiven(caller: Caller, { user, after }: Pick<Judged, 'user' | 'after'>): boolean {
  return user.state !== 'invited' && !isOneself(caller, user) && !isSameEmail(after.email, user.email);
}

/** Whether somebody is reached, or signs in, by something else than before. */
function isElsewhere(fields: Field[]): boolean {
  return fields.includes('login') || fields.includes('email');
}

/** Whether warnings reach somebody otherwise than before. */
function warnsElsewhere(fields: Field[]): boolean {
  return isElsewhere(fields) || fields.includes('language');
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
    name: change.name === undefined ? user.name : oneLine(change.name, longestText),
    login: change.login === undefined ? user.login : cleanLogin(change.login),
    email: change.email === undefined ? user.email : change.email.trim() || undefined,
    role: change.role ?? user.role,
    companyId: company?.id ?? user.companyId,
    language: change.language ?? user.language,
    timeZone: change.timeZone ?? user.timeZone,
  };
}

const editable = ['name', 'login', 'email', 'role', 'companyId', 'language', 'timeZone'] as const;
type Field = (typeof editable)[number];

function changedFields(before: User, after: Values): Field[] {
  return editable.filter((field) => before[field] !== after[field]);
}

/**
 * Only what is changed: what was taken over from elsewhere may stay as it was found. Where one is reached oneself, and in
 * which language, is changed in person: with a key alone, whoever has it would become its owner, or warn them in words that
 * they do not read.
 */
async function judge(
  tx: Tx,
  { audit }: Parts,
  caller: Caller,
  edit: Judged & { sharesEmail: boolean | undefined },
): Promise<Refusal | undefined> {
  const { user, after, fields, sharesEmail } = edit;
  const no = judgeFields(Object.fromEntries(fields.map((field) => [field, after[field]])));
  if (no) return no;
  if (fields.includes('role') && !mayGive(caller, after.role, user)) return new Refusal('forbidden', {});
  const narrow = handsOn({ user, after, fields }) ? judgePowers(caller) : undefined;
  if (narrow) return narrow;
  const isOwn = isOneself(caller, user) && warnsElsewhere(fields);
  const refused = isOwn ? await audit.demand(tx, caller, 'own.email', user) : undefined;
  if (refused) return refused;
  const taken = await judgeNames(tx, { ...newNames(user, after), ...loginLeft(user, after), userId: user.id });
  if (taken) return taken;
  if (isSameEmail(after.email, user.email)) return undefined;
  return judgeSharing(tx, caller, { email: after.email, sharesEmail, userId: user.id });
}

/** Those by which nobody was named so far: written another way, a name means whom it meant. */
function newNames(before: Values, after: Values): { login?: string; email?: string | undefined } {
  return {
    ...(fold(after.login) !== fold(before.login) && { login: after.login }),
    ...(!isSameEmail(after.email, before.email) && { email: after.email }),
  };
}

/** Also by taking a role away: of somebody who is no longer staff a key may change the email, the login and the language. */
function handsOn({ user, after, fields }: Judged): boolean {
  if (fields.includes('role')) return isStaff(user.role) || isStaff(after.role);
  return warnsElsewhere(fields) && isStaff(user.role);
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

function snake(field: Field): string {
  return { companyId: 'company', timeZone: 'time_zone' }[field as string] ?? field;
}
