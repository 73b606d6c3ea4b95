import type { Reader, Tx } from '../database/index.ts';

export interface StoredSetting {
  value: string;
  at: number;
  by: string;
}

export async function readSettings(db: Reader | Tx): Promise<Map<string, StoredSetting>> {
  const rows = await db.selectFrom('settings').selectAll().execute();
  return new Map(rows.map((row) => [row.key, { value: row.value, at: row.changed_at, by: row.changed_by }]));
}

export async function writeSetting(tx: Tx, key: string, { value, at, by }: StoredSetting): Promise<void> {
  const row = { value, changed_at: at, changed_by: by };
  await tx
    .insertInto('settings')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

export async function deleteSetting(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('settings').where('key', '=', key).execute();
}
