import type { Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import type { Parts } from './parts.ts';

/** Queues the letter of a reset. It holds no link: that is drawn when the letter is composed. */
export async function enqueueLetter(
  tx: Tx,
  { mail }: Parts,
  user: User,
  reset: { id: string; purpose: 'reset' | 'invitation'; expires_at: number },
  to = user.email ?? '',
): Promise<void> {
  await mail.enqueue(tx, {
    kind: reset.purpose,
    to: { name: user.name, address: to },
    userId: user.id,
    about: reset.id,
    expiresAt: reset.expires_at,
  });
}
