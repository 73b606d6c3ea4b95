import type { Tx } from '../database/index.ts';
import { hasFactor } from './has-factor.ts';
import { deleteDevices, replaceRecoveryCodes } from './store.ts';

/** Without a factor there is nothing to recover and nothing to be remembered for. */
export async function forgetLoneCodes(tx: Tx, userId: string): Promise<void> {
  if (await hasFactor(tx, userId)) return;
  await replaceRecoveryCodes(tx, userId, []);
  await deleteDevices(tx, { userId });
}
