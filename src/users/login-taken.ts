import { alone, type Tx } from '../database/index.ts';
import { fold } from '../kernel/index.ts';
import { usersByFoldedLogins } from './store.ts';

/** Whether somebody else than this user has a login. Of two who choose it at once the second finds the first. */
export async function isTaken(tx: Tx, login: string, userId?: string): Promise<boolean> {
  const folded = fold(login);
  await alone(tx, `login ${folded}`);
  const holder = (await usersByFoldedLogins(tx, [folded])).get(folded);
  return holder !== undefined && holder.id !== userId;
}
