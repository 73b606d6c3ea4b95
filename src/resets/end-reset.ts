import type { Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import { noteLinkUntil } from './note-link-until.ts';
import type { Parts } from './parts.ts';
import { killLinks, updateReset } from './store.ts';

/**
 * Ends one reset that still goes on: its links die, its waiting letter is withdrawn, and its user holds a link only for as
 * long as another one goes on. Answers how many links were still good.
 */
export async function endReset(
  tx: Tx,
  { clock, mail, users }: Pick<Parts, 'clock' | 'mail' | 'users'>,
  { id: userId }: User,
  resetId: string,
): Promise<number> {
  const at = clock.now();
  const links = await killLinks(tx, { resetId }, { because: 'cancelled', at });
  await mail.withdraw(tx, { about: resetId }, 'cancelled');
  await updateReset(tx, resetId, { state: 'cancelled', ended_at: at });
  await noteLinkUntil(tx, { users, mail }, userId);
  return links;
}
