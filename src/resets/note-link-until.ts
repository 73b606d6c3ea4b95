import type { Tx } from '../database/index.ts';
import type { Parts } from './parts.ts';
import { goingResets } from './store.ts';

/**
 * Until when a user may hold a link: as long as a reset goes on whose link was printed, or whose letter may arrive. One that
 * was refused for good, or came back, brought nobody anything.
 */
export async function noteLinkUntil(
  tx: Tx,
  { users, mail }: Pick<Parts, 'users' | 'mail'>,
  userId: string,
): Promise<void> {
  const going = await goingResets(tx, userId);
  const mailed = going.filter(({ outcome }) => outcome === 'send').map(({ id }) => id);
  const arriving = await mail.mayArrive(tx, mailed);
  const held = going.filter(({ id, outcome }) => outcome === 'print' || arriving.has(id));
  const until = held.map(({ expires_at }) => expires_at).toSorted((one, other) => one - other);
  await users.noteReset(tx, userId, { until: until.at(-1) });
}
