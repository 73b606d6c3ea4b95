import type { Tx } from '../database/index.ts';
import { type Caller, Refusal, sourceOf } from '../kernel/index.ts';
import { limited, type Rule } from '../throttle/index.ts';
import { asSubject, type User } from '../users/index.ts';
import type { Factors, KnownBrowser, Proof } from './index.ts';
import { passkeyAnswers, strangersCodes, unprovenCodes } from './limits.ts';
import { opens } from './opening.ts';
import type { Parts } from './parts.ts';
import { provePasskeyOf } from './passkeys.ts';
import { spend } from './recovery-codes.ts';
import { confirmedTotpOf, takeStep } from './store.ts';
import { openSecret, stepOf } from './totp.ts';
import { authenticatorApp, recoveryCodes, type UsedFactor } from './used.ts';

/** What proved it, and what a "this was not me" about what follows disowns. */
interface Proved {
  by: 'totp' | 'recovery_code' | 'passkey';
  used: UsedFactor;
}

/** Made outside the transaction, and finished inside it, the user held. */
type Attempt = (tx: Tx) => Promise<Proved | Refusal>;

type Refuse = (tx: Tx, refusal: Refusal) => Promise<Refusal>;

/** Proves a second factor. Nobody guesses a passkey, so none waits for codes that failed before. */
export function createProve(parts: Parts): Factors['prove'] {
  const { database, audit, users } = parts;
  return async (caller, user, { proof, browser, already, next }) => {
    const subject = asSubject(user);
    const refuse: Refuse = async (tx, refusal) => {
      await audit.recordRefusal(tx, caller, { event: 'factors.proved', subject, outcome: refusal.code });
      return refusal;
    };
    const attempt: Attempt =
      'code' in proof
        ? (tx) => tryCode(tx, parts, caller, { user, code: proof.code, browser })
        : await tryPasskey(parts, caller, { user, proof, browser, refuse });
    return database.write(async (tx) => {
      await users.hold(tx, user.id);
      const before = await already(tx);
      if (before) return before;
      const proved = await attempt(tx);
      if (proved instanceof Refusal) return refuse(tx, proved);
      const { by, used } = proved;
      await audit.record(tx, caller, { event: 'factors.proved', subject, details: { by } });
      if (by === 'recovery_code') {
        await parts.changed(tx, user, { what: 'factors.recovery_code_used', at: parts.clock.now() });
      }
      return next(tx, used);
    });
  };
}

/** An answer is counted before it is held against the passkey, as a code is; one that is right is not counted in the end. */
async function tryPasskey(
  parts: Parts,
  { address }: Caller,
  {
    user,
    proof,
    browser,
    refuse,
  }: {
    user: User;
    proof: Extract<Proof, { passkey: unknown }>;
    browser: KnownBrowser | undefined;
    refuse: Refuse;
  },
): Promise<Attempt> {
  const { database, throttle } = parts;
  const answers = passkeyAnswers(user.id, browser, address);
  await database.write(async (tx) => {
    const refused = limited(await throttle.take(tx, answers));
    return refused && refuse(tx, refused);
  });
  const passkey = await provePasskeyOf(parts, user, proof);
  return async (tx) => {
    if (!passkey || !(await passkey.note(tx))) return new Refusal('passkey_refused', {});
    await throttle.putBack(tx, answers);
    return { by: 'passkey', used: passkey.id };
  };
}

/**
 * A code is counted as a failure before it is compared, so that guesses sent at once do not overtake the count; whoever
 * holds the factor clears it. Counted is as at sign-in: a browser that the user knows by itself, all others by their source;
 * and, last, together all those in which no factor was proved yet.
 */
async function tryCode(
  tx: Tx,
  parts: Parts,
  { address }: Caller,
  { user, code, browser }: { user: User; code: string; browser: KnownBrowser | undefined },
): Promise<Proved | Refusal> {
  const { throttle } = parts;
  const failures = `factor ${user.id} ${browser ? `browser ${browser.name}` : `source ${sourceOf(address ?? '')}`}`;
  const shared = sharedBy(browser).map((rule) => ({ rule, of: user.id }));
  const refused =
    limited(await throttle.waitAfterFailures(tx, failures)) ??
    (shared.length === 0 ? undefined : limited(await throttle.take(tx, shared)));
  if (refused) return refused;
  await throttle.countFailure(tx, failures);
  const proved = await byCode(tx, parts, user, code);
  if (!proved) return new Refusal('wrong_code', {});
  if (shared.length > 0) await throttle.clear(tx, shared);
  await throttle.forgetFailures(tx, failures);
  return proved;
}

function sharedBy(browser: KnownBrowser | undefined): readonly Rule[] {
  if (!browser) return strangersCodes;
  return browser.proved ? [] : unprovenCodes;
}

async function byCode(tx: Tx, { secrets, clock }: Parts, user: User, typed: string): Promise<Proved | undefined> {
  const code = typed.replace(/\s/g, '');
  const totp = await confirmedTotpOf(tx, user.id);
  if (totp && opens(totp)) {
    const step = stepOf(openSecret(secrets, user.id, totp.secret_sealed), code, clock.now());
    if (step !== undefined && (await takeStep(tx, user.id, step))) return { by: 'totp', used: authenticatorApp };
  }
  const isSpent = await spend(tx, secrets, user.id, code);
  return isSpent ? { by: 'recovery_code', used: recoveryCodes } : undefined;
}
