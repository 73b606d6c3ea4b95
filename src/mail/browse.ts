import { countMatching, firstDue, pageOfMatching } from './browse-store.ts';
import type { Mail } from './index.ts';
import { recordsOf } from './list.ts';
import type { Parts } from './parts.ts';

const countedTo = 10_000;

/** The queue and what became of it, for whoever looks for some of it, page by page. */
export function createBrowse(parts: Parts): Pick<Mail, 'page' | 'count' | 'standing'> {
  const { database, audit } = parts;
  return {
    async page(caller, query, turn) {
      await audit.admit(caller, 'messages.read');
      const page = await pageOfMatching(database.lists, query, turn);
      return { ...page, rows: await recordsOf(parts, page.rows) };
    },
    async count(caller, query) {
      await audit.admit(caller, 'messages.read');
      const count = await countMatching(database.lists, query, countedTo + 1);
      return { count: Math.min(count, countedTo), exact: count <= countedTo };
    },
    async standing(caller, state, which) {
      await audit.admit(caller, 'messages.read');
      const due = await firstDue(database.read, state, which);
      return { count: due.length, since: due.length === 0 ? undefined : Math.min(...due) };
    },
  };
}
