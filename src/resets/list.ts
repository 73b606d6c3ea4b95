import { pageOf } from '../kernel/index.ts';
import { pageOfMatching } from './browse-store.ts';
import { summary } from './describe.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';

export function createList({ database, clock, audit }: Parts): Resets['list'] {
  return async (caller, { limit: most, cursor: after, ...query }) => {
    await audit.admit(caller, 'resets.read');
    const { limit, cursor } = pageOf({ limit: most, cursor: after });
    const { rows, next = null } = await pageOfMatching(database.lists, query, { limit, after: cursor });
    const now = clock.now();
    return { items: rows.map((row) => summary(row, now)), next };
  };
}
