import { type RawBuilder, type Selectable, sql } from 'kysely';
import { type Database, inOrder, type Reader, type Run, type Schema } from '../../database/index.ts';
import { startsAs } from './search.ts';

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

/**
 * How many fulfil all conditions and have a name, login or email that begins with a term, counted up to `most`. Each
 * beginning is looked up in its own order: together, PostgreSQL would rather read everybody.
 */
export async function countBeginning(
  db: Reader,
  term: string,
  where: RawBuilder<boolean>[],
  most: number,
): Promise<number> {
  const each = (['name_sort', 'login_folded', 'email_folded'] as const).map((column) => {
    const all = sql.join([startsAs(column, term), ...where], sql` and `);
    return sql`select id from (select id from users where ${all} limit ${most}) as one`;
  });
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${sql.join(each, sql` union `)} limit ${most}) as found`.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * The same rows, found before anything else is looked at: neither engine then comes to think that it is quicker to read
 * everybody, because most values of the column are nearly everybody's.
 */
export function foundFirst(
  engine: Database['engine'],
  condition: RawBuilder<boolean>,
  most: number,
): RawBuilder<boolean> {
  return isOneOf(engine, sql`select id from users where ${condition} limit ${most}`);
}

/** PostgreSQL would join them, and look through all of them again for each row where it expects few rows. */
export function isOneOf(engine: Database['engine'], ids: RawBuilder<unknown>): RawBuilder<boolean> {
  return engine === 'postgres' ? sql`users.id = any(array(${ids}))` : sql`users.id in (${ids})`;
}

export function isAmong(ids: string[]): RawBuilder<boolean> {
  return ids.length === 0 ? sql`1 = 0` : sql`users.id in (${sql.join(ids)})`;
}

export type SortKey = 'name' | 'login' | 'last_sign_in' | 'last_reset' | 'created';

/** By what the indexes are sorted. No row lacks any of them. */
export const orders: Record<
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

/** The `place`-th of those whose name begins with a term, by name; nobody where they are fewer. */
export async function nameAt(
  db: Reader,
  term: string,
  where: RawBuilder<boolean>[],
  place: number,
): Promise<Pick<UserRow, 'name_sort' | 'id'> | undefined> {
  return where
    .reduce((query, one) => query.where(one), db.selectFrom('users').select(['name_sort', 'id']))
    .where(startsAs('name_sort', term))
    .orderBy('name_sort')
    .orderBy('id')
    .offset(place - 1)
    .limit(1)
    .executeTakeFirst();
}

/** Whoever fulfils the conditions, in the order in which they came. */
export function arrivalRun(db: Reader, where: RawBuilder<boolean>[]): Run<UserRow> {
  const terms = [sql.ref('users.id')];
  return {
    fetch: (ask) => inOrder(select(db, where), { terms, descending: false }, ask).execute(),
    keyOf: (row) => [row.id],
  };
}
