import { alone, type Tx } from '../database/index.ts';
import { fold, Refusal } from '../kernel/index.ts';
import { usersByFoldedEmails, usersByFoldedLogins } from './store.ts';

/** What somebody is to be named by; the user themselves, where they are there already. */
interface Names {
  login?: string | undefined;
  email?: string | undefined;
  userId?: string | undefined;
}

/**
 * A typed name means the login before any email, so whoever had another's email as their login would be meant in their
 * stead. Nobody gets as login what is another's login or email, be they archived; nor as email what is the login of
 * somebody who does not have that email themselves. Of two who want it at once the second finds the first.
 */
export async function judgeNames(tx: Tx, { login, email, userId }: Names): Promise<Refusal | undefined> {
  const [loginFolded, emailFolded] = [foldedOf(login), foldedOf(email)];
  // In one order, so that no two wait for each other.
  for (const name of [...loginFolded, ...emailFolded].sort()) await alone(tx, `login ${name}`);
  const holders = await usersByFoldedLogins(tx, [...loginFolded, ...emailFolded]);
  const reached = await usersByFoldedEmails(tx, loginFolded, 2);
  for (const name of loginFolded) {
    const others = [holders.get(name), ...(reached.get(name) ?? [])].filter((user) => user && user.id !== userId);
    if (others.length > 0) return new Refusal('login_taken', {});
  }
  for (const name of emailFolded) {
    const holder = holders.get(name);
    const another = holder !== undefined && holder.id !== userId;
    if (another && fold(holder.email ?? '') !== name) return new Refusal('email_is_login', {});
  }
  return undefined;
}

function foldedOf(name: string | undefined): string[] {
  return name === undefined ? [] : [fold(name)];
}
