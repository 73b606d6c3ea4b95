import type { Database } from './index.ts';

/**
 * Ends when a transaction that writes went through: the writer's turn came, the lock was had, the server answered and
 * takes writes. No row is changed, so nothing has to reach the disk. Refuses `busy`.
 */
export async function proveWritable(database: Database): Promise<void> {
  await database.write(async (tx) => {
    await tx
      .updateTable('installation')
      .set((row) => ({ value: row.ref('value') }))
      .where('key', '=', '')
      .execute();
  });
}
