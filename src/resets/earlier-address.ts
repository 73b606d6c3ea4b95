import type { Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import { doneEmailChanges, undoEmailChange } from './email-change-store.ts';

/**
 * Where a user was reached at a moment, followed back over every change that the account itself made since: whoever has
 * the password moves the address as often as it takes. What staff gave in between stands.
 */
export async function earlierAddress(tx: Tx, user: User, since: number): Promise<string | undefined> {
  return (await followBack(tx, user, since)).email;
}

/** The same, and those changes are undone: nothing follows them back once more. */
export async function undoChanges(tx: Tx, user: User, since: number): Promise<string | undefined> {
  const { email, ids } = await followBack(tx, user, since);
  for (const id of ids) await undoEmailChange(tx, id);
  return email;
}

async function followBack(tx: Tx, user: User, since: number) {
  let email = user.email;
  const ids: string[] = [];
  for (const change of await doneEmailChanges(tx, user.id, since)) {
    if (change.to_email !== (email ?? '') || change.from_email === null) break;
    email = change.from_email;
    ids.push(change.id);
  }
  return { email, ids };
}
