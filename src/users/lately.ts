import type { Tx } from '../database/index.ts';
import { type Clock, day } from '../kernel/index.ts';
import type { User } from './index.ts';
import { emailTimes } from './store.ts';

/** For so long an email is new to whoever has to approve somebody by it. */
const lately = 7 * day;

/**
 * Whoever is to be an administrator is approved as whom letters reach: it is told when those have gone elsewhere lately, or
 * one person could change the email first and ask for the role then.
 */
export async function emailChangedLately(
  tx: Tx,
  { clock }: { clock: Clock },
  { id }: User,
): Promise<{ email_changed_at?: string }> {
  const { changedAt: at } = await emailTimes(tx, id);
  return at === undefined || at < clock.now() - lately ? {} : { email_changed_at: new Date(at).toISOString() };
}
