import type { Reader, Tx } from '../database/index.ts';
import type { FormerPasswords } from '../passwords/index.ts';

export async function hashOf(
  db: Reader | Tx,
  userId: string,
): Promise<{ hash: string; changedAt: number; policy: string } | undefined> {
  const row = await db.selectFrom('passwords').selectAll().where('user_id', '=', userId).executeTakeFirst();
  return row && { hash: row.hash, changedAt: row.changed_at, policy: row.policy };
}

/**
 * The hashes of a user's last passwords, the present one first, and how many of them are remembered: none (0) where there is but
 * the one that was made void.
 */
export async function formerPasswords(db: Reader | Tx, userId: string, remembered: number): Promise<FormerPasswords> {
  const present = await hashOf(db, userId);
  const last = present ? remembered : Math.max(remembered, 1);
  if (last === 0) return { hashes: [], last };
  const former = await db
    .selectFrom('former_passwords')
    .select('hash')
    .where('user_id', '=', userId)
    .orderBy('ended_at', 'desc')
    .limit(last)
    .execute();
  const hashes = [...(present ? [present.hash] : []), ...former.map(({ hash }) => hash)].slice(0, last);
  return { hashes, last: present || hashes.length > 1 ? last : 0 };
}

/** The present password becomes a former one; of those the newest `last` are kept. */
export async function retireHash(tx: Tx, userId: string, { at, last }: { at: number; last: number }): Promise<void> {
  const present = await hashOf(tx, userId);
  if (present && last > 0) {
    const row = { user_id: userId, ended_at: at, hash: present.hash };
    await tx
      .insertInto('former_passwords')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const kept = tx
    .selectFrom('former_passwords')
    .select('ended_at')
    .where('user_id', '=', userId)
    .orderBy('ended_at', 'desc')
    .limit(last);
  await tx.deleteFrom('former_passwords').where('user_id', '=', userId).where('ended_at', 'not in', kept).execute();
}

export async function writeHash(
  tx: Tx,
  change: { userId: string; hash: string | undefined; policy: string; at: number },
): Promise<void> {
  if (change.hash === undefined) {
    await tx.deleteFrom('passwords').where('user_id', '=', change.userId).execute();
    return;
  }
  const row = { hash: change.hash, changed_at: change.at, policy: change.policy };
  await tx
    .insertInto('passwords')
    .values({ user_id: change.userId, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute();
}

/** A hash of the same password under stronger parameters: not a change of the password. */
export async function rehash(tx: Tx, userId: string, from: string, to: string): Promise<void> {
  await tx.updateTable('passwords').set({ hash: to }).where('user_id', '=', userId).where('hash', '=', from).execute();
}
