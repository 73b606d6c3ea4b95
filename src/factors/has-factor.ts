import type { Reader, Tx } from '../database/index.ts';
import { confirmedTotpOf, passkeysOf } from './store.ts';

/** Whether a user has a second factor that counts. */
export async function hasFactor(db: Reader | Tx, userId: string): Promise<boolean> {
  if (await confirmedTotpOf(db, userId)) return true;
  return (await passkeysOf(db, userId)).length > 0;
}
