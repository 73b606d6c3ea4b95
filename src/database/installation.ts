import type { Reader, Tx } from './index.ts';

/**
 * What a database says of itself: `evaluation` marks one with demo data, `secret` are the fingerprints of what seals it,
 * `secret_before` that of the secret before, `base_url` is where it was last served, `mail_url` an evaluation's mailbox,
 * `identity` which database it was then, `restored_at` when it was last found to be a restored one, `housekeeping_time` as of
 * when things are old.
 */
export type InstallationKey =
  | 'evaluation'
  | 'secret'
  | 'secret_before'
  | 'base_url'
  | 'mail_url'
  | 'identity'
  | 'restored_at'
  | 'housekeeping_time';

export async function installationValue(db: Reader, key: InstallationKey): Promise<string | undefined> {
  const row = await db.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

export async function setInstallationValue(tx: Tx, key: InstallationKey, value: string): Promise<void> {
  await tx
    .insertInto('installation')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
