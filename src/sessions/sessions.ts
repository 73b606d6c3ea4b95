import type { Approvals } from '../approvals/index.ts';
import type { Audit } from '../audit/index.ts';
import { type Database, latestKnown, type Tx } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import {
  type Caller,
  type Clock,
  isStaff,
  type Log,
  lastMade,
  type Random,
  type Secrets,
  sessionOf,
} from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Challenges, Throttle } from '../throttle/index.ts';
import { isAnotherMailbox, type User, type UserFollower, type Users } from '../users/index.ts';
import { createAccountLimit } from './account-limit.ts';
import { createChangePassword } from './change-password.ts';
import { createConfirmPassword } from './confirm-password.ts';
import { createEnd, endSessions } from './end.ts';
import { createFactorStep } from './factor-step.ts';
import type { FactorNotice, NewBrowser, Sessions } from './index.ts';
import { createKnownBrowsers } from './known-browser.ts';
import { lifeOf } from './limits.ts';
import { createOfUser } from './of-user.ts';
import { createOpen } from './open.ts';
import { provePassword, selfOf } from './prove-password.ts';
import { challengedAt, createSignIn } from './sign-in.ts';
import { createSignInWithPasskey } from './sign-in-with-passkey.ts';
import { createStillIn } from './still-in.ts';
import {
  deleteBegunAfter,
  deleteEnded,
  deleteEverySession,
  deleteSessions,
  deleteUnused,
  forgetBrowsers,
  hasFamiliarSession,
} from './store.ts';
import { createWhoIs } from './who-is.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  log: Log;
  approvals: Approvals;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  challenges: Challenges;
  users: Users;
  factors: Factors;
  passwords: Passwords;
  /** Handed over in `app.ts`: the letters. */
  newBrowser: NewBrowser;
  factorNotice: FactorNotice;
}

/** Signing in, and what a browser that has signed in holds. */
export function createSessions(parts: Parts): Sessions {
  const knownBrowsers = createKnownBrowsers(parts);
  const open = createOpen({ ...parts, knownBrowsers });
  return {
    open,
    signIn: createSignIn({ ...parts, knownBrowsers, open }),
    signInChallenge: (caller) => parts.challenges.pending(caller, challengedAt(caller)),
    signInWithPasskey: createSignInWithPasskey({ ...parts, knownBrowsers, open }),
    ...createFactorStep({ ...parts, knownBrowsers, open }),
    whoIs: createWhoIs(parts),
    stillIn: createStillIn(parts),
    ...createEnd(parts),
    ...createAccountLimit(parts),
    ...createOfUser(parts),
    confirmPassword: createConfirmPassword(parts),
    async provePassword(caller, password, event) {
      const user = await selfOf(parts, caller);
      return { user, hash: await provePassword(parts, caller, { user, password, event }) };
    },
    ...createChangePassword({ ...parts, knownBrowsers, open }),
    know: async (tx, user, mark) => (await knownBrowsers.note(tx, user.id, { mark, proved: false })).mark,
    renewBrowser: (tx, user, mark) => knownBrowsers.renew(tx, user.id, mark),
    endOfReset: async (tx, resetId) => {
      const familiar = await hasFamiliarSession(tx, resetId);
      await deleteSessions(tx, { resetId });
      return { familiar };
    },
    follower: createFollower(parts),
    endAll: deleteEverySession,
    sweep: async (piecemeal) => {
      const { clock, settings, database } = parts;
      await piecemeal((tx, most) => deleteEnded(tx, clock.now(), most));
      // Those that a clock far ahead opened: else they would come alive once their time has come.
      const ahead = lastMade(await latestKnown(database.read, clock.now()));
      await piecemeal((tx, most) => deleteBegunAfter(tx, ahead, most));
      const rules = await settings.read(database.read);
      for (const role of ['user', 'helpdesk'] as const) {
        const until = clock.now() - lifeOf(rules, role).idle;
        await piecemeal((tx, most) => deleteUnused(tx, { ofStaff: isStaff(role), until, most }));
      }
      await knownBrowsers.sweep(piecemeal);
    },
  };
}

/** Nothing that the old password opened stays open; of an account that was taken back no browser is known any more. */
function createFollower({ approvals }: Pick<Parts, 'approvals'>): UserFollower {
  const endAll = async (tx: Tx, caller: Caller, user: User) => ({
    sessions: await endSessions(tx, { approvals }, caller, { user }),
  });
  return {
    name: 'sessions',
    async passwordReplaced(tx, { user, by, caller }) {
      if (by === 'void') await forgetBrowsers(tx, user.id);
      const ended = await deleteSessions(tx, { userId: user.id });
      // Whoever changes their own goes on with what they asked for in this session; however else it is replaced, nothing does.
      if (by === 'owner') await approvals.withdrawAsked(tx, caller, user, { allBut: sessionOf(caller) });
      return { sessions: ended.length };
    },
    /** Whoever was in the account may be somebody else than the person whose mailbox staff say it is. */
    async addressChanged(tx, change) {
      if (!isAnotherMailbox(change)) return {};
      await forgetBrowsers(tx, change.user.id);
      return endAll(tx, change.caller, change.user);
    },
    /** A session that somebody else holds must not grow with its user: whoever it is signs in anew (ASVS 7.2.4). */
    roleChanged: (tx, { user, caller }) => endAll(tx, caller, user),
    archived: async (tx, user) => ({ sessions: (await deleteSessions(tx, { userId: user.id })).length }),
  };
}
