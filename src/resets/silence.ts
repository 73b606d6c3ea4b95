import type { Reader, Tx } from '../database/index.ts';
import { isSameEmail } from '../kernel/index.ts';
import { lastSecuredAt, type User } from '../users/index.ts';
import { earlierAddress } from './earlier-address.ts';
import type { LinkRow } from './link-store.ts';

/**
 * Why a button "this was not me" no longer takes an account back. It speaks for the mailbox that it was sent to: where nothing
 * leads back there, because staff gave another address or the account came back from it, it speaks for nobody (`elsewhere`).
 *
 * Whoever took the account back, or set a password by a link from the mailbox (`secured`), has no use for the buttons of
 * earlier letters, with which somebody who saw the mailbox once would void every password to come. A mailbox that the account
 * had left before keeps its own: the link went elsewhere, and they are all that it has.
 */
export async function silenceOf(
  db: Reader | Tx,
  user: User,
  { sent_to: sentTo }: Pick<LinkRow, 'sent_to'>,
  { at, now }: { at: number; now: number },
): Promise<'elsewhere' | 'secured' | undefined> {
  const { email, leftAt } = await earlierAddress(db, user, at);
  if (sentTo !== null && email !== undefined && !isSameEmail(sentTo, email)) return 'elsewhere';
  const securedAt = lastSecuredAt(user, now) ?? 0;
  const isOver = at < securedAt && (leftAt === undefined || leftAt >= securedAt);
  return isOver ? 'secured' : undefined;
}
