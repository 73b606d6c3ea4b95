import type { Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import { doneEmailChanges } from './email-change-store.ts';

/**
 * Where a user was reached at a moment, followed back over every change that the account itself made since: whoever has
 * the password moves the address as often as it takes. What staff gave in between stands.
 */
export async function earlierAddress(tx: Tx, user: User, since: number): Promise<string | undefined> {
  let email = user.email;
  for (const change of await doneEmailChanges(tx, user.id, since)) {
    if (change.to_email !== (email ?? '') || change.from_email === null) break;
    email = change.from_email;
  }
  return email;
}
