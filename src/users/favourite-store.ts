import type { Insertable } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';
import type { KeptSearch } from './index.ts';

/** More than anybody can look through. */
const mostShown = 50;

export async function insertFavourite(tx: Tx, row: Insertable<Schema['favourites']>): Promise<void> {
  await tx.insertInto('favourites').values(row).execute();
}

/** One's own first, and then those that somebody shares: these crowd out none of one's own. */
export async function favouritesFor(
  db: Reader,
  list: string,
  { ownerId, others }: { ownerId: string; others: boolean },
): Promise<KeptSearch[]> {
  const rows = await db
    .selectFrom('favourites')
    .selectAll()
    .where('list', '=', list)
    .where((where) => where.or([where('owner_id', '=', ownerId), where('shared', '=', 1)]))
    .orderBy((order) => order.case().when('owner_id', '=', ownerId).then(0).else(1).end())
    .orderBy('name')
    .orderBy('id')
    .limit(mostShown)
    .execute();
  return rows.map(({ id, name, query, shared, owner_id }) => ({
    id,
    name,
    query,
    shared: shared === 1,
    removable: owner_id === ownerId || others,
  }));
}

export async function countFavouritesOf(tx: Tx, ownerId: string): Promise<number> {
  const { favourites } = await tx
    .selectFrom('favourites')
    .select((select) => select.fn.countAll<number>().as('favourites'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return Number(favourites);
}

/** One's own, or with `others` also what somebody else shares. */
export async function deleteFavourite(
  tx: Tx,
  id: string,
  { ownerId, others }: { ownerId: string; others: boolean },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('favourites')
    .where('id', '=', id)
    .where((where) => where.or([where('owner_id', '=', ownerId), ...(others ? [where('shared', '=', 1)] : [])]))
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
