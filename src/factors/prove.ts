import type { Tx } from '../database/index.ts';
import { type Caller, Refusal, sourceOf } from '../kernel/index.ts';
import { limited, type Rule, type Take } from '../throttle/index.ts';
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

type ProvedBy = 'totp' | 'recovery_code' | 'passkey';

/** Proves a second factor. Nobody guesses a passkey, so none waits for codes that failed before. */
export function createProve(parts: Parts): Factors['prove'] {
  const { database, audit, throttle, users } = parts;
  return async (caller, user, { proof, browser, already, next }) => {
    const subject = asSubject(user);
    const refuse = async (tx: Tx, refused: Refusal): Promise<Refusal> => {
      await audit.recordRefusal(tx, caller, { event: 'factors.proved', subject, outcome: refused.code });
      return refused;
    };
    const answers = 'code' in proof ? [] : passkeyAnswers(user.id, browser, caller.address);
    const passkey = 'code' in proof ? undefined : await tryPasskey(user, proof, { answers, refuse });
    return database.write(async (tx) => {
      await users.hold(tx, user.id);
      const before = await already(tx);
      if (before) return before;
      const by =
        'code' in proof
          ? await tryCode(tx, parts, caller, { user, code: proof.code, browser })
          : (await passkey?.note(tx)) && 'passkey';
      if (by instanceof Refusal) return refuse(tx, by);
      if (!by) return refuse(tx, new Refusal('code' in proof ? 'wrong_code' : 'passkey_refused', {}));
      if (by === 'passkey') await throttle.putBack(tx, answers);
      await audit.record(tx, caller, { event: 'factors.proved', subject, details: { by } });
      if (by === 'recovery_code')
        await parts.changed(tx, user, { what: 'factors.recovery_code_used', at: parts.clock.now() });
      return next(tx, usedOf(by, passkey?.id));
    });
  };

  /** Counted before it is held against the passkey, as a code is. */
  async function tryPasskey(
    user: User,
    proof: Extract<Proof, { passkey: unknown }>,
    { answers, refuse }: { answers: Take[]; refuse: (tx: Tx, refused: Refusal) => Promise<Refusal> },
  ) {
    await database.write(async (tx) => {
      const refused = limited(await throttle.take(tx, answers));
      return refused && refuse(tx, refused);
    });
    return provePasskeyOf(parts, user, proof);
  }
}

function usedOf(by: ProvedBy, passkey: UsedFactor | undefined): UsedFactor | undefined {
  if (by === 'passkey') return passkey;
  return by === 'totp' ? authenticatorApp : recoveryCodes;
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
): Promise<ProvedBy | undefined | Refusal> {
  const { throttle } = parts;
  const failures = `factor ${user.id} ${browser ? `browser ${browser.name}` : `source ${sourceOf(address ?? '')}`}`;
  const shared = sharedBy(browser).map((rule) => ({ rule, of: user.id }));
  const refused =
    limited(await throttle.waitAfterFailures(tx, failures)) ??
    (shared.length === 0 ? undefined : limited(await throttle.take(tx, shared)));
  if (refused) return refused;
  await throttle.countFailure(tx, failures);
  const by = await byCode(tx, parts, user, code);
  if (!by) return undefined;
  if (shared.length > 0) await throttle.clear(tx, shared);
  await throttle.forgetFailures(tx, failures);
  return by;
}

function sharedBy(browser: KnownBrowser | undefined): readonly Rule[] {
  if (!browser) return strangersCodes;
  return browser.proved ? [] : unprovenCodes;
}

async function byCode(tx: Tx, { secrets, clock }: Parts, user: User, typed: string): Promise<ProvedBy | undefined> {
  const code = typed.replace(/\s/g, '');
  const totp = await confirmedTotpOf(tx, user.id);
  if (totp && opens(totp)) {
    const step = stepOf(openSecret(secrets, user.id, totp.secret_sealed), code, clock.now());
    if (step !== undefined && (await takeStep(tx, user.id, step))) return 'totp';
  }
  return (await spend(tx, secrets, user.id, code)) ? 'recovery_code' : undefined;
}
