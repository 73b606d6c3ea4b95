import type { Tx } from '../database/index.ts';
import { type Caller, isStaff, rank } from '../kernel/index.ts';
import type { Ended, User } from '../users/index.ts';
import { askedAs, newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';

/**
 * Staff rise as whoever reads their mailbox. Where other staff gave that mailbox to an account which somebody had already,
 * and nobody has shown since that both are the same person, the password ends, second factors open nothing, and a link goes
 * to the mailbox: whoever was in the account before must not be in it with the powers of staff.
 */
export async function beginAnew(
  tx: Tx,
  parts: Parts,
  { user, before, caller }: { user: User; before: User; caller: Caller },
): Promise<Partial<Ended>> {
  const { users, factors, settings } = parts;
  if (!isStaff(user.role) || rank(user.role) <= rank(before.role)) return {};
  if (!(await users.emailGiven(tx, user.id))) return {};
  await factors.disown(tx, caller, user, { since: 0 });
  const ended = await users.replacePassword(tx, { user, by: 'void', caller });
  if (!reachable(user) || user.state === 'archived') return ended;
  const { link_life: life } = await settings.read(tx);
  const source = askedAs(caller);
  await newReset(tx, parts, caller, { purpose: 'reset', source, user, life, outcome: 'send', reason: 'send' });
  return ended;
}
