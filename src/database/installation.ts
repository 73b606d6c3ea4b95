import type { Reader } from './index.ts';

/** What a database says of itself: `evaluation` (mark), `secret` (fingerprint), `base_url` (last served). */
export type InstallationKey = 'evaluation' | 'secret' | 'base_url' | 'mail_url';

export async function installationValue(db: Reader, key: InstallationKey): Promise<string | undefined> {
  const row = await db.selectFrom('installation').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

export async function setInstallationValue(db: Reader, key: InstallationKey, value: string): Promise<void> {
  await db
    .insertInto('installation')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
