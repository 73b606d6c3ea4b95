import { minute, second } from '../kernel/index.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';

/** What is asked for many users at once follows one after the other. */
const pace = { every: minute, settled: 3 * second };

/**
 * A letter to every administrator who may decide and whom one can reach; nobody approves their own. What is asked for many
 * users at once, or by a program without a pause, is one letter a minute that tells of all.
 */
export function createTellApprovalAsked({ users, mail }: Parts): Resets['tellApprovalAsked'] {
  return async (tx, { askedBy, expiresAt }) => {
    const others = (await users.administrators(tx)).filter(({ id }) => id !== askedBy.id);
    for (const { id, name, email = '' } of others) {
      await mail.digest(tx, { kind: 'approval_asked', userId: id, to: { name, address: email }, expiresAt }, pace);
    }
  };
}
