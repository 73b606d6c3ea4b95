import type { Reader, Tx } from '../database/index.ts';

export async function readSettings(db: Reader | Tx): Promise<Map<string, string>> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute();
  return new Map(rows.map((row) => [row.key, row.value]));
}

export async function writeSetting(
  tx: Tx,
  change: { key: string; value: string; at: number; by: string },
): Promise<void> {
  const row = { value: change.value, changed_at: change.at, changed_by: change.by };
  await tx
    .insertInto('settings')
    .values({ key: change.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}
