import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';

/** A letter to every administrator who may decide and whom one can reach; nobody approves their own. */
export function createTellApprovalAsked({ users, mail }: Parts): Resets['tellApprovalAsked'] {
  return async (tx, { id: approval, askedBy, expiresAt }) => {
    const others = (await users.administrators(tx)).filter(({ id }) => id !== askedBy.id);
    for (const { id, name, email = '' } of others) {
      await mail.enqueue(tx, {
        kind: 'approval_asked',
        to: { name, address: email },
        // Not the queue's `userId`: a second request must not replace the letter about the first.
        data: { administrator: id, approval },
        expiresAt,
      });
    }
  };
}
