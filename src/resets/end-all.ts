import { endEveryEmailChange } from './email-change-store.ts';
import { deleteCodes } from './identity-code-store.ts';
import type { Resets } from './index.ts';
import { killLinks } from './link-store.ts';
import type { Parts } from './parts.ts';
import { cancelEveryReset } from './store.ts';

/**
 * For a database that is not what people were told of: none of its links may open anything any more. However many they are:
 * nobody is served before.
 */
export function createEndAll({ clock, mail, users, audit }: Parts): Resets['endAll'] {
  return async (tx, caller, because) => {
    const at = clock.now();
    const links = await killLinks(tx, 'all', { because, at });
    await endEveryEmailChange(tx, at);
    await deleteCodes(tx, 'all');
    const cancelled = await cancelEveryReset(tx, at);
    await users.noteNoResets(tx);
    await audit.recordEach(
      tx,
      cancelled.map((resetId) => ({ caller, entry: { event: 'reset.cancelled', resetId, details: { because } } })),
    );
    return { links, letters: await mail.withdraw(tx, 'all', because) };
  };
}
