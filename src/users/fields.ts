import type { Reader, Tx } from '../database/index.ts';
import {
  type Caller,
  fold,
  hasUnseen,
  isEmail,
  isOneself,
  isPseudonym,
  isStaff,
  isStorable,
  may,
  nameLine,
  oneLine,
  Refusal,
} from '../kernel/index.ts';
import { isLanguage } from '../locale/index.ts';
import type { User } from './index.ts';
import { judgePowers } from './judge-powers.ts';
import { usersByFoldedEmails } from './store.ts';

/** What a person may be called and reached by, as somebody typed it. */
export interface Fields {
  login?: string | undefined;
  name?: string | undefined;
  /** Empty where there is none. */
  email?: string | undefined;
  language?: string | undefined;
  timeZone?: string | undefined;
}

export const longestText = 254;
/** No more characters become one (UAX 15). */
const mostComposedFrom = 4;

/** Judges those fields that there are: refuses the first that no user can have. */
export function judgeFields(fields: Fields): Refusal | undefined {
  const { login, name, language, timeZone } = fields;
  const email = fields.email?.trim();
  const texts = [login ?? '', name ?? '', email ?? ''];
  if (!texts.every((text) => isStorable(text) && text.length <= longestText)) return new Refusal('malformed', {});
  if (login !== undefined && !isLogin(login)) return new Refusal('login_missing', {});
  if (login !== undefined && passesForAnother(login)) return new Refusal('login_malformed', {});
  if (name !== undefined && nameLine(name) === '') return new Refusal('name_missing', {});
  if (email && !isEmail(email)) return new Refusal('email_malformed', {});
  if (language !== undefined && !isLanguage(language)) return new Refusal('malformed', { field: 'language' });
  if (timeZone !== undefined && !isTimeZone(timeZone)) return new Refusal('malformed', { field: 'time_zone' });
  return undefined;
}

function isLogin(login: string): boolean {
  return fold(login) !== '' && login === oneLine(login, longestText);
}

/** Whoever reads it would take it for a login without what is not seen, or for somebody who was erased. */
function passesForAnother(login: string): boolean {
  return hasUnseen(login) || isPseudonym(login);
}

/** What is so long that composing leaves it too long stays as it is, and is refused: of a run of marks it costs the square. */
export function cleanLogin(login: string): string {
  const bare = login.trim();
  return bare.length > mostComposedFrom * longestText ? bare : bare.normalize('NFC');
}

/**
 * An address that active users have already is given to one more only by somebody who says so: a reset by that address
 * goes to all of them, and none of them signs in by it any more. So it must not be that of somebody on whom they may not
 * act; nor, with a key that is too narrow for it, that of staff. Commands and the server itself are taken at their word.
 */
export async function judgeSharing(
  tx: Tx,
  caller: Caller,
  wanted: { email: string | undefined; sharesEmail: boolean | undefined; userId?: string },
): Promise<Refusal | undefined> {
  if (wanted.email === undefined || caller.actor.kind !== 'user') return undefined;
  const others = await sharers(tx, wanted.email, wanted.userId);
  if (!others.every((other) => maySpeakFor(caller, other))) return new Refusal('email_of_greater', {});
  const narrow = others.some(({ role }) => isStaff(role)) ? judgePowers(caller) : undefined;
  if (narrow) return narrow;
  return others.length === 0 || wanted.sharesEmail ? undefined : new Refusal('email_shared', { others: others.length });
}

function maySpeakFor(caller: Caller, user: User): boolean {
  return isOneself(caller, user) || may(caller, 'users.edit', user);
}

/** Active users who have this address, but for one of them; a handful at most. */
export async function sharers(db: Reader | Tx, email: string, exceptId: string | undefined) {
  const folded = fold(email);
  const found = (await usersByFoldedEmails(db, [folded], 6)).get(folded) ?? [];
  return found.filter((user) => user.id !== exceptId && user.state !== 'archived');
}

/** Whether a name is one of the time zones that this machine knows (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
