import type { Reader, Tx } from '../database/index.ts';
import { fold } from '../kernel/index.ts';
import { distance, neighbours } from './distance.ts';
import type { User } from './index.ts';
import { usersAnywhereAt, usersCalled } from './near-store.ts';

/** Longer names are mistyped in more places than one. */
const longest = 64;
const mostShown = 6;
/** The same name under another domain, which may be quite another one. */
const mostElsewhere = 20;

/**
 * Users whose login or email is almost what was typed: one character wrong, missing, doubled or swapped in the name, or
 * the same name under another domain. Looked up by the spellings that somebody may have meant, so that the work does
 * not grow with the number of users.
 */
export async function nearTo(db: Reader | Tx, typed: string): Promise<User[]> {
  const folded = fold(typed);
  if (folded === '' || folded.length > longest) return [];
  const at = folded.lastIndexOf('@');
  const [name, domain] = at < 0 ? [folded, ''] : [folded.slice(0, at), folded.slice(at)];
  const spellings = [...neighbours(name)].map((one) => one + domain);
  const found = [
    ...(await usersCalled(db, domain === '' ? spellings : [name, ...spellings])),
    ...(await usersAnywhereAt(db, name, mostElsewhere)),
  ];
  return nearestFirst(folded, found).slice(0, mostShown);
}

function nearestFirst(folded: string, found: User[]): User[] {
  const apart = (user: User): number =>
    Math.min(...[user.login, user.email ?? user.login].map((one) => distance(folded, fold(one))));
  const users = new Map(found.map((user) => [user.id, { user, apart: apart(user) }]));
  const others = [...users.values()].filter((one) => one.apart > 0);
  return others.sort((a, b) => a.apart - b.apart || (a.user.login < b.user.login ? -1 : 1)).map(({ user }) => user);
}
