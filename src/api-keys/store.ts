import type { Selectable } from 'kysely';
import { deleteOutlived, type Reader, type Schema, type Tx } from '../database/index.ts';

export type KeyRow = Selectable<Schema['api_keys']>;

export async function insertKey(tx: Tx, row: KeyRow): Promise<void> {
  await tx.insertInto('api_keys').values(row).execute();
}

export async function keyById(db: Reader | Tx, id: string): Promise<KeyRow | undefined> {
  return db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whether it is there still. Its end waits for this transaction; a use of it does not matter. */
export async function holdKey(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.selectFrom('api_keys').select('id').where('id', '=', id).forKeyShare().executeTakeFirst();
  return row !== undefined;
}

export async function keyByDigest(db: Reader, digest: string): Promise<KeyRow | undefined> {
  return db.selectFrom('api_keys').selectAll().where('key_digest', '=', digest).executeTakeFirst();
}

/** Newest first. */
export async function pageOfKeys(
  db: Reader,
  { userId, cursor, limit }: { userId: string | undefined; cursor: string | undefined; limit: number },
): Promise<KeyRow[]> {
  let query = db.selectFrom('api_keys').selectAll().orderBy('id', 'desc').limit(limit);
  if (userId !== undefined) query = query.where('user_id', '=', userId);
  if (cursor !== undefined) query = query.where('id', '<', cursor);
  return query.execute();
}

export async function countKeysOf(tx: Tx, userId: string): Promise<number> {
  const row = await tx
    .selectFrom('api_keys')
    .select((select) => select.fn.countAll<number>().as('keys'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return row.keys;
}

export async function noteUse(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute();
}

export async function keysOf(tx: Reader | Tx, userId: string): Promise<KeyRow[]> {
  return tx.selectFrom('api_keys').selectAll().where('user_id', '=', userId).orderBy('id').execute();
}

export async function deleteKeys(tx: Tx, ids: string[]): Promise<void> {
  await tx.deleteFrom('api_keys').where('id', 'in', ids).execute();
}

/** Answers how many of them still worked. */
export async function deleteKeysOf(tx: Tx, userId: string, now: number): Promise<number> {
  const rows = await tx.deleteFrom('api_keys').where('user_id', '=', userId).returning('expires_at').execute();
  return rows.filter((row) => row.expires_at > now).length;
}

export const deleteExpired = deleteOutlived({ table: 'api_keys', key: ['id'], time: 'expires_at' });
