import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../database/index.ts';
import type { Role } from '../../kernel/index.ts';
import type { UserQuery } from '../index.ts';
import { bucketsInUse } from './bucket-store.ts';
import { bucketsPassing } from './buckets.ts';
import { type Condition, hide } from './condition.ts';
import { bucketCondition, otherConditions } from './conditions.ts';
import { countBeginning, countWhere, foundFirst, isAmong } from './list-store.ts';
import { countPieces, isInBucket, isNumbered, type Numbers, numbersOfPieces, type Pieces } from './pieces-store.ts';
import { containing, longTerms, searchCondition, seeksSubstring, shortTerms, startsAs, termsOf } from './search.ts';

/** Up to so many are counted, and sorted when they are found; more are "more than" it. */
export const countedUpTo = 10_000;
const enough = countedUpTo + 1;

/** More buckets than these are not merged: their users are walked through, and those of others passed over. */
const mostMerged = 100;

/** How the users of a query are found. */
export interface Plan {
  /** By relevance: besides that a name, login or email begins with the first term. */
  where: RawBuilder<boolean>[];
  /**
   * `gather`: they are few; found by an index, then sorted. `merge`: those of some buckets, which stand in order already.
   * `walk`: they are many, so that walking everybody in order meets enough of them soon. `relevance`: many are found by
   * what is searched for; those it begins with come first.
   */
  how: 'gather' | 'merge' | 'walk' | 'relevance';
  terms: string[];
  /** Of `merge`: which. */
  buckets: string[];
  /** The same rows, in the way in which they are counted soonest. */
  counting: RawBuilder<boolean>[];
  /** On SQLite, of a search for pieces: what its index is asked, and the numbers of all whom it finds, where they are few. */
  pieces?: Pieces & { numbers?: Numbers };
  /** How many they are, where that was found out on the way; beyond `countedUpTo` one more. */
  known?: number;
}

/** When somebody asks, and of which roles they are told who has a second factor. */
interface ReadBy {
  now: number;
  told: readonly Role[];
}

type Db = Pick<Database, 'lists' | 'engine'>;

/** A condition with how many fulfil it, and how those are found where they are few. */
interface Measured {
  condition: Condition;
  count: number;
  found: RawBuilder<boolean>;
}

/** What the filters of a query come to. */
interface Narrowed {
  passing: string[];
  /** Nothing where everybody passes. */
  inBuckets: Condition | undefined;
  others: Condition[];
  /** Both. */
  checks: Condition[];
}

/**
 * The work of a list must not grow with the number of users, and neither engine can know beforehand how many pass several
 * filters. What can be told in few letters is a bucket, and buckets are read in order; each other condition is counted
 * alone, as far as it matters: the one with the fewest finds, the rest only check.
 */
export async function planOf(db: Db, query: UserQuery, { now, told }: ReadBy): Promise<Plan> {
  const terms = termsOf(query.search);
  const others = otherConditions(query.filters, now);
  const all = await bucketsInUse(db.lists);
  const passing = bucketsPassing(all, query.filters, told);
  const inBuckets = passing.length < all.length ? bucketCondition(passing) : undefined;
  const narrowed = { passing, inBuckets, others, checks: [...(inBuckets ? [inBuckets] : []), ...others] };
  if (query.ids) return byIds(query.ids, narrowed, terms);
  return terms.length === 0 ? withoutSearch(db, narrowed) : withSearch(db, narrowed, terms);
}

function byIds(ids: string[], { checks }: Narrowed, terms: string[]): Plan {
  const where = [isAmong(ids), ...checks.map((condition) => condition(false))];
  return { where, counting: where, how: 'gather', terms, buckets: [] };
}

async function withoutSearch(db: Db, { passing, inBuckets, others }: Narrowed): Promise<Plan> {
  const bucket = inBuckets ?? bucketCondition(passing);
  const measured = await Promise.all(others.map((condition) => measure(db, condition)));
  const few = fewestOf(measured);
  if (few) return { ...gather(few, [bucket, ...others]), terms: [], buckets: [] };
  const checks = others.map((condition) => condition(false));
  const counting = [bucket(true), ...checks];
  if (passing.length > mostMerged)
    return { where: [bucket(false), ...checks], counting, how: 'walk', terms: [], buckets: [] };
  return { where: checks, counting, how: 'merge', terms: [], buckets: passing };
}

