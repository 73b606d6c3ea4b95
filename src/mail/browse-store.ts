import { sql } from 'kysely';
import {
  countUpTo,
  inOrder,
  newestOf,
  type Page,
  pageOf,
  type Reader,
  type Run,
  type Turn,
} from '../database/index.ts';
import { firstIdAt } from '../kernel/index.ts';
import { blank } from './blank.ts';
import type { MessageQuery, MessageState } from './index.ts';
import type { MessageRow } from './store.ts';

/** Newest first. Each kind is in its own order, and they are merged: together, they would all be sorted for each page. */
export function pageOfMatching(db: Reader, query: MessageQuery, turn: Turn): Promise<Page<MessageRow>> {
  const order = { terms: [sql.ref('id')], descending: true };
  const each = query.kinds?.map((kind) => ({ ...query, kinds: [kind] })) ?? [query];
  const run: Run<MessageRow> = {
    fetch: (ask) => {
      const runs = each.map((one) => inOrder(matching(db, one).selectAll(), order, ask).execute());
      return newestOf(runs, ask);
    },
    keyOf: ({ id }) => [id],
  };
  return pageOf([run], turn);
}

/** How many match, counted no further than `most`. */
export function countMatching(db: Reader, query: MessageQuery, most: number): Promise<number> {
  return countUpTo(db, matching(db, query), most);
}

/** When the oldest letters in a state were made. */
export async function firstMade(
  db: Reader,
  state: MessageState,
  { madeBefore, most }: { madeBefore?: number | undefined; most: number },
): Promise<number[]> {
  let query = matching(db, { states: [state] })
    .select('created_at')
    .orderBy('id')
    .limit(most);
  if (madeBefore !== undefined) query = query.where('id', '<', firstIdAt(madeBefore));
  return (await query.execute()).map(({ created_at }) => created_at);
}

/** An id begins with the time, so a period is a stretch of ids. */
function matching(db: Reader, { states, kinds, from, to }: MessageQuery) {
  let query = db.selectFrom('messages').where('kind', '!=', blank);
  // Spelt into the statement, as their index has it: only then do both engines see that it fits.
  if (states && !states.includes('sent')) query = query.where('state', '!=', sql.lit('sent' as const));
  if (states) query = query.where('state', 'in', states);
  if (kinds) query = query.where('kind', 'in', kinds);
  if (from !== undefined) query = query.where('id', '>=', firstIdAt(from));
  if (to) {
    const { address, userIds } = to;
    query = query.where(({ eb, or }) => or([eb('to_address', '=', address), eb('user_id', 'in', [...userIds, ''])]));
  }
  return query;
}
