import type { Tx } from '../database/index.ts';
import { endEveryEmailChange } from './email-change-store.ts';
import { deleteCodes } from './identity-code-store.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { allGoingResets, killLinks, type ResetRow, updateReset } from './store.ts';

/** For a database that is not what people were told of: none of its links may open anything any more. */
export function createEndAll({ clock, mail, users, audit }: Parts): Resets['endAll'] {
  return async (tx, caller, because) => {
    const at = clock.now();
    const links = await killLinks(tx, 'all', { because, at });
    await endEveryEmailChange(tx, at);
    await deleteCodes(tx, 'all');
    const going = await allGoingResets(tx);
    for (const reset of going) await end(tx, reset, at);
    await audit.recordEach(
      tx,
      going.map(({ id }) => ({ caller, entry: { event: 'reset.cancelled', resetId: id, details: { because } } })),
    );
    return { links, letters: await mail.withdraw(tx, 'all', because) };
  };

  async function end(tx: Tx, { id, user_id }: ResetRow, at: number): Promise<void> {
    await updateReset(tx, id, { state: 'cancelled', ended_at: at });
    if (user_id !== null) await users.noteReset(tx, user_id, { until: undefined });
  }
}
