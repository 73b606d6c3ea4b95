import { alone, type Tx } from '../database/index.ts';
import { fold, isSameEmail, Refusal } from '../kernel/index.ts';
import type { User } from './index.ts';
import { usersByFoldedEmails, usersByFoldedLogins } from './store.ts';

/** What somebody is to be named by; the user themselves, where they are there already. */
interface Names {
  login?: string | undefined;
  email?: string | undefined;
  /** What stays their login and is not their email any more. */
  left?: string | undefined;
  userId?: string | undefined;
}

/**
 * A typed name means the login before any email, so whoever had another's email as their login would be meant in their
 * stead. Nobody gets as login what is another's login or email, be they archived; nor as email what is the login of
 * somebody who does not have that email themselves; and nobody moves on from an email that is their login while others share
 * it. Of two who want it at once the second finds the first.
 */
export async function judgeNames(tx: Tx, { login, email, left, userId }: Names): Promise<Refusal | undefined> {
  const [loginFolded, emailFolded, leftFolded] = [foldedOf(login), foldedOf(email), foldedOf(left)];
  const names = [...loginFolded, ...emailFolded, ...leftFolded];
  // In one order, so that no two wait for each other.
  for (const name of names.sort()) await alone(tx, `login ${name}`);
  const holders = await usersByFoldedLogins(tx, [...loginFolded, ...emailFolded]);
  const reached = await usersByFoldedEmails(tx, [...loginFolded, ...leftFolded], 2);
  const othersReached = (name: string) => (reached.get(name) ?? []).some(({ id }) => id !== userId);
  for (const name of loginFolded) {
    if (isAnothers(holders.get(name), userId) || othersReached(name)) return new Refusal('login_taken', {});
  }
  for (const name of emailFolded) {
    const holder = holders.get(name);
    if (isAnothers(holder, userId) && fold(holder?.email ?? '') !== name) return new Refusal('email_is_login', {});
  }
  return leftFolded.some(othersReached) ? new Refusal('login_is_email', {}) : undefined;
}

/** The login that stays, if it was the email as well and is so no more. */
export function loginLeft(before: Pick<User, 'email'>, after: Pick<User, 'login' | 'email'>): Pick<Names, 'left'> {
  const moves = isSameEmail(after.login, before.email) && !isSameEmail(after.email, before.email);
  return moves ? { left: after.login } : {};
}

function isAnothers(user: User | undefined, userId: string | undefined): boolean {
  return user !== undefined && user.id !== userId;
}

function foldedOf(name: string | undefined): string[] {
  return name === undefined ? [] : [fold(name)];
}
