import type { Audit } from '../audit/index.ts';
import type { Database, Reader } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import { fold } from '../kernel/index.ts';
import type { User, UserFilter, UserRecord, Users } from './index.ts';
import { listUsers } from './store.ts';

interface Parts {
  database: Database;
  audit: Audit;
  describeAll(db: Reader, users: User[]): Promise<UserRecord[]>;
}

const mostAtOnce = 1_000;

/** Users by login. The cursor is the folded login of the last one shown. */
export function createList({ database, audit, describeAll }: Parts): Users['list'] {
  return async (caller: Caller, filter: UserFilter) => {
    await audit.admit(caller, 'users.find');
    const limit = Math.min(filter.limit ?? 100, mostAtOnce);
    const found = await listUsers(database.read, {
      search: fold(filter.search ?? ''),
      after: filter.cursor,
      limit: limit + 1,
    });
    const shown = found.slice(0, limit);
    const items = await describeAll(database.read, shown);
    const last = shown.at(-1);
    return { items, next: found.length > limit && last ? fold(last.login) : null };
  };
}
