import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import type { Clock, Random, Secrets } from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Throttle } from '../throttle/index.ts';
import type { UserFollower, Users } from '../users/index.ts';
import { createChangePassword } from './change-password.ts';
import { createEnd } from './end.ts';
import type { Sessions } from './index.ts';
import { createKnownBrowsers } from './known-browser.ts';
import { perAccount } from './limits.ts';
import { createOpen } from './open.ts';
import { createSignIn } from './sign-in.ts';
import { deleteSessions } from './store.ts';
import { createWhoIs } from './who-is.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  users: Users;
  passwords: Passwords;
}

/** Signing in, and what a browser that has signed in holds. */
export function createSessions(parts: Parts): Sessions {
  const knownBrowsers = createKnownBrowsers(parts);
  const open = createOpen({ ...parts, knownBrowsers });
  return {
    open,
    signIn: createSignIn({ ...parts, knownBrowsers, open }),
    whoIs: createWhoIs(parts),
    ...createEnd(parts),
    ...createChangePassword({ ...parts, open }),
    endOfReset: async (tx, resetId) => {
      await deleteSessions(tx, { resetId });
    },
    follower: createFollower(parts.throttle),
    sweep: async (tx) => {
      await deleteSessions(tx, { endedBefore: parts.clock.now() });
    },
  };
}

/** A new password ends every session and every wait that wrong guesses of the old one had caused. */
function createFollower(throttle: Throttle): UserFollower {
  return {
    name: 'sessions',
    async passwordReplaced(tx, { user }) {
      await throttle.clear(tx, [{ rule: perAccount, of: user.id }]);
      return { sessions: await deleteSessions(tx, { userId: user.id }) };
    },
    async archived(tx, user) {
      return { sessions: await deleteSessions(tx, { userId: user.id }) };
    },
  };
}
