import type { Users } from '../index.ts';

const rowsAtOnce = 1_000;
const byName = { key: 'name', descending: false } as const;

/** Everybody whom a query means, read page by page. */
export function createIds({ page }: Pick<Users, 'page'>): Users['ids'] {
  return async (caller, query) => {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const { rows, next } = await page(caller, query, byName, { limit: rowsAtOnce, after });
      ids.push(...rows.map(({ id }) => id));
      after = next;
    } while (after !== undefined);
    return ids;
  };
}
