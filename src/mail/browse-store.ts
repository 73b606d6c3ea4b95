import { sql } from 'kysely';
import { inOrder, type Page, pageOf, type Reader, type Turn } from '../database/index.ts';
import { firstIdAt } from '../kernel/index.ts';
import type { MessageQuery, MessageState } from './index.ts';
import type { MessageRow } from './store.ts';

/** Newest first. */
export function pageOfMatching(db: Reader, query: MessageQuery, turn: Turn): Promise<Page<MessageRow>> {
  const order = { terms: [sql.ref('id')], descending: true };
  const run = {
    fetch: (ask: Parameters<typeof inOrder>[2]) => inOrder(matching(db, query).selectAll(), order, ask).execute(),
    keyOf: ({ id }: MessageRow) => [id],
  };
  return pageOf([run], turn);
}

/** How many match, counted no further than `most`. */
export async function countMatching(db: Reader, query: MessageQuery, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(matching(db, query).select(sql`1`.as('one')).limit(most).as('found'))
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The states that most letters are in, or pass through. Of the others there are few, and an index knows them. */
const usual: readonly MessageState[] = ['queued', 'sending', 'sent'];

/** An id begins with the time, so a period is a stretch of ids. */
function matching(db: Reader, { states, kinds, from, to }: MessageQuery) {
  let query = db.selectFrom('messages');
  // Spelt into the statement, as their index has it: only then do both engines see that it fits.
  if (states && !states.some((state) => usual.includes(state)))
    query = query.where(sql<boolean>`state not in ('queued', 'sending', 'sent')`);
  if (states) query = query.where('state', 'in', states);
  if (kinds) query = query.where('kind', 'in', kinds);
  if (from !== undefined) query = query.where('id', '>=', firstIdAt(from));
  if (to) {
    const { address, userIds } = to;
    query = query.where(({ eb, or }) => or([eb('to_address', '=', address), eb('user_id', 'in', [...userIds, ''])]));
  }
  return query;
}
