import type { Reader, Tx } from '../database/index.ts';
import type { User } from './index.ts';
import { toUser } from './store.ts';

/** Spellings in one statement: few enough for every engine. */
const atOnce = 1_000;
const mostFound = 20;

/** Users whose folded login or email is one of these. */
export async function usersCalled(db: Reader | Tx, spellings: string[]): Promise<User[]> {
  const found: User[] = [];
  for (let begin = 0; begin < spellings.length && found.length < mostFound; begin += atOnce) {
    const some = spellings.slice(begin, begin + atOnce);
    for (const column of ['login_folded', 'email_folded'] as const) {
      const rows = await db.selectFrom('users').selectAll().where(column, 'in', some).limit(mostFound).execute();
      found.push(...rows.map(toUser));
    }
  }
  return found;
}

/** Users whose login or email begins with a name and an `@`, wherever that is. */
export async function usersAnywhereAt(db: Reader | Tx, name: string, limit: number): Promise<User[]> {
  const found: User[] = [];
  for (const column of ['login_folded', 'email_folded'] as const) {
    const rows = await db
      .selectFrom('users')
      .selectAll()
      .where(column, '>=', `${name}@`)
      .where(column, '<', `${name}A`) // the character after @
      .orderBy(column)
      .limit(limit)
      .execute();
    found.push(...rows.map(toUser));
  }
  return found;
}