async function withSearch(db: Db, narrowed: Narrowed, terms: string[]): Promise<Plan> {
  const { checks } = narrowed;
  const fewPass = fewestOf(await Promise.all(checks.map((condition) => measure(db, condition))));
  if (fewPass) return { ...gather(fewPass, [searchCondition(terms), ...checks]), terms, buckets: [] };
  return asksForPieces(db, terms) ? inPieces(db, narrowed, terms) : inTexts(db, checks, terms);
}

function asksForPieces({ engine }: Db, terms: string[]): boolean {
  return engine === 'sqlite' && longTerms(terms).length > 0;
}

/** They are counted with all that they have to pass: what is found to be many is not counted once more. */
async function inTexts(db: Db, checks: Condition[], terms: string[]): Promise<Plan> {
  const known = await countInTexts(db, terms, checks);
  const many = known > countedUpTo;
  const where = [searchCondition(terms)(true), ...checks.map((condition) => condition(many))];
  const about = { terms, buckets: [], known, counting: where };
  return many ? { ...about, where: besides(db, terms, checks), how: 'relevance' } : { ...about, where, how: 'gather' };
}

async function countInTexts(db: Db, terms: string[], checks: Condition[]): Promise<number> {
  const { lists, engine } = db;
  const left = besides(db, terms, checks);
  const [first = '', ...others] = terms;
  // Those whose name begins with what is searched for are soon counted, in their order, and often enough.
  if (others.length === 0 && (await countWhere(lists, [startsAs('name_sort', first), ...left], enough)) === enough)
    return enough;
  if (others.length === 0 && !seeksSubstring(terms)) return countBeginning(lists, first, left, enough);
  const passing = checks.map((condition) => condition(engine === 'postgres'));
  return countWhere(lists, [searchCondition(terms)(true), ...passing], enough);
}

/** No index helps with short terms, and none is to be tried. */
function containingAll(terms: string[]): RawBuilder<boolean>[] {
  const text = sql.ref('search_text');
  return [...containing(longTerms(terms), text), ...containing(shortTerms(terms), hide(text, false, ''))];
}

/**
 * What is left to be fulfilled by those who begin with the first term. PostgreSQL is told all as it is: it knows from its
 * samples how many that are, and walks along the order where they are many.
 */
function besides({ engine }: Db, terms: string[], checks: Condition[]): RawBuilder<boolean>[] {
  const plain = engine === 'postgres';
  return [...containingAll(terms.slice(1)), ...checks.map((condition) => condition(plain))];
}

/** The same with SQLite's index of pieces. It is asked once: it would be asked anew by every statement that uses it. */
async function inPieces(db: Db, { passing, inBuckets, others, checks }: Narrowed, terms: string[]): Promise<Plan> {
  const early = [
    ...(inBuckets ? [isInBucket(passing)] : []),
    ...containing(shortTerms(terms), sql.ref('user_search.text')),
  ];
  const late = others.map((condition) => condition(false));
  const pieces = { terms: longTerms(terms), early, late };
  const { count, numbers } = await numbersOfPieces(db.lists, pieces, enough);
  const about = { terms, buckets: [], counting: [], ...(late.length === 0 && { known: count }) };
  if (count <= countedUpTo)
    return { ...about, where: [isNumbered(numbers), ...late], how: 'gather', pieces: { ...pieces, numbers } };
  return { ...about, where: besides(db, terms, checks), how: 'relevance', pieces };
}

function fewestOf(measured: Measured[]): Measured | undefined {
  const fewest = measured.toSorted((one, other) => one.count - other.count).at(0);
  return fewest && fewest.count <= countedUpTo ? fewest : undefined;
}

/** The few that one condition finds; the others only check. */
function gather({ condition, found }: Measured, all: Condition[]): Pick<Plan, 'where' | 'counting' | 'how'> {
  const where = [found, ...all.filter((one) => one !== condition).map((one) => one(false))];
  return { where, counting: where, how: 'gather' };
}

async function measure({ engine, lists }: Db, condition: Condition): Promise<Measured> {
  const count = await countWhere(lists, [condition(true)], enough);
  return { condition, count, found: foundFirst(engine, condition(true), enough) };
}

/** How many a plan means, counted up to one more than is told. */
export async function countPlanned({ lists }: Db, { known, pieces, where, counting }: Plan): Promise<number> {
  if (known !== undefined) return known;
  if (!pieces) return countWhere(lists, counting, enough);
  return pieces.numbers === undefined ? countPieces(lists, pieces, enough) : countWhere(lists, where, enough);
}
