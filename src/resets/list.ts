import { pageOf, toPage } from '../kernel/index.ts';
import { summary } from './describe.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { pageOfResets } from './store.ts';

export function createList({ database, clock, audit }: Parts): Resets['list'] {
  return async (caller, { userId, ...filter }) => {
    await audit.admit(caller, 'resets.read');
    const { limit, cursor } = pageOf(filter);
    const rows = await pageOfResets(database.lists, { userId, cursor, limit: limit + 1 });
    const now = clock.now();
    return toPage(
      rows.map((row) => summary(row, now)),
      limit,
    );
  };
}
