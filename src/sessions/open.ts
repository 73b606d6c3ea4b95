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
import type { FactorNotice, MadeBy, NewBrowser, Sessions } from './index.ts';
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
  const { audit, users, factors } = parts;
  return async (tx, caller, user, made) => {
    const { by, resetId } = made;
    const told = { event: 'session.opened' as const, subject: asSubject(user), ...(resetId && { resetId }) };
    const current = await users.hold(tx, user.id);
    if (!current || !mayEnter(current, made, parts.clock.now())) {
      await audit.record(tx, caller, { ...told, outcome: 'wrong_credentials', details: { by } });
      return new Refusal('wrong_credentials', {});
    }
    if (made.factor === undefined && (await factors.due(tx, current, made.device))) {
      return askFactor(tx, parts, caller, { user: current, made });
    }
    const { mark, isNew, noticed } = await noteBrowser(tx, parts, caller, { user: current, made });
    const { token, endsAt } = await begin(tx, parts, caller, { user: current, made, isNew });
    await users.noteSignIn(tx, user.id);
    await audit.record(tx, caller, { ...told, details: { by, ...(isNew && { new_browser: true, noticed }) } });
    return { token, user: current, endsAt, knownBrowser: mark };
  };
}

interface Entering {
  user: User;
  made: MadeBy;
}

/** Whoever was at work in a disowned account may have left a passkey: while strangers pause, it opens nothing alone. */
function mayEnter(user: User, { by }: MadeBy, now: number): boolean {
  return user.state !== 'archived' && (by !== 'passkey' || stillPausedUntil(user, now) === undefined);
}

/** A browser that is new to somebody who has signed in before is told them by a letter. */
async function noteBrowser(tx: Tx, parts: Parts, caller: Caller, { user, made }: Entering) {
  const seen = { mark: made.knownBrowser, proved: made.factor === 'proved' };
  const browser = await parts.knownBrowsers.note(tx, user.id, seen);
  const isNew = browser.isNew && user.lastSignInAt !== undefined;
  const tells = isNew && (await mayTell(tx, parts, { rule: newBrowserLetters, user, made }));
  const noticed = tells && (await parts.newBrowser(tx, user, caller, made.used));
  return { mark: browser.mark, isNew, noticed };
}

async function begin(
  tx: Tx,
  { clock, random, settings, factors }: Parts,
  caller: Caller,
  { user, made, isNew }: Entering & { isNew: boolean },
): Promise<{ token: string; endsAt: number }> {
  const now = clock.now();
  const token = newToken(random);
  const endsAt = now + lifeOf(await settings.read(tx), user.role).longest;
  await insertSession(tx, {
    id: newId(clock, random),
    token_digest: tokenDigest(token),
    user_id: user.id,
    made_by: made.by,
    reset_id: made.resetId ?? null,
    created_at: now,
    last_seen_at: now,
    ends_at: endsAt,
    authenticated_at: made.by === 'link' ? null : now,
    address: caller.address ?? null,
    agent: caller.agent ?? null,
    new_browser: isNew ? 1 : 0,
    factor_used: made.used ?? (await factors.rememberedWith(tx, user, made.device)) ?? null,
    pressed_by: made.press?.by ?? null,
    pressed_at: made.press?.at ?? null,
  });
  await keepNewest(tx, user.id, mostSessions);
  return { token, endsAt };
}
