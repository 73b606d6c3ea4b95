import type { Tx } from '../database/index.ts';
import { type Caller, Refusal, sessionOf } from '../kernel/index.ts';
import { takeOne } from '../throttle/index.ts';
import type { User } from '../users/index.ts';
import { hasFactor } from './has-factor.ts';
import type { Factors } from './index.ts';
import { factorsAdded } from './limits.ts';
import { asOwner, type Parts, tell } from './parts.ts';
import { drawFirst, drawWithin } from './recovery-codes.ts';
import { removed } from './removed.ts';
import { confirmTotp, deleteTotp, offerTotp, type TotpRow, takeStep, totpOf } from './store.ts';
import { drawSecret, offer, openSecret, sealSecret, stepOf } from './totp.ts';

/**
 * An authenticator app: offered, proved by its first code, removed. An offer belongs to the session in which it was shown:
 * whoever is in the account elsewhere neither reads its secret nor has one of theirs confirmed in its place.
 */
export function createEnrolTotp(
  parts: Parts,
): Pick<Factors, 'offerTotp' | 'waitingTotp' | 'confirmTotp' | 'removeTotp'> {
  const { clock, random, secrets, users } = parts;
  const offerTo = async (tx: Tx, user: User, secret: string) =>
    offer(secret, { issuer: (await users.companyOf(tx, user.companyId)).name, label: user.login });
  return {
    offerTotp: (caller) =>
      asOwner(parts, caller, async (tx, user) => {
        const secret = drawSecret(random);
        const sealed = sealSecret(secrets, user.id, secret);
        const row = {
          user_id: user.id,
          secret_sealed: sealed,
          last_step: 0,
          created_at: clock.now(),
          confirmed_at: null,
          offered_to: sessionOf(caller) ?? null,
        };
        if (!(await offerTotp(tx, row))) return new Refusal('factor_exists', {});
        return offerTo(tx, user, secret);
      }),

    waitingTotp: (caller) =>
      asOwner(parts, caller, async (tx, user) => {
        const totp = await waitingFor(tx, caller, user);
        if (totp instanceof Refusal) return totp;
        const secret = openSecret(secrets, user.id, totp.secret_sealed);
        return secret === undefined ? new Refusal('not_found', {}) : offerTo(tx, user, secret);
      }),

    confirmTotp: (caller, code) =>
      asOwner(parts, caller, async (tx, user) => {
        const totp = await waitingFor(tx, caller, user);
        if (totp instanceof Refusal) return totp;
        const secret = openSecret(secrets, user.id, totp.secret_sealed);
        const step = stepOf(secret, code, clock.now());
        // Nothing is won by guessing: whoever types here was shown the secret.
        if (step === undefined) return new Refusal('wrong_code', {});
        const tooMany = await takeOne(tx, parts.throttle, { rule: factorsAdded, of: user.id });
        if (tooMany) return tooMany;
        const at = clock.now();
        const isFirst = !(await hasFactor(tx, user.id));
        await takeStep(tx, user.id, step);
        await confirmTotp(tx, user.id, at);
        const drawn = await (isFirst ? drawFirst : drawWithin)(tx, parts, caller, { user, at });
        await tell(tx, parts, caller, { user, event: 'factors.totp_added', at });
        return drawn;
      }),

    removeTotp: (caller) =>
      asOwner(parts, caller, async (tx, user) => {
        if (!(await deleteTotp(tx, user.id))) return new Refusal('not_found', {});
        return removed(tx, parts, caller, { user, event: 'factors.totp_removed' });
      }),
  };
}

/** What waits for its first code in this very session. */
async function waitingFor(tx: Tx, caller: Caller, { id }: User): Promise<TotpRow | Refusal> {
  const totp = await totpOf(tx, id);
  if (!totp || totp.confirmed_at !== null) return new Refusal('not_found', {});
  return totp.offered_to === (sessionOf(caller) ?? null) ? totp : new Refusal('app_offered_elsewhere', {});
}
