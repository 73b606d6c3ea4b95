import type { Tx } from '../database/index.ts';
import { hasFactor } from './has-factor.ts';
import { deleteDevices, replaceRecoveryCodes } from './store.ts';
import { recoveryCodes, type UsedFactor } from './used.ts';

/** Without a factor there is nothing to recover and nothing to be remembered for. Answers what goes. */
export async function forgetLoneCodes(tx: Tx, userId: string): Promise<UsedFactor[]> {
  if (await hasFactor(tx, userId)) return [];
  await replaceRecoveryCodes(tx, userId, []);
  await deleteDevices(tx, { userId });
  return [recoveryCodes];
}
