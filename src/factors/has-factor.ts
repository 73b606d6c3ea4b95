import type { Reader, Tx } from '../database/index.ts';
import { passkeysOf, totpOf } from './store.ts';

/** Whether a user has a second factor that counts. */
export async function hasFactor(db: Reader | Tx, userId: string): Promise<boolean> {
  const totp = await totpOf(db, userId);
  if (totp && totp.confirmed_at !== null) return true;
  return (await passkeysOf(db, userId)).length > 0;
}
