import type { Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import type { Parts } from './parts.ts';
import { goingResets, killLinks, updateReset } from './store.ts';

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
  const others = (await goingResets(tx, userId)).filter(({ outcome }) => outcome !== 'drop');
  const until = others.map(({ expires_at }) => expires_at).toSorted((one, other) => one - other);
  await users.noteReset(tx, userId, { until: until.at(-1) });
  return links;
}
