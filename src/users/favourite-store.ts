import type { Insertable } from 'kysely';
import type { Reader, Schema, Tx } from '../database/index.ts';
import type { KeptSearch } from './index.ts';

/** More than anybody can look through. */
const mostShown = 50;

export async function insertFavourite(tx: Tx, row: Insertable<Schema['favourites']>): Promise<void> {
  await tx.insertInto('favourites').values(row).execute();
}

/** One's own, and those that somebody shares. */
export async function favouritesFor(db: Reader, list: string, ownerId: string): Promise<KeptSearch[]> {
  const rows = await db
    .selectFrom('favourites')
    .selectAll()
    .where('list', '=', list)
    .where((where) => where.or([where('owner_id', '=', ownerId), where('shared', '=', 1)]))
    .orderBy('name')
    .orderBy('id')
    .limit(mostShown)
    .execute();
  return rows.map(({ id, name, query, shared, owner_id }) => ({
    id,
    name,
    query,
    shared: shared === 1,
    mine: owner_id === ownerId,
  }));
}

export async function deleteFavourite(tx: Tx, id: string, ownerId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('favourites')
    .where('id', '=', id)
    .where('owner_id', '=', ownerId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
