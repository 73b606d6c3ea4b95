import { type RawBuilder, sql } from 'kysely';
import type { Ask, Reader, Run } from '../../database/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { UserRow } from './list-store.ts';

/** Those that somebody is in: from each the next one is looked up, so that nobody has to be counted. */
export async function bucketsInUse(db: Reader): Promise<string[]> {
  const { rows } = await sql<{ bucket: string }>`
    with recursive used (bucket) as (
      select min(bucket) from users
      union all
      select (select min(bucket) from users where users.bucket > used.bucket) from used where used.bucket is not null)
    select bucket from used where bucket is not null`.execute(db);
  return rows.map(({ bucket }) => bucket);
}

interface Merged {
  buckets: string[];
  /** What else they have to fulfil, written so that no index is tried for it. */
  where: RawBuilder<boolean>[];
  /** What each bucket is in the order of, besides the id. */
  key: RawBuilder<unknown>;
  descending: boolean;
  keyOf(row: UserRow): string | number;
}

/** Users of several buckets in one order: the first of each, and of these the first. */
export function mergedRun(db: Reader, { buckets, where, key, descending, keyOf }: Merged): Run<UserRow> {
  return {
    fetch: async ({ beyond, backward, limit }: Ask) => {
      if (beyond && beyond.length !== 2) throw new Refusal('malformed', { field: 'cursor' });
      const down = descending !== backward;
      const [way, past] = down ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
      const begin = beyond ? [sql<boolean>`(${key}, id) ${past} (${sql.join(beyond)})`] : [];
      const rest = sql.join(
        [...begin, ...where].map((one) => sql` and ${one}`),
        sql``,
      );
      const first = (bucket: string): RawBuilder<unknown> => sql`
        select * from (select id, ${key} as place from users where bucket = ${bucket}${rest}
          order by ${key} ${way}, id ${way} limit ${limit}) as part`;
      const { rows } = await sql<UserRow>`
        select users.* from (${sql.join(buckets.map(first), sql` union all `)}
          order by place ${way}, id ${way} limit ${limit}) as found
        join users on users.id = found.id
        order by found.place ${way}, found.id ${way}`.execute(db);
      return rows;
    },
    keyOf: (row) => [keyOf(row), row.id],
  };
}
