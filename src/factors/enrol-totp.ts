import type { Tx } from '../database/index.ts';
import { Refusal } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import type { Factors } from './index.ts';
import { factorsAdded } from './limits.ts';
import { forgetLoneCodes } from './lone-codes.ts';
import { type Parts, self, takeOne, tell } from './parts.ts';
import { drawWithin } from './recovery-codes.ts';
import { confirmTotp, deleteTotp, offerTotp, takeStep, totpOf } from './store.ts';
import { drawSecret, offer, openSecret, sealSecret, stepOf } from './totp.ts';

/** An authenticator app: offered, proved by its first code, removed. */
export function createEnrolTotp(
  parts: Parts,
): Pick<Factors, 'offerTotp' | 'waitingTotp' | 'confirmTotp' | 'removeTotp'> {
  const { database, clock, random, secrets, users } = parts;
  const offerTo = async (tx: Tx, user: User, secret: string) =>
    offer(secret, { issuer: (await users.companyOf(tx, user.companyId)).name, label: user.login });
  return {
    offerTotp: (caller) =>
      database.write(async (tx) => {
        const user = await self(tx, parts, caller);
        if (user instanceof Refusal) return user;
        const secret = drawSecret(random);
        const sealed = sealSecret(secrets, user.id, secret);
        const row = {
          user_id: user.id,
          secret_sealed: sealed,
          last_step: 0,
          created_at: clock.now(),
          confirmed_at: null,
        };
        if (!(await offerTotp(tx, row))) return new Refusal('factor_exists', {});
        return offerTo(tx, user, secret);
      }),

    waitingTotp: (caller) =>
      database.write(async (tx) => {
        const user = await self(tx, parts, caller);
        if (user instanceof Refusal) return user;
        const totp = await totpOf(tx, user.id);
        const secret = totp?.confirmed_at === null ? openSecret(secrets, user.id, totp.secret_sealed) : undefined;
        return secret === undefined ? new Refusal('not_found', {}) : offerTo(tx, user, secret);
      }),

    confirmTotp: (caller, code) =>
      database.write(async (tx) => {
        const user = await self(tx, parts, caller);
        if (user instanceof Refusal) return user;
        const totp = await totpOf(tx, user.id);
        if (!totp || totp.confirmed_at !== null) return new Refusal('not_found', {});
        const secret = openSecret(secrets, user.id, totp.secret_sealed);
        const step = stepOf(secret, code, clock.now());
        // Nothing is won by guessing: whoever types here was shown the secret.
        if (step === undefined) return new Refusal('wrong_code', {});
        const tooMany = await takeOne(tx, parts, user, factorsAdded);
        if (tooMany) return tooMany;
        const at = clock.now();
        await takeStep(tx, user.id, step);
        await confirmTotp(tx, user.id, at);
        const codes = await drawWithin(tx, parts, user.id, at);
        await tell(tx, parts, caller, { user, event: 'factors.totp_added', at });
        return codes;
      }),

    removeTotp: (caller) =>
      database.write(async (tx) => {
        const user = await self(tx, parts, caller);
        if (user instanceof Refusal) return user;
        if (!(await deleteTotp(tx, user.id))) return new Refusal('not_found', {});
        await forgetLoneCodes(tx, user.id);
        await tell(tx, parts, caller, { user, event: 'factors.totp_removed', at: clock.now() });
        return undefined;
      }),
  };
}
