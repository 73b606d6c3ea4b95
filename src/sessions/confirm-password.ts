import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Clock, newToken, type Random, Refusal, tokenDigest } from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Throttle } from '../throttle/index.ts';
import { asSubject, type Users } from '../users/index.ts';
import type { Sessions } from './index.ts';
import { provePassword, selfOf } from './prove-password.ts';
import { renewSession, sessionByDigest } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  throttle: Throttle;
  users: Users;
  passwords: Passwords;
}

/** The same session goes on under a fresh token, so that one that was stolen before is worth nothing after. */
export function createConfirmPassword(parts: Parts): Sessions['confirmPassword'] {
  const { database, clock, random, audit, users } = parts;
  return async (caller, token, password) => {
    const user = await selfOf(parts, caller);
    const hash = await provePassword(parts, caller, { user, password, event: 'session.confirmed' });
    return database.write(async (tx) => {
      await users.hold(tx, user.id);
      const session = await sessionByDigest(tx, tokenDigest(token));
      if (session?.user_id !== user.id) return new Refusal('not_signed_in', {});
      // It may have been replaced while it was compared.
      if ((await users.passwordOf(tx, user.id))?.hash !== hash) return new Refusal('wrong_password', {});
      const fresh = newToken(random);
      await renewSession(tx, session.id, { digest: tokenDigest(fresh), at: clock.now() });
      await audit.record(tx, caller, { event: 'session.confirmed', subject: asSubject(user) });
      return { token: fresh, user, endsAt: session.ends_at, knownBrowser: undefined };
    });
  };
}
