import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { Refusal } from '../kernel/index.ts';
import type { Reader } from './index.ts';

/** Which page of a list: the first, the last, or the one after or before a row that an earlier page told. */
export interface Turn {
  limit: number;
  after?: string | undefined;
  before?: string | undefined;
  last?: boolean | undefined;
}

/** Rows in order, and where the pages around them begin, where there are any. */
export interface Page<Row> {
  rows: Row[];
  /** Where each row stands, for a turn that begins there. */
  cursors: string[];
  previous: string | undefined;
  next: string | undefined;
}

/** What a row is ordered by; the last part tells any two rows apart. */
export type Key = (string | number)[];

/** What is to be fetched of a run: rows beyond a key, in its order or against it. */
export interface Ask {
  beyond: Key | undefined;
  backward: boolean;
  limit: number;
}

/** Rows in one order. A list may be several runs, one after the other. */
export interface Run<Row> {
  fetch(ask: Ask): Promise<Row[]>;
  keyOf(row: Row): Key;
}

/** One page of a list. The work depends on the page alone, wherever in the list it is. Refuses `malformed` for a cursor that is none. */
export async function pageOf<Row>(runs: Run<Row>[], turn: Turn): Promise<Page<Row>> {
  const backward = turn.before !== undefined || turn.last === true;
  const from = decode(turn.before ?? turn.after);
  const found = await collect(runs, { backward, from, limit: turn.limit + 1 });
  const more = found.length > turn.limit;
  const shown = found.slice(0, turn.limit);
  if (backward) shown.reverse();
  return {
    rows: shown.map(({ row }) => row),
    cursors: shown.map(({ cursor }) => cursor),
    previous: (backward ? more : from !== undefined) ? shown.at(0)?.cursor : undefined,
    next: (backward ? turn.before !== undefined : more) ? shown.at(-1)?.cursor : undefined,
  };
}

interface Place {
  run: number;
  key: Key;
}

interface Found<Row> {
  row: Row;
  cursor: string;
}

async function collect<Row>(
  runs: Run<Row>[],
  { backward, from, limit }: { backward: boolean; from: Place | undefined; limit: number },
): Promise<Found<Row>[]> {
  const found: Found<Row>[] = [];
  const ahead = runs.map((run, index) => ({ run, index })).filter(({ index }) => isAhead(index, from, backward));
  for (const { run, index } of backward ? ahead.reverse() : ahead) {
    const beyond = index === from?.run ? from.key : undefined;
    const rows = await run.fetch({ beyond, backward, limit: limit - found.length });
    found.push(...rows.map((row) => ({ row, cursor: encode({ run: index, key: run.keyOf(row) }) })));
    if (found.length >= limit) break;
  }
  return found;
}

function isAhead(index: number, from: Place | undefined, backward: boolean): boolean {
  if (!from) return true;
  return backward ? index <= from.run : index >= from.run;
}

function encode({ run, key }: Place): string {
  return Buffer.from(JSON.stringify([run, ...key])).toString('base64url');
}

function decode(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [run, ...key]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (typeof run === 'number' && key.every((part) => typeof part === 'string' || typeof part === 'number'))
      return { run, key: key as Key };
  } catch {
    // It is none of ours.
  }
  throw new Refusal('malformed', { field: 'cursor' });
}

/** Orders a query by terms that no row lacks, the last of them unique, and takes what was asked for. */
export function inOrder<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  by: { terms: RawBuilder<unknown>[]; descending: boolean },
  { beyond, backward, limit }: Ask,
): SelectQueryBuilder<DB, TB, O> {
  const down = by.descending !== backward;
  const ordered = by.terms.reduce((sorted, term) => sorted.orderBy(term, down ? 'desc' : 'asc'), query.limit(limit));
  if (!beyond) return ordered;
  if (beyond.length !== by.terms.length) throw new Refusal('malformed', { field: 'cursor' });
  const [here, there] = [sql.join(by.terms), sql.join(beyond)];
  return ordered.where(down ? sql<boolean>`(${here}) < (${there})` : sql<boolean>`(${here}) > (${there})`);
}

/** What was fetched of several runs by the same ask, the newest first, as of one run: each row once. */
export async function newestOf<Row extends { id: string }>(
  runs: Promise<Row[]>[],
  { backward, limit }: Ask,
): Promise<Row[]> {
  const found = new Map((await Promise.all(runs)).flat().map((row) => [row.id, row]));
  const sign = backward ? 1 : -1;
  return [...found.values()].sort((one, other) => (one.id < other.id ? -sign : sign)).slice(0, limit);
}

/** How many rows a query has, counted no further than `most`: what a page costs must not grow with them. */
export async function countUpTo<DB, TB extends keyof DB, O>(
  db: Reader,
  query: SelectQueryBuilder<DB, TB, O>,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${query.select(sql`1`.as('one')).limit(most)}) as found`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
