import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import { type Caller, type Clock, isOneself, Refusal } from '../kernel/index.ts';
import { asSubject } from './as-subject.ts';
import type { UserFollower, Users } from './index.ts';
import { judgePowersOf } from './judge-powers.ts';
import { addUp, nothingEnded } from './replace-password.ts';
import { changeUnlessLast, holdWithPeers } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  audit: Audit;
  followers: readonly UserFollower[];
}

/** Shuts a user out, at once and everywhere. Archiving somebody who is archived already does nothing. */
export function createArchive(parts: Parts): Pick<Users, 'archive' | 'archiveWithin'> {
  const { database, clock, audit, followers } = parts;
  const archiveWithin = async (tx: Tx, caller: Caller, userId: string): Promise<Refusal | undefined> => {
    const user = await holdWithPeers(tx, userId);
    const refused = (await audit.demand(tx, caller, 'users.archive', user)) ?? notOneself(caller, userId);
    if (refused) return refused;
    if (!user) return new Refusal('not_found', {});
    if (user.state === 'archived') return undefined;
    const narrow = judgePowersOf(user.role, caller);
    if (narrow) return narrow;
    const subject = asSubject(user);
    const change = { state: 'archived', archived_at: clock.now(), archived_from: user.state } as const;
    if (!(await changeUnlessLast(tx, userId, change))) {
      await audit.record(tx, caller, { event: 'user.archived', subject, outcome: 'last_settings_user' });
      return new Refusal('last_settings_user', {});
    }
    const ended = nothingEnded();
    for (const follower of followers) addUp(ended, await follower.archived?.(tx, user, caller));
    await audit.record(tx, caller, { event: 'user.archived', subject, details: { ...ended } });
    return undefined;
  };
  return { archiveWithin, archive: (caller, userId) => database.write((tx) => archiveWithin(tx, caller, userId)) };
}

/** Nobody saws off the branch they sit on. */
export function notOneself(caller: Caller, userId: string): Refusal | undefined {
  return isOneself(caller, { id: userId }) ? new Refusal('own_account', {}) : undefined;
}
