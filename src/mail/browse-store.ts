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

/** One that was put off is due at its hour; one that was tried or handed back since is late from when it was made. */
const dueAt = sql<number>`case when attempts = 0 and reason is null then run_at else created_at end`;

/** When letters in a state should have left, those that were made first. */
export async function firstDue(
  db: Reader,
  state: MessageState,
  { dueBefore, most }: { dueBefore?: number | undefined; most: number },
): Promise<number[]> {
  let query = matching(db, { states: [state] })
    .select(dueAt.as('due'))
    .orderBy('id')
    .limit(most);
  // None is due before it is made, and ids begin with that.
  if (dueBefore !== undefined) query = query.where('id', '<', firstIdAt(dueBefore)).where(dueAt, '<', dueBefore);
  return (await query.execute()).map(({ due }) => due);
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
