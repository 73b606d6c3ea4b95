import type { RawBuilder } from 'kysely';
import type { Database, Reader } from '../../database/index.ts';
import type { UserQuery } from '../index.ts';
import type { Condition } from './condition.ts';
import { filterConditions } from './conditions.ts';
import { countPieces, countWhere, isAmong } from './list-store.ts';
import { longTerms, searchCondition, termsOf } from './search.ts';

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
  /** The same rows, in the way in which they are counted soonest. */
  counting: RawBuilder<boolean>[];
  /** How many they are, where that was found out on the way; beyond `countedUpTo` one more. */
  known?: number;
}

type Db = Pick<Database, 'read' | 'engine'>;

interface Measured {
  condition: Condition;
  count: number;
}

/**
 * The work of a list must not grow with the number of users, and neither engine can know beforehand how many pass a
 * filter. So each condition is counted alone, as far as it matters; the one with the fewest finds, the others only check.
 */
export async function planOf({ read, engine }: Db, query: UserQuery, now: number): Promise<Plan> {
  const terms = termsOf(query.search);
  const filters = filterConditions(query.filters, now);
  if (query.ids) {
    const where = [isAmong(query.ids), ...filters.map((one) => one(false))];
    return { where, counting: where, how: 'gather', terms };
  }
  const search = terms.length > 0 ? [await measureSearch({ read, engine }, terms)] : [];
  const measured = [...search, ...(await Promise.all(filters.map((one) => measure(read, one))))];
  return { ...choose(measured, terms), terms };
}

function choose(measured: Measured[], terms: string[]): Omit<Plan, 'terms'> {
  const fewest = measured.toSorted((one, other) => one.count - other.count).at(0);
  const finds = (one: Measured | undefined): RawBuilder<boolean>[] =>
    measured.map((each) => each.condition(each === one));
  const known = measured.length === 1 && fewest ? { known: fewest.count } : {};
  if (fewest && fewest.count <= countedUpTo) {
    const where = finds(fewest);
    return { where, counting: where, how: 'gather', ...known };
  }
  return {
    where: finds(undefined),
    counting: finds(measured[0]),
    how: terms.length > 0 ? 'relevance' : 'walk',
    ...known,
  };
}

async function measure(read: Reader, condition: Condition): Promise<Measured> {
  return { condition, count: await countWhere(read, [condition(true)], countedUpTo + 1) };
}

/** SQLite would gather all that its index of pieces finds before it counts the first. */
async function measureSearch({ read, engine }: Db, terms: string[]): Promise<Measured> {
  const condition = searchCondition(terms, engine);
  const long = longTerms(terms);
  if (engine === 'postgres' || long.length === 0) return measure(read, condition);
  return { condition, count: await countPieces(read, long, { where: [], most: countedUpTo + 1 }) };
}

/** How many a plan means, counted up to one more than is told. */
export async function countPlanned({ read, engine }: Db, plan: Plan): Promise<number> {
  if (plan.known !== undefined) return plan.known;
  const long = longTerms(plan.terms);
  const most = countedUpTo + 1;
  const byPieces = plan.how === 'relevance' && engine === 'sqlite' && long.length > 0;
  return byPieces ? countPieces(read, long, { where: plan.where, most }) : countWhere(read, plan.counting, most);
}
