import type { Reader, Tx } from '../database/index.ts';
import { fold, isId, Refusal } from '../kernel/index.ts';
import type { User } from './index.ts';
import { userById, usersByFoldedEmails, usersByFoldedLogins } from './store.ts';

/** One more than a reset is sent to, so that "too many" can be told from "just enough". */
const mostMeant = 6;

/**
 * Who is meant by each typed name: the login that equals it, else everybody whose email does. Both are asked for
 * whatever is found, or the time would tell of whom there is a login.
 */
export async function meantByEach(db: Reader | Tx, typed: string[]): Promise<User[][]> {
  const names = typed.map(fold);
  const byLogin = await usersByFoldedLogins(db, worthAsking(names));
  const byEmail = await usersByFoldedEmails(db, worthAsking(names), mostMeant);
  return names.map((name) => {
    const named = byLogin.get(name);
    return named ? [named] : (byEmail.get(name) ?? []);
  });
}

function worthAsking(names: string[]): string[] {
  return [...new Set(names.filter((name) => name !== ''))];
}

export async function meantBy(db: Reader | Tx, typed: string): Promise<User[]> {
  const [meant = []] = await meantByEach(db, [typed]);
  return meant;
}

/**
 * Who is looked for in the record by a name: whoever is meant by it now, whoever was called so then, and by an id also
 * somebody who is not there any more.
 */
export async function meantInRecord(db: Reader, typed: string): Promise<{ ids: string[]; called?: string }> {
  if (isId(typed)) return { ids: [typed] };
  return { ids: (await meantBy(db, typed)).map(({ id }) => id), called: typed };
}

/** The one user that an operator names. */
export async function named(db: Reader, name: string): Promise<User> {
  const byId = isId(name) ? await userById(db, name) : undefined;
  if (byId) return byId;
  const [user, ...others] = await meantBy(db, name);
  if (!user) throw new Refusal('not_found', {});
  if (others.length > 0) throw new Refusal('ambiguous', { matches: others.length + 1 });
  return user;
}
