import type { Approvals } from '../approvals/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import { type Caller, type Clock, Refusal } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import { asSubject, type Users } from '../users/index.ts';
import { aliveSessions, endSessions } from './end.ts';
import type { Sessions } from './index.ts';
import { lifeOf } from './limits.ts';

interface Parts {
  database: Database;
  clock: Clock;
  approvals: Approvals;
  audit: Audit;
  settings: Settings;
  users: Users;
}

/** Somebody else's sessions, for whoever looks after them. */
export function createOfUser(parts: Parts): Pick<Sessions, 'of' | 'endOf' | 'endAllWithin'> {
  const { database, clock, audit, settings, users } = parts;
  const end = async (tx: Tx, caller: Caller, userId: string, id?: string): Promise<number | Refusal> => {
    const user = await users.holdWithActor(tx, caller, userId);
    const refused = await audit.demand(tx, caller, 'sessions.end', user);
    if (refused) return refused;
    if (!user) return new Refusal('not_found', {});
    const sessions = await endSessions(tx, parts, caller, { user, ...(id !== undefined && { id }) });
    if (id !== undefined && sessions === 0) return new Refusal('not_found', {});
    const subject = asSubject(user);
    await audit.record(tx, caller, { event: 'session.ended', subject, details: { by: 'staff', sessions } });
    return sessions;
  };

  return {
    async of(caller, userId) {
      const user = await users.byId(database.read, userId);
      await audit.admit(caller, 'sessions.read', user);
      if (!user) throw new Refusal('not_found', {});
      const life = lifeOf(await settings.read(database.read), user.role);
      return aliveSessions(database.read, userId, { life, now: clock.now() });
    },
    endOf: (caller, userId, sessionId) => database.write((tx) => end(tx, caller, userId, sessionId)),
    endAllWithin: (tx, caller, userId) => end(tx, caller, userId),
  };
}
