import type { Approvals } from '../approvals/index.ts';
import type { Audit, Subject } from '../audit/index.ts';
import type { Database, Reader, Tx } from '../database/index.ts';
import { type Caller, type Clock, Refusal, sessionOf, type Target, tokenDigest } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import { asSubject, type User, type Users } from '../users/index.ts';
import type { Sessions, UserSession } from './index.ts';
import { isAlive, type Life, lifeOf } from './limits.ts';
import { deleteSessions, sessionByDigest, sessionsOf } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  approvals: Approvals;
  audit: Audit;
  settings: Settings;
  users: Users;
}

type EndingSessions = Pick<Sessions, 'signOut' | 'list' | 'end' | 'endOthers' | 'endUnproved' | 'endOpenedByGone'>;

/** A person's own sessions: to see, and to end; and those that end because second factors changed. */
export function createEnd(parts: Parts): EndingSessions {
  const { database, clock, audit, settings, users } = parts;
  return {
    signOut: (caller, token) =>
      database.write(async (tx) => {
        const session = token ? await sessionByDigest(tx, tokenDigest(token)) : undefined;
        if (!session) return;
        const ended = await deleteSessions(tx, { userId: session.user_id, id: session.id });
        if (ended.length === 0) return; // another press of the button was first
        await audit.record(tx, caller, { event: 'session.ended', subject: own(caller), details: { by: 'sign_out' } });
      }),

    async list(caller, currentId) {
      const self = actorOf(caller);
      await audit.admit(caller, 'own.sessions', self);
      const life = lifeOf(await settings.read(database.read), self.role);
      const lines = await aliveSessions(database.read, self.id, { life, now: clock.now() });
      const own = lines.map((line) => ({ ...line, current: line.id === currentId }));
      return own.sort((a, b) => Number(b.current) - Number(a.current));
    },

    end: (caller, sessionId) =>
      database.write(async (tx) => {
        const ended = await endOwn(tx, caller, { id: sessionId });
        if (ended instanceof Refusal) return ended;
        return ended === 0 ? new Refusal('not_found', {}) : undefined;
      }),

    endOthers: (caller, currentId) => database.write((tx) => endOwn(tx, caller, { except: currentId })),

    async endUnproved(tx, caller, user) {
      const except = sessionOf(caller);
      if (except === undefined) return 0; // a factor is added in a session
      return endAndTell(tx, caller, 'factor_added', { user, except });
    },

    endOpenedByGone(tx, caller, user, left) {
      const except = sessionOf(caller);
      const which = { openedByNoneOf: left, ...(except !== undefined && { except }) };
      return endAndTell(tx, caller, 'factor_gone', { user, ...which });
    },
  };

  async function endOwn(tx: Tx, caller: Caller, which: { id?: string; except?: string }): Promise<number | Refusal> {
    const user = await users.hold(tx, actorOf(caller).id);
    const refused = await audit.demand(tx, caller, 'own.sessions', user);
    if (refused || !user) return refused ?? new Refusal('not_signed_in', {});
    return endAndTell(tx, caller, 'owner', { user, ...which });
  }

  async function endAndTell(tx: Tx, caller: Caller, by: string, which: Ending): Promise<number> {
    const sessions = await endSessions(tx, parts, caller, which);
    const event = { event: 'session.ended', subject: asSubject(which.user), details: { by, sessions } } as const;
    if (sessions > 0) await audit.record(tx, caller, event);
    return sessions;
  }
}

/** Whose are ended, and which of them; all where nothing more is told. */
interface Ending {
  user: User;
  id?: string;
  except?: string;
  /** Those that second factors opened which are not among these. */
  openedByNoneOf?: readonly string[];
}

/**
 * Ends some of a user's, and withdraws what was asked for in them; answers how many they were. Where all are ended, or all but
 * one, that is also what was asked for in those that had ended by themselves: whoever was in one may be why. Withdrawn last: what
 * is asked for while they end is waited for.
 */
export async function endSessions(
  tx: Tx,
  { approvals }: Pick<Parts, 'approvals'>,
  caller: Caller,
  { user, ...which }: Ending,
): Promise<number> {
  const ended = await deleteSessions(tx, { userId: user.id, ...which });
  const isSome = which.id !== undefined || which.openedByNoneOf !== undefined;
  await approvals.withdrawAsked(tx, caller, user, isSome ? { these: ended } : { allBut: which.except });
  return ended.length;
}

/** A user's sessions that still work, the last used first. */
export async function aliveSessions(
  db: Reader,
  userId: string,
  { life, now }: { life: Life; now: number },
): Promise<UserSession[]> {
  const alive = (await sessionsOf(db, userId)).filter((row) => isAlive(row, life, now));
  const lines = alive.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    address: row.address ?? undefined,
    agent: row.agent ?? undefined,
    newBrowser: row.new_browser === 1,
  }));
  return lines.sort((a, b) => b.lastSeenAt - a.lastSeenAt);
}

function actorOf(caller: Caller): Target {
  if (caller.actor.kind !== 'user') throw new Refusal('not_signed_in', {});
  return caller.actor;
}

function own(caller: Caller): Subject {
  const { actor } = caller;
  return actor.kind === 'user'
    ? { kind: 'user', id: actor.id, label: actor.label }
    : { kind: 'session', id: undefined, label: undefined };
}
