import type { Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import { earlierAddress } from './earlier-address.ts';
import { notMeLife } from './follower.ts';
import type { Parts } from './parts.ts';

/**
 * Whoever took the account back, or set a password by a link from the mailbox, has no use for the buttons "this was not
 * me" of earlier letters, with which somebody who saw the mailbox once would void every password to come. Where the
 * account was moved while they work, they stay good: the link went elsewhere, and they are all that its former mailbox has.
 */
export async function secureUnlessMoved(tx: Tx, { users }: Parts, user: User, at: number): Promise<void> {
  const before = await earlierAddress(tx, user, at - notMeLife);
  if (before === user.email) await users.noteSecured(tx, user.id, at);
}

/** Whether what a letter told of lies before the moment since which the account is in its owner's hands. */
export function isSecuredSince({ securedAt = 0 }: User, told: { at: number }): boolean {
  return told.at < securedAt;
}
