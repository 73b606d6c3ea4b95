import type { RawBuilder } from 'kysely';
import type { Database } from '../../database/index.ts';
import type { UserQuery } from '../index.ts';
import type { Condition } from './condition.ts';
import { filterConditions } from './conditions.ts';
import { countWhere, isAmong } from './list-store.ts';
import { searchCondition, termsOf } from './search.ts';

/** Up to so many are counted, and sorted when they are found; more are "more than" it. */
export const countedUpTo = 10_000;

/** How the users of a query are found. */
export interface Plan {
  where: RawBuilder<boolean>[];
  /**
   * `gather`: they are few; found by an index, then sorted. `walk`: they are many, so that walking everybody in order meets
   * enough of them soon. `relevance`: many are found by what is searched for; those it begins with come first.
   */
  how: 'gather' | 'walk' | 'relevance';
  terms: string[];
}

interface Measured {
  condition: Condition;
  count: number;
}

/**
 * The work of a list must not grow with the number of users, and neither engine can know beforehand how many pass a
 * filter. So each condition is counted alone, as far as it matters; the one with the fewest finds, the others only check.
 */
export async function planOf(
  { read, engine }: Pick<Database, 'read' | 'engine'>,
  query: UserQuery,
  now: number,
): Promise<Plan> {
  const terms = termsOf(query.search);
  const filters = filterConditions(query.filters, now);
  if (query.ids) return { where: [isAmong(query.ids), ...filters.map((one) => one(false))], how: 'gather', terms };
  const search = terms.length > 0 ? [searchCondition(terms, engine)] : [];
  const measured = await Promise.all(
    [...search, ...filters].map(
      async (condition): Promise<Measured> => ({
        condition,
        count: await countWhere(read, [condition(true)], countedUpTo + 1),
      }),
    ),
  );
  const fewest = measured.toSorted((one, other) => one.count - other.count).at(0);
  const found = fewest && fewest.count <= countedUpTo ? fewest.condition : undefined;
  const where = measured.map(({ condition }) => condition(condition === found));
  if (found) return { where, how: 'gather', terms };
  return { where, how: terms.length > 0 ? 'relevance' : 'walk', terms };
}
