import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { pseudonymOf, Refusal } from '../kernel/index.ts';
import { notOneself } from './archive.ts';
import type { UserFollower, Users } from './index.ts';
import { judgePowersOf } from './judge-powers.ts';
import { deleteUnlessLast, holdWithPeers, sharersOf } from './store.ts';

interface Parts {
  database: Database;
  audit: Audit;
  followers: readonly UserFollower[];
}

/**
 * Erases a user and all that is theirs: password, sessions, resets, links, letters. The record of what happened stays as
 * it was sealed; that somebody was erased is told under a pseudonym.
 */
export function createDelete({ database, audit, followers }: Parts): Users['delete'] {
  return (caller, userId) =>
    database.write(async (tx) => {
      const user = await holdWithPeers(tx, userId, await sharersOf(tx, userId));
      const refused = (await audit.demand(tx, caller, 'users.delete', user)) ?? notOneself(caller, userId);
      if (refused) return refused;
      if (!user) return new Refusal('not_found', {});
      const narrow = judgePowersOf(user.role, caller);
      if (narrow) return narrow;
      const subject = { kind: 'user', id: user.id, label: pseudonymOf(user.id) } as const;
      if (!(await deleteUnlessLast(tx, userId))) {
        await audit.record(tx, caller, { event: 'user.deleted', subject, outcome: 'last_settings_user' });
        return new Refusal('last_settings_user', {});
      }
      for (const follower of followers) await follower.deleted?.(tx, user, caller);
      return audit.record(tx, caller, { event: 'user.deleted', subject });
    });
}
