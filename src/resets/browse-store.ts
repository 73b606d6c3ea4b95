import { sql } from 'kysely';
import { countUpTo, inOrder, type Page, pageOf, type Reader, type Turn } from '../database/index.ts';
import { firstIdAt } from '../kernel/index.ts';
import type { ResetQuery } from './index.ts';
import type { ResetRow } from './store.ts';

/** Newest first. */
export function pageOfMatching(db: Reader, query: ResetQuery, turn: Turn): Promise<Page<ResetRow>> {
  const order = { terms: [sql.ref('id')], descending: true };
  const run = {
    fetch: (ask: Parameters<typeof inOrder>[2]) => inOrder(matching(db, query).selectAll(), order, ask).execute(),
    keyOf: ({ id }: ResetRow) => [id],
  };
  return pageOf([run], turn);
}

/** How many match, counted no further than `most`. */
export function countMatching(db: Reader, query: ResetQuery, most: number): Promise<number> {
  return countUpTo(db, matching(db, query), most);
}

/** An id begins with the time, so a period is a stretch of ids. */
function matching(db: Reader, filter: ResetQuery) {
  const { userIds, companyIds, states, reasons, sources, purpose, from, until } = filter;
  let query = db.selectFrom('resets');
  if (userIds) query = query.where('user_id', 'in', orNobody(userIds));
  if (companyIds) query = query.where('company_id', 'in', orNobody(companyIds));
  if (states) query = query.where('state', 'in', states);
  if (reasons) query = query.where('reason', 'in', reasons);
  if (sources) query = query.where('source', 'in', sources);
  // Spelt into the statements below: only then do both engines see that the partial indexes fit.
  if (sources && !sources.includes('self')) query = query.where('source', '!=', sql.lit('self'));
  if (purpose === 'invitation') query = query.where('purpose', '=', sql.lit('invitation'));
  if (purpose === 'reset') query = query.where('purpose', '=', 'reset');
  if (from !== undefined) query = query.where('id', '>=', firstIdAt(from));
  if (until !== undefined) query = query.where('id', '<', firstIdAt(until));
  return query;
}

/** A list that is asked for and empty matches nothing. */
function orNobody(ids: string[]): string[] {
  return ids.length > 0 ? ids : [''];
}

/** What was asked for under a typed name, by its digests, newest first. */
export async function resetsByDigest(db: Reader, digests: string[], limit: number): Promise<ResetRow[]> {
  return db
    .selectFrom('resets')
    .selectAll()
    .where('typed_digest', 'in', digests)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
