import type { Database, Reader } from '../database/index.ts';
import type { User, UserRecord, Users } from './index.ts';

interface Parts {
  database: Database;
  page: Users['page'];
  describeAll(db: Reader, users: User[]): Promise<UserRecord[]>;
}

const usualLength = 50;
const mostAtOnce = 1_000;
const byLogin = { key: 'login', descending: false } as const;

/** Users as programs list them: found as the console finds them, one part after the other. */
export function createList({ database, page, describeAll }: Parts): Users['list'] {
  return async (caller, { search = '', filters = [], limit = usualLength, cursor }) => {
    const turn = { limit: Math.min(limit, mostAtOnce), after: cursor };
    const { rows, next = null } = await page(caller, { search, filters }, byLogin, turn);
    return { items: await describeAll(database.read, rows), next };
  };
}
