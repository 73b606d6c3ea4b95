import type { Audit } from '../audit/index.ts';
import type { Tx } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import {
  type Caller,
  type Clock,
  newId,
  newToken,
  type Random,
  Refusal,
  type Secrets,
  tokenDigest,
} from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Throttle } from '../throttle/index.ts';
import { asSubject, stillPausedUntil, type User, type Users } from '../users/index.ts';
import { askFactor } from './ask-factor.ts';
import type { FactorDue } from './factor-due.ts';
import type { FactorNotice, NewBrowser, OpenedSession, Sessions } from './index.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { lifeOf, mostSessions, newBrowserLetters } from './limits.ts';
import { mayTell } from './may-tell.ts';
import { insertSession, keepNewest } from './store.ts';

interface Parts {
  clock: Clock;
  random: Random;
  secrets: Secrets;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  users: Users;
  factors: Factors;
  knownBrowsers: KnownBrowsers;
  newBrowser: NewBrowser;
  factorNotice: FactorNotice;
}

/** The one door of every session: whoever earned it, by a password or by a link, passes the same checks here. */
export function createOpen(parts: Parts): Sessions['open'] {
  const { clock, random, audit, settings, users, factors, knownBrowsers, newBrowser } = parts;
  return async (tx: Tx, caller: Caller, user: User, made): Promise<OpenedSession | FactorDue | Refusal> => {
    const subject = asSubject(user);
    const { resetId } = made;
    const told = { event: 'session.opened' as const, subject, details: { by: made.by }, ...(resetId && { resetId }) };
    const current = await users.hold(tx, user.id);
    // Whoever was at work in a disowned account may have left a passkey: while strangers pause, it opens nothing alone.
    const paused = made.by === 'passkey' && current && stillPausedUntil(current, clock.now()) !== undefined;
    if (!current || current.state === 'archived' || paused) {
      await audit.record(tx, caller, { ...told, outcome: 'wrong_credentials' });
      return new Refusal('wrong_credentials', {});
    }
    if (made.factor === undefined && (await factors.due(tx, current, made.device))) {
      return askFactor(tx, parts, caller, { user: current, made });
    }
    const seen = { mark: made.knownBrowser, proved: made.factor === 'proved' };
    const browser = await knownBrowsers.note(tx, user.id, seen);
    const isNew = browser.isNew && current.lastSignInAt !== undefined;
    const tells = isNew && (await mayTell(tx, parts, { rule: newBrowserLetters, user: current, made }));
    const noticed = tells && (await newBrowser(tx, current, caller, made.used));
    const now = clock.now();
    const token = newToken(random);
    const endsAt = now + lifeOf(await settings.read(tx), current.role).longest;
    await insertSession(tx, {
      id: newId(clock, random),
      token_digest: tokenDigest(token),
      user_id: user.id,
      made_by: made.by,
      reset_id: resetId ?? null,
      created_at: now,
      last_seen_at: now,
      ends_at: endsAt,
      authenticated_at: made.by === 'link' ? null : now,
      address: caller.address ?? null,
      agent: caller.agent ?? null,
      new_browser: isNew ? 1 : 0,
      factor_used: made.used ?? (await factors.rememberedWith(tx, current, made.device)) ?? null,
      pressed_by: made.press?.by ?? null,
      pressed_at: made.press?.at ?? null,
    });
    await keepNewest(tx, user.id, mostSessions);
    await users.noteSignIn(tx, user.id);
    const details = { by: made.by, ...(isNew && { new_browser: true, noticed }) };
    await audit.record(tx, caller, { ...told, details });
    return { token, user: current, endsAt, knownBrowser: browser.mark };
  };
}
