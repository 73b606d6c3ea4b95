import type { Tx } from '../database/index.ts';
import { type Clock, day } from '../kernel/index.ts';
import type { FactorsRemovedAt, User } from './index.ts';
import { emailTimes } from './store.ts';

/** For so long a change is new to whoever has to approve somebody. */
const lately = 7 * day;

interface Parts {
  clock: Clock;
  factorsRemovedAt: FactorsRemovedAt;
}

/**
 * Whoever is to be an administrator is approved as whom letters reach, and as protected as they were: it is told when letters
 * have gone elsewhere, or staff removed the second factors, lately. Else one person could do that first and ask for the role then.
 */
export async function changedLately(
  tx: Tx,
  { clock, factorsRemovedAt }: Parts,
  { id }: User,
): Promise<{ email_changed_at?: string; factors_removed_at?: string }> {
  const told = (at = 0) => (at < clock.now() - lately ? undefined : new Date(at).toISOString());
  const [moved, bare] = [told((await emailTimes(tx, id)).changedAt), told(await factorsRemovedAt(tx, id))];
  return { ...(moved && { email_changed_at: moved }), ...(bare && { factors_removed_at: bare }) };
}
