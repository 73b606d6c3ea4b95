import type { Insertable, Selectable } from 'kysely';
import { deleteOutlived, type Schema, type Tx } from '../database/index.ts';

export async function insertOwnEdit(tx: Tx, row: Insertable<Schema['own_edits']>): Promise<void> {
  await tx.insertInto('own_edits').values(row).execute();
}

/** What a user was before the first of their edits since then. */
export async function firstOwnEdit(
  tx: Tx,
  userId: string,
  since: number,
): Promise<Selectable<Schema['own_edits']> | undefined> {
  return tx
    .selectFrom('own_edits')
    .selectAll()
    .where('user_id', '=', userId)
    .where('at', '>', since)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

export async function deleteOwnEdits(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('own_edits').where('user_id', '=', userId).execute();
}

export const deleteOldOwnEdits = deleteOutlived({ table: 'own_edits', key: ['id'], time: 'at' });
