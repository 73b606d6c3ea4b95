import type { Insertable } from 'kysely';
import { deleteOutlived, type Schema, type Tx } from '../database/index.ts';
import { isGood } from '../kernel/index.ts';

export async function insertCode(tx: Tx, row: Insertable<Schema['identity_codes']>): Promise<void> {
  await tx.insertInto('identity_codes').values(row).execute();
}

/** Counts a try against each code of a user that still holds, and answers their digests: those with tries left. */
export async function tryCodes(
  tx: Tx,
  userId: string,
  { now, life, most }: { now: number; life: number; most: number },
): Promise<string[]> {
  const rows = await tx
    .updateTable('identity_codes')
    .set((set) => ({ tries: set('tries', '+', 1) }))
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('tries', '<', most)
    .returning(['digest', 'expires_at'])
    .execute();
  return rows.filter(({ expires_at: ends }) => isGood({ made: ends - life, ends }, now)).map(({ digest }) => digest);
}

export async function deleteCodes(tx: Tx, which: { userId: string } | 'all'): Promise<void> {
  const all = tx.deleteFrom('identity_codes');
  await (which === 'all' ? all : all.where('user_id', '=', which.userId)).execute();
}

export const deleteEndedCodes = deleteOutlived({ table: 'identity_codes', key: ['id'], time: 'expires_at' });
