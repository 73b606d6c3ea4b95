import { type RawBuilder, sql } from 'kysely';
import type { Reader, Run } from '../../database/index.ts';
import { arrivalRun, beginningRun, nameAt, type UserRow } from './list-store.ts';
import { piecesRun } from './pieces-store.ts';
import type { Plan } from './plan.ts';

/** So many are the best at most: those who are not, and the last page, are then found without passing over the others. */
const mostBest = 1_000;

/** The best, whose names begin with what is searched for, by name; then the others in the order in which they came. */
export async function byRelevance(
  read: Reader,
  { terms, where, counting, pieces }: Pick<Plan, 'terms' | 'where' | 'counting' | 'pieces'>,
): Promise<Run<UserRow>[]> {
  const [first = ''] = terms;
  const last = await nameAt(read, first, where, mostBest);
  const isBest = (name: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<boolean> =>
    last
      ? sql`(${name} >= ${first} and (${name}, ${id}) <= (${last.name_sort}, ${last.id}))`
      : sql`(${name} >= ${first} and ${name} < ${`${first}\u{10ffff}`})`;
  const best = isBest(sql.ref('name_sort'), sql.ref('users.id'));
  const others = pieces
    ? piecesRun(read, {
        ...pieces,
        early: [...pieces.early, sql`not ${isBest(sql.ref('user_search.user_name'), sql.ref('user_search.user_id'))}`],
      })
    : arrivalRun(read, [...counting, sql`not ${isBest(sql`(name_sort || '')`, sql.ref('users.id'))}`]);
  return [beginningRun(read, 'name_sort', first, [...where, best]), others];
}
