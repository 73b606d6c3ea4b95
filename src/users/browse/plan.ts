import { type RawBuilder, sql } from 'kysely';
import type { Database, Reader } from '../../database/index.ts';
import type { UserQuery } from '../index.ts';
import type { Condition, Filter } from './condition.ts';
import { filterConditions } from './conditions.ts';
import { countPieces, countWhere, isAmong, isNumbered, numbersOfPieces } from './list-store.ts';
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
export async function planOf(db: Db, query: UserQuery, now: number): Promise<Plan> {
  const terms = termsOf(query.search);
  const filters = filterConditions(query.filters, now);
  if (query.ids) {
    const where = [isAmong(query.ids), ...filters.map(({ condition }) => condition(false))];
    return { where, counting: where, how: 'gather', terms };
  }
  const passed = await Promise.all(filters.map((filter) => measure(db.read, filter.condition)));
  if (terms.length === 0) return { ...choose(passed, 'walk'), terms };
  const rejected = await rejectedBy(db.read, filters);
  const found = await measureSearch(db, terms, countedUpTo + 1 + (rejected ?? 0));
  const surely = rejected !== undefined && found.count > countedUpTo + rejected ? { known: countedUpTo + 1 } : {};
  return { ...choose([found, ...passed], 'relevance'), ...surely, terms };
}

/** At most how many the filters turn away, where that is soon counted: of more than these and 10,000 more than 10,000 are left. */
async function rejectedBy(read: Reader, filters: Filter[]): Promise<number | undefined> {
  const rests = await Promise.all(
    filters.map(({ rest }) => (rest ? countWhere(read, [rest(true)], countedUpTo + 1) : Number.POSITIVE_INFINITY)),
  );
  const all = rests.reduce((sum, one) => sum + one, 0);
  return all > countedUpTo ? undefined : all;
}

function choose(measured: Measured[], many: 'walk' | 'relevance'): Omit<Plan, 'terms'> {
  const fewest = measured.toSorted((one, other) => one.count - other.count).at(0);
  const finds = (one: Measured | undefined): RawBuilder<boolean>[] =>
    measured.map((each) => each.condition(each === one));
  const known = measured.length === 1 && fewest ? { known: Math.min(fewest.count, countedUpTo + 1) } : {};
  if (fewest && fewest.count <= countedUpTo) {
    const where = finds(fewest);
    return { where, counting: where, how: 'gather', ...known };
  }
  return { where: finds(undefined), counting: finds(measured[0]), how: many, ...known };
}

async function measure(read: Reader, condition: Condition, most = countedUpTo + 1): Promise<Measured> {
  return { condition, count: await countWhere(read, [condition(true)], most) };
}

/** SQLite's index of pieces is asked once: it would be asked anew by every statement that uses it. */
async function measureSearch({ read, engine }: Db, terms: string[], most: number): Promise<Measured> {
  const checked = searchCondition(terms);
  const long = longTerms(terms);
  if (engine === 'postgres' || long.length === 0) return measure(read, checked, most);
  const numbers = await numbersOfPieces(read, long, most);
  const condition: Condition = (plain) =>
    plain ? sql`(${isNumbered(numbers)} and ${checked(false)})` : checked(false);
  return { condition, count: numbers.length };
}

/** How many a plan means, counted up to one more than is told. */
export async function countPlanned({ read, engine }: Db, plan: Plan): Promise<number> {
  if (plan.known !== undefined) return plan.known;
  const long = longTerms(plan.terms);
  const most = countedUpTo + 1;
  const byPieces = plan.how === 'relevance' && engine === 'sqlite' && long.length > 0;
  return byPieces ? countPieces(read, long, { where: plan.where, most }) : countWhere(read, plan.counting, most);
}
