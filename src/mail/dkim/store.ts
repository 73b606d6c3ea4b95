import type { Selectable } from 'kysely';
import { type Reader, replaceSealedIn, type Schema, type Tx } from '../../database/index.ts';

export type KeyRow = Selectable<Schema['dkim_keys']>;

export async function allKeys(db: Reader | Tx): Promise<KeyRow[]> {
  return db.selectFrom('dkim_keys').selectAll().orderBy('domain').orderBy('id').execute();
}

export async function signingKeys(db: Reader): Promise<KeyRow[]> {
  return db.selectFrom('dkim_keys').selectAll().where('state', '=', 'signing').execute();
}

export async function keyById(db: Reader | Tx, id: string): Promise<KeyRow | undefined> {
  return db.selectFrom('dkim_keys').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Nothing if the domain has a key of this name already. */
export async function insertKey(tx: Tx, row: KeyRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('dkim_keys')
    .values(row)
    .onConflict((conflict) => conflict.columns(['domain', 'selector']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** One key signs for a domain; the others of that domain rest. */
export async function setSigning(tx: Tx, { id, domain }: Pick<KeyRow, 'id' | 'domain'>): Promise<void> {
  await tx.updateTable('dkim_keys').set({ state: 'prepared' }).where('domain', '=', domain).execute();
  await tx.updateTable('dkim_keys').set({ state: 'signing' }).where('id', '=', id).execute();
}

export async function deleteKey(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('dkim_keys').where('id', '=', id).execute();
}

export async function keysAfter(tx: Tx, after: string, limit: number): Promise<KeyRow[]> {
  return tx.selectFrom('dkim_keys').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
}

export const replaceSealedKey = replaceSealedIn({ table: 'dkim_keys', column: 'private_key_sealed', key: 'id' });
