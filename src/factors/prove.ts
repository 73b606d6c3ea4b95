import type { Tx } from '../database/index.ts';
import { Refusal } from '../kernel/index.ts';
import { limited } from '../throttle/index.ts';
import type { User } from '../users/index.ts';
import type { Factors } from './index.ts';
import type { Parts } from './parts.ts';
import { provePasskeyOf } from './passkeys.ts';
import { spend } from './recovery-codes.ts';
import { takeStep, totpOf } from './store.ts';
import { openSecret, stepOf } from './totp.ts';

/**
 * Proves a second factor. A code is counted as a failure before it is compared, so that guesses sent at once do not
 * overtake the count; whoever holds the factor clears it.
 */
export function createProve(parts: Parts): Factors['prove'] {
  const { database, throttle, audit } = parts;
  return async (caller, user, proof) => {
    const subject = { kind: 'user', id: user.id, label: user.login } as const;
    const noted = 'code' in proof ? undefined : await provePasskeyOf(parts, user, proof);
    await database.write(async (tx) => {
      const of = `factor ${user.id}`;
      const refused = limited(await throttle.waitAfterFailures(tx, of));
      if (refused) return refused;
      await throttle.countFailure(tx, of);
      const by = 'code' in proof ? await byCode(tx, parts, user, proof.code) : (await noted?.(tx)) && 'passkey';
      if (!by) {
        const wrong = new Refusal('code' in proof ? 'wrong_code' : 'passkey_refused', {});
        await audit.record(tx, caller, { event: 'factors.proved', subject, outcome: wrong.code });
        return wrong;
      }
      await throttle.forgetFailures(tx, of);
      await audit.record(tx, caller, { event: 'factors.proved', subject, details: { by } });
      if (by === 'recovery_code')
        await parts.changed(tx, user, { what: 'factors.recovery_code_used', at: parts.clock.now() });
      return undefined;
    });
  };
}

async function byCode(
  tx: Tx,
  { secrets, clock }: Parts,
  user: User,
  typed: string,
): Promise<'totp' | 'recovery_code' | undefined> {
  const code = typed.replace(/\s/g, '');
  const totp = await totpOf(tx, user.id);
  if (totp && totp.confirmed_at !== null && totp.disowned_at === null) {
    const step = stepOf(openSecret(secrets, user.id, totp.secret_sealed), code, clock.now());
    if (step !== undefined && (await takeStep(tx, user.id, step))) return 'totp';
  }
  return (await spend(tx, secrets, user.id, code)) ? 'recovery_code' : undefined;
}
