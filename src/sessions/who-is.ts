import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import { type Clock, isBusy, type Log, minute, tokenDigest } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Users } from '../users/index.ts';
import type { Sessions, SignedIn } from './index.ts';
import { freshUntil, isAlive, lifeOf } from './limits.ts';
import { sessionByDigest, touch } from './store.ts';

/** Milliseconds. */
const blink = 100;
/** Uses closer together than this are noted once. */
const noteEvery = minute;

interface Parts {
  database: Database;
  clock: Clock;
  log: Log;
  settings: Settings;
  users: Users;
  factors: Factors;
}

/** Judges a session afresh: alive, not idle for too long, and its user not archived. */
export function createWhoIs({ database, clock, log, settings, users, factors }: Parts): Sessions['whoIs'] {
  /** A database that is busy for longer than a blink, or refuses, holds up no page for a note. */
  const note = async (sessionId: string, at: number): Promise<void> => {
    const noted = database
      .write((tx) => touch(tx, sessionId, at))
      .catch((error: unknown) => {
        if (!isBusy(error)) log.error('session.not_noted', error);
      });
    await Promise.race([noted, delay(blink, undefined, { ref: false })]);
  };

  return async (token): Promise<SignedIn | undefined> => {
    if (!token) return undefined;
    const now = clock.now();
    const session = await sessionByDigest(database.read, tokenDigest(token));
    const user = session && (await users.byId(database.read, session.user_id));
    if (!session || !user || user.state === 'archived') return undefined;
    if (!isAlive(session, lifeOf(await settings.read(database.read), user.role), now)) return undefined;
    // Also where a clock far ahead told when it was seen last: else it were unused for none of the time until then.
    if (Math.abs(now - session.last_seen_at) >= noteEvery) await note(session.id, now);
    return {
      sessionId: session.id,
      user,
      company: await users.companyOf(database.read, user.companyId),
      resetId: session.reset_id ?? undefined,
      freshUntil: freshUntil(session, now),
      factorMissing: await factors.missing(database.read, user),
    };
  };
}
