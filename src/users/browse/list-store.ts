import { type RawBuilder, type Selectable, sql } from 'kysely';
import { type Ask, inOrder, type Reader, type Run, type Schema } from '../../database/index.ts';
import { phrases, startsAs } from './search.ts';

export type UserRow = Selectable<Schema['users']>;

/** How many fulfil all conditions, counted up to `most`. */
export async function countWhere(db: Reader, where: RawBuilder<boolean>[], most: number): Promise<number> {
  const some = where
    .reduce((query, one) => query.where(one), db.selectFrom('users').select(sql`1`.as('one')))
    .limit(most);
  const { count } = await db
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export function isAmong(ids: string[]): RawBuilder<boolean> {
  return ids.length === 0 ? sql`1 = 0` : sql`users.id in (${sql.join(ids)})`;
}

export type SortKey = 'name' | 'login' | 'last_sign_in' | 'last_reset' | 'created';

/** By what the indexes are sorted. No row lacks any of them. */
const orders: Record<
  SortKey,
  { text?: RawBuilder<unknown>; time?: RawBuilder<unknown>; of(row: UserRow): string | number }
> = {
  name: { text: sql.ref('name_sort'), of: (row) => row.name_sort },
  login: { text: sql.ref('login_folded'), of: (row) => row.login_folded },
  last_sign_in: { time: sql`coalesce(last_sign_in_at, 0)`, of: (row) => row.last_sign_in_at ?? 0 },
  last_reset: { time: sql`coalesce(last_reset_at, 0)`, of: (row) => row.last_reset_at ?? 0 },
  created: { time: sql.ref('created_at'), of: (row) => row.created_at },
};

interface Sorted {
  where: RawBuilder<boolean>[];
  sort: { key: SortKey; descending: boolean };
  /** Whether to walk along the index of the order; else the rows are found first, and sorted. */
  walk: boolean;
}

/** Users in one order. */
export function sortedRun(db: Reader, { where, sort, walk }: Sorted): Run<UserRow> {
  const { text, time, of } = orders[sort.key];
  const first = walk ? (text ?? time) : text ? sql`(${text} || '')` : sql`(${time} + 0)`;
  const terms = [first ?? sql`''`, sql.ref('users.id')];
  return {
    fetch: (ask) => inOrder(select(db, where), { terms, descending: sort.descending }, ask).execute(),
    keyOf: (row) => [of(row), row.id],
  };
}

function select(db: Reader, where: RawBuilder<boolean>[]) {
  return where.reduce((query, one) => query.where(one), db.selectFrom('users').selectAll('users'));
}

/** Those whose column begins with a term, in the order of that column. */
export function beginningRun(
  db: Reader,
  column: 'name_sort' | 'login_folded' | 'email_folded',
  term: string,
  where: RawBuilder<boolean>[],
): Run<UserRow> {
  const terms = [sql.ref(column), sql.ref('users.id')];
  return {
    fetch: (ask) =>
      inOrder(select(db, [startsAs(column, term), ...where]), { terms, descending: false }, ask).execute(),
    keyOf: (row) => [row[column] ?? '', row.id],
  };
}

/** Whoever fulfils the conditions, in the order in which they came. */
export function arrivalRun(db: Reader, where: RawBuilder<boolean>[]): Run<UserRow> {
  const terms = [sql.ref('users.id')];
  return {
    fetch: (ask) => inOrder(select(db, where), { terms, descending: false }, ask).execute(),
    keyOf: (row) => [row.id],
  };
}

/** Users whom SQLite's index of pieces of three characters finds, one after the other; they come in the order of arrival. */
function pieces(terms: string[], where: RawBuilder<boolean>[]) {
  return sql`user_search_index as piece
    cross join user_search on user_search.number = piece.rowid
    cross join users on users.id = user_search.user_id
    where piece.user_search_index match ${phrases(terms)}
    and ${where.length > 0 ? sql.join(where, sql` and `) : sql`true`}`;
}

/** How many of them there are, counted up to `most`. */
export async function countPieces(
  db: Reader,
  terms: string[],
  { where, most }: { where: RawBuilder<boolean>[]; most: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from ${pieces(terms, where)} limit ${most})`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The numbers of all of them, up to `most`, asked of the index alone. */
export async function numbersOfPieces(db: Reader, terms: string[], most: number): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select rowid as number from user_search_index
    where user_search_index match ${phrases(terms)} limit ${most}`.execute(db);
  return rows.map(({ number }) => number);
}

/** The users with these numbers. */
export function isNumbered(numbers: number[]): RawBuilder<boolean> {
  return sql`users.id in (select user_id from user_search where number in
    (select value from json_each(${JSON.stringify(numbers)})))`;
}

export function piecesRun(
  db: Reader,
  terms: string[],
  where: RawBuilder<boolean>[],
): Run<UserRow & { number?: number }> {
  return {
    fetch: async ({ beyond, backward, limit }: Ask) => {
      const from = backward ? sql<boolean>`piece.rowid < ${beyond?.[0]}` : sql<boolean>`piece.rowid > ${beyond?.[0]}`;
      const { rows } = await sql<UserRow & { number: number }>`
        select users.*, piece.rowid as number from ${pieces(terms, beyond ? [from, ...where] : where)}
        order by piece.rowid ${backward ? sql`desc` : sql`asc`} limit ${limit}`.execute(db);
      return rows;
    },
    keyOf: ({ number = 0 }) => [number],
  };
}
