import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import type { UsedFactor } from '../factors/index.ts';
import { type Caller, Refusal, sessionOf } from '../kernel/index.ts';
import { composed, type Passwords, wasUsedBefore } from '../passwords/index.ts';
import type { Settings } from '../settings/index.ts';
import { type Throttle, takeOne } from '../throttle/index.ts';
import type { User, Users } from '../users/index.ts';
import { whole } from './factor-due.ts';
import type { Sessions } from './index.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { judgements, ownPasswordChanges } from './limits.ts';
import { provePassword, selfOf } from './prove-password.ts';
import { sessionById } from './store.ts';

interface Parts {
  database: Database;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  users: Users;
  passwords: Passwords;
  knownBrowsers: KnownBrowsers;
  open: Sessions['open'];
}

/**
 * A person changes the own password: the old one is proven, everything else ends, and this browser, the only one that is
 * known from then on, goes on anew.
 */
export function createChangePassword(parts: Parts): Pick<Sessions, 'changePassword' | 'judgeOwn'> {
  const { database, audit, throttle, users, passwords, settings, knownBrowsers, open } = parts;

  return {
    async judgeOwn(caller, password) {
      const user = await selfOf(parts, caller);
      await database.write((tx) => takeOne(tx, throttle, { rule: judgements, of: user.id }));
      return users.judgePassword(caller, user, { password, typing: true });
    },

    async changePassword(caller, input) {
      const user = await selfOf(parts, caller);
      const proof = { user, password: input.oldPassword, event: 'password.replaced' } as const;
      const oldHash = await provePassword(parts, caller, proof);
      await refuseWeak(parts, caller, user, input);
      const policy = passwords.policy(await settings.read(database.read)).id;
      const hash = await passwords.hash(input.newPassword);
      return database.write(async (tx) => {
        await users.hold(tx, user.id);
        const refused = await audit.demand(tx, caller, 'own.password', user);
        if (refused) return refused;
        if ((await users.passwordOf(tx, user.id))?.hash !== oldHash) return new Refusal('wrong_password', {});
        const tooMany = await takeOne(tx, throttle, { rule: ownPasswordChanges, of: user.id });
        if (tooMany) return tooMany;
        const used = await factorOf(tx, caller); // before this browser's session ends, too
        const ended = await users.replacePassword(tx, { user, hash, policy, by: 'owner', caller });
        const knownBrowser = await knownBrowsers.renew(tx, user.id, input.knownBrowser);
        // This browser's session had its second factor, or came from a device that is remembered, and ends with that as before.
        const made = { by: 'password', factor: 'earlier', used, knownBrowser } as const;
        const session = whole(await open(tx, caller, user, made));
        if (session instanceof Refusal) return session;
        // One of those that ended was this browser's, which goes on.
        return { session, ended: { ...ended, sessions: Math.max(0, ended.sessions - 1) } };
      });
    },
  };
}

/** All that fails is said at once. What could not be set anyhow is not compared with former passwords. */
async function refuseWeak(
  { users }: Parts,
  caller: Caller,
  user: User,
  { oldPassword, newPassword: password, confirmPassword }: Parameters<Sessions['changePassword']>[1],
): Promise<void> {
  const isRepeated = password === confirmPassword;
  const violations = await users.judgePassword(caller, user, { password, history: isRepeated });
  // Nothing would be changed for whoever knows it. It has just been proven, so this tells nobody anything.
  const isSame = composed(password) === composed(oldPassword);
  if (violations.length === 0 && isSame) violations.push(wasUsedBefore(1));
  if (!isRepeated) violations.push({ rule: 'differs', params: {} });
  if (violations.length > 0) throw new Refusal('password_refused', { violations });
}

/** The second factor that opened the session in which somebody calls. */
async function factorOf(tx: Tx, caller: Caller): Promise<UsedFactor | undefined> {
  const id = sessionOf(caller);
  const session = id === undefined ? undefined : await sessionById(tx, id);
  return session?.factor_used ?? undefined;
}
