import type { Tx } from '../database/index.ts';
import { type Caller, type Change, type Clock, differences, isOneself, type Refusal } from '../kernel/index.ts';
import { type Companies, withAddresses } from './companies.ts';
import type { EditWish } from './edit.ts';
import { type Edited, isElsewhere, isGiven, type Values } from './edited.ts';
import type { FactorsRemovedAt, NeedsApproval, User, UserEdit } from './index.ts';
import { changedLately } from './lately.ts';
import { emailTimes } from './store.ts';

interface Parts {
  clock: Clock;
  companies: Companies;
  needsApproval: NeedsApproval;
  factorsRemovedAt: FactorsRemovedAt;
}

/**
 * A new administrator waits for a second one, and so does a new address of an administrator other than oneself, or another
 * company, from which letters come and by way of which their links lead.
 */
export async function mustWait(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, after, fields, edit }: Edited & { edit: UserEdit },
): Promise<Refusal | undefined> {
  const rises = fields.includes('role') && after.role === 'settings';
  const moves = isElsewhere(fields) || fields.includes('companyId');
  const elsewhere = user.role === 'settings' && moves && !isOneself(caller, user);
  if (!rises && !elsewhere) return undefined;
  // Named by its id: by then the name may be that of another one.
  const change = { ...edit.change, ...(fields.includes('companyId') && { company: after.companyId }) };
  const wish: EditWish = { userId: user.id, edit: { ...edit, change, version: user.version } };
  const subject = { id: user.id, label: user.login };
  const changes = await changesOf(tx, parts, caller, { user, after, rises });
  return parts.needsApproval(tx, caller, { kind: rises ? 'administrator' : 'address', subject, wish, changes });
}

/** Of a new administrator also what stays: whoever approves one has to see where letters go, and from where. */
async function changesOf(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, after, rises }: { user: User; after: Values; rises: boolean },
): Promise<Change[]> {
  const before = await shown(tx, parts.companies, user);
  const wanted = await shown(tx, parts.companies, after);
  if (!rises) return differences(before, wanted);
  const known = {
    ...before,
    login: other(before.login, wanted.login),
    email: other(before.email, wanted.email),
    company: other(before.company, wanted.company),
  };
  const when = {
    ...(await changedLately(tx, parts, user)),
    ...(await emailGiven(tx, parts, caller, { user, after })),
  };
  return differences(known, { ...wanted, ...when });
}

/** Since when the email is one that staff gave, and nobody has shown to be the person's: the password ends with the rise. */
async function emailGiven(
  tx: Tx,
  { clock }: Parts,
  caller: Caller,
  edit: Pick<Edited, 'user' | 'after'>,
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
  const company = withAddresses(await companies.byId(tx, others.companyId));
  return { person: name, login, email: email ?? null, role, company, language, time_zone: others.timeZone };
}
