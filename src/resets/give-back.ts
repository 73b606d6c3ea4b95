import type { Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { noteMove } from './earlier-address.ts';
import type { Parts } from './parts.ts';

/**
 * Gives an account that is taken back its earlier address. What became somebody's login meanwhile means them when it is typed,
 * so the account has no address then: its letters still go to the mailbox, for as long as warnings go to one that was left
 * (`warnedAt`), and its owner signs in by the login. Nothing else keeps an owner from their address.
 */
export async function giveBack(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, email }: { user: User; email: string },
): Promise<User> {
  const { users } = parts;
  const isTaken = (await users.judgeEmail(tx, user, email))?.is('email_is_login') === true;
  const owner = await users.changeEmail(tx, caller, user, { email: isTaken ? undefined : email, by: 'taken_back' });
  if (isTaken) await noteMove(tx, parts, { user, from: email, to: undefined });
  return owner;
}
