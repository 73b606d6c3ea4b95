import type { Tx } from '../database/index.ts';
import { day, hour } from '../kernel/index.ts';
import type { Message } from '../mail/index.ts';
import type { Parts } from './parts.ts';

/**
 * Tells every administrator that letters come back: a flood of them is one letter an hour. One that tells of it and
 * comes back itself is not told, or there would be no end.
 */
export async function tellBounced(tx: Tx, { users, mail, clock }: Parts, bounced: Message): Promise<void> {
  if (bounced.kind === 'bounces') return;
  for (const { id, name, email = '' } of await users.administrators(tx)) {
    const expiresAt = clock.now() + 3 * day;
    await mail.digest(tx, { kind: 'bounces', userId: id, to: { name, address: email }, expiresAt }, { every: hour });
  }
}
