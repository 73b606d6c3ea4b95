import type { Users } from '../index.ts';

const rowsAtOnce = 1_000;
const byName = { key: 'name', descending: false } as const;

/** Everybody whom a query means, page by page: what was read is not kept. */
export function createPages({ page }: Pick<Users, 'page'>): Users['pages'] {
  return async function* (caller, query) {
    let after: string | undefined;
    do {
      const { rows, next } = await page(caller, query, byName, { limit: rowsAtOnce, after });
      yield rows;
      after = next;
    } while (after !== undefined);
  };
}

/** The same at once, for whoever needs the whole list. */
export function createIds(browse: Pick<Users, 'page'>): Users['ids'] {
  const pages = createPages(browse);
  return async (caller, query) => {
    const ids: string[] = [];
    for await (const rows of pages(caller, query)) ids.push(...rows.map(({ id }) => id));
    return ids;
  };
}
