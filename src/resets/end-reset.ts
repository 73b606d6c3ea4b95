import type { Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { deleteCodes } from './identity-code-store.ts';
import { goesOn } from './life.ts';
import { killLinks } from './link-store.ts';
import { noteLinkUntil } from './note-link-until.ts';
import type { Parts } from './parts.ts';
import { goingResets, updateReset } from './store.ts';

/** Letters that hold what opens something; those that tell or ask an administrator go all the same. */
const opening = ['reset', 'invitation', 'identity_code', 'confirm_email'];

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

/** Links and mailed codes die, letters that wait are withdrawn, and the timeline of each reset that was still going says why. */
export async function endResets(
  tx: Tx,
  { clock, mail, audit, users }: Parts,
  { user, caller, because }: { user: User; caller: Caller; because: string },
): Promise<number> {
  const at = clock.now();
  const links = await killLinks(tx, { userId: user.id, purpose: 'reset' }, { because, at });
  await deleteCodes(tx, { userId: user.id });
  await mail.withdraw(tx, { userId: user.id, kinds: opening }, because);
  for (const reset of (await goingResets(tx, user.id)).filter((one) => goesOn(one, at))) {
    await updateReset(tx, reset.id, { state: 'cancelled', ended_at: at });
    await audit.record(tx, caller, { event: 'reset.cancelled', resetId: reset.id, details: { because } });
  }
  await users.noteReset(tx, user.id, { until: undefined });
  return links;
}
