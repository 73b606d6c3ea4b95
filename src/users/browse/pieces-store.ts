import { type RawBuilder, sql } from 'kysely';
import type { Ask, Reader, Run } from '../../database/index.ts';
import type { UserRow } from './list-store.ts';

/*
 * SQLite's index of pieces of three characters. It finds rows of `user_search` by number; these tell what a user is
 * narrowed to and sorted by, too, so that nobody has to be fetched who is not shown.
 */

/** What is asked of the index. */
export interface Pieces {
  /** Each is contained; all have three characters or more. */
  terms: string[];
  /** What a row of `user_search` has to fulfil. */
  early: RawBuilder<boolean>[];
  /** What only the user's own row tells. */
  late: RawBuilder<boolean>[];
}

/** Whether a row of `user_search` is of one of these buckets. */
export function isInBucket(buckets: string[]): RawBuilder<boolean> {
  return buckets.length === 0 ? sql`1 = 0` : sql`user_search.user_bucket in (${sql.join(buckets)})`;
}

/** A list of them in JSON, which goes from statement to statement as it is. */
export type Numbers = string;

/** The numbers of those who contain the terms and are not turned away early, and how many they are; both up to `most`. */
export async function numbersOfPieces(
  db: Reader,
  { terms, early }: Pieces,
  most: number,
): Promise<{ count: number; numbers: Numbers }> {
  const { rows } = await sql<{ count: number; numbers: Numbers }>`
    select count(*) as count, json_group_array(number) as numbers
    from (select piece.rowid as number from ${found({ terms, early, late: [] }, false)} limit ${most})`.execute(db);
  return rows[0] ?? { count: 0, numbers: '[]' };
}

/** The users with these numbers. */
export function isNumbered(numbers: Numbers): RawBuilder<boolean> {
  return sql`users.id in (select user_id from user_search where ${isOneOf(numbers)})`;
}

/** The same users by name: only those that are shown are fetched. */
export function numberedRun(
  db: Reader,
  { numbers, descending }: { numbers: Numbers; descending: boolean },
): Run<UserRow> {
  return {
    fetch: async ({ beyond, backward, limit }: Ask) => {
      const down = descending !== backward;
      const [way, past] = down ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
      const begin = beyond ? sql`and (user_name, user_id) ${past} (${sql.join(beyond)})` : sql``;
      const { rows } = await sql<UserRow>`
        select users.* from (select user_id, user_name from user_search where ${isOneOf(numbers)} ${begin}
          order by user_name ${way}, user_id ${way} limit ${limit}) as found
        join users on users.id = found.user_id
        order by found.user_name ${way}, found.user_id ${way}`.execute(db);
      return rows;
    },
    keyOf: (row) => [row.name_sort, row.id],
  };
}

function isOneOf(numbers: Numbers): RawBuilder<boolean> {
  return sql`number in (select value from json_each(${numbers}))`;
}

/** How many there are, counted up to `most`. */
export async function countPieces(db: Reader, pieces: Pieces, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from ${found(pieces, pieces.late.length > 0)} limit ${most})`.execute(db);
  return rows[0]?.count ?? 0;
}

/** All of them, in the order in which they came. */
export function piecesRun(db: Reader, pieces: Pieces): Run<UserRow & { number?: number }> {
  return {
    fetch: async ({ beyond, backward, limit }: Ask) => {
      const from = backward ? sql<boolean>`piece.rowid < ${beyond?.[0]}` : sql<boolean>`piece.rowid > ${beyond?.[0]}`;
      const asked = { ...pieces, early: beyond ? [from, ...pieces.early] : pieces.early };
      const { rows } = await sql<UserRow & { number: number }>`
        select users.*, piece.rowid as number from ${found(asked, true)}
        order by piece.rowid ${backward ? sql`desc` : sql`asc`} limit ${limit}`.execute(db);
      return rows;
    },
    keyOf: ({ number = 0 }) => [number],
  };
}

/** Rows of the index one after the other, and what of each is asked about. */
function found({ terms, early, late }: Pieces, withUsers: boolean): RawBuilder<unknown> {
  const where = [...early, ...late].map((one) => sql` and ${one}`);
  const withTexts = withUsers || early.length > 0;
  return sql`user_search_index as piece
    ${withTexts ? sql`cross join user_search on user_search.number = piece.rowid` : sql``}
    ${withUsers ? sql`cross join users on users.id = user_search.user_id` : sql``}
    where piece.user_search_index match ${phrases(terms)}${sql.join(where, sql``)}`;
}

/** Asked for as they stand, not as an expression of their own. */
function phrases(terms: string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND ');
}
