import type { Audit } from '../audit/index.ts';
import type { Tx } from '../database/index.ts';
import { type Caller, fold, isOneself, isSameEmail, isStaff, mayGive, Refusal } from '../kernel/index.ts';
import { type Edited, type Values, warnsElsewhere } from './edited.ts';
import { judgeFields, judgeSharing } from './fields.ts';
import { judgeNames, loginLeft } from './judge-names.ts';
import { judgePowers } from './judge-powers.ts';

/**
 * Judges only what is changed: what was taken over from elsewhere may stay as it was found. Where one is reached oneself, in
 * which language and from which company, is changed in person: with a key alone, whoever has it would become its owner, or warn
 * them in words that they do not read.
 */
export async function judgeEdit(
  tx: Tx,
  { audit }: { audit: Audit },
  caller: Caller,
  edit: Edited & { sharesEmail: boolean | undefined },
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
function handsOn({ user, after, fields }: Edited): boolean {
  if (fields.includes('role')) return isStaff(user.role) || isStaff(after.role);
  return warnsElsewhere(fields) && isStaff(user.role);
}
