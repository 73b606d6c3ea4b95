import type { Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import { earlierAddress } from './earlier-address.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { notMeLife } from './warnings.ts';

/**
 * Where a user is warned, if anywhere: where letters go. Whoever is at work in an account must not keep warnings from going by
 * taking the address away: for as long as the buttons in them work they go to the one that it was.
 */
export async function warnedAt(tx: Tx, { clock }: Pick<Parts, 'clock'>, user: User): Promise<string | undefined> {
  if (user.email !== undefined) return reachable(user) ? user.email : undefined;
  const { email, leftAt = 0 } = await earlierAddress(tx, user, clock.now());
  return leftAt > clock.now() - notMeLife ? email : undefined;
}
