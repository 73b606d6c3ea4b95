import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Caller, type Clock, Refusal } from '../kernel/index.ts';
import type { UserFollower } from './index.ts';
import { addUp, nothingEnded } from './replace-password.ts';
import { archiveUnlessLast, holdWithPeers } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  audit: Audit;
  followers: readonly UserFollower[];
}

/** Shuts a user out, at once and everywhere. Archiving somebody who is archived already does nothing. */
export function createArchive({ database, clock, audit, followers }: Parts) {
  return (caller: Caller, userId: string): Promise<void> =>
    database.write(async (tx) => {
      const user = await holdWithPeers(tx, userId);
      const refused = await audit.demand(tx, caller, 'users.archive', user);
      if (refused) return refused;
      if (!user) return new Refusal('not_found', {});
      if (user.state === 'archived') return undefined;
      const subject = { kind: 'user', id: user.id, label: user.login } as const;
      if (!(await archiveUnlessLast(tx, userId, clock.now()))) {
        await audit.record(tx, caller, { event: 'user.archived', subject, outcome: 'last_settings_user' });
        return new Refusal('last_settings_user', {});
      }
      const ended = nothingEnded();
      for (const follower of followers) addUp(ended, await follower.archived?.(tx, user, caller));
      await audit.record(tx, caller, { event: 'user.archived', subject, details: { ...ended } });
      return undefined;
    });
}
