import type { Tx } from '../database/index.ts';
import { type Caller, type Random, Refusal, type Secrets } from '../kernel/index.ts';
import { hasFactor } from './has-factor.ts';
import { type Parts, self, tell } from './parts.ts';
import { replaceRecoveryCodes, spendRecoveryCode } from './store.ts';

/* Codes on paper for whoever loses the device. 60 bits each; the database alone does not tell whether one is right. */

const count = 10;
const length = 12;
/** Crockford's base 32: what is mistaken for something else counts as that. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** Draws codes in the place of the earlier ones. */
export async function drawWithin(tx: Tx, { random, secrets }: Parts, userId: string): Promise<string[]> {
  const codes = Array.from({ length: count }, () => draw(random));
  await replaceRecoveryCodes(
    tx,
    userId,
    codes.map((code) => digestOf(secrets, userId, code)),
  );
  return codes;
}

export function createDrawRecoveryCodes(parts: Parts): (caller: Caller) => Promise<string[]> {
  return (caller) =>
    parts.database.write(async (tx) => {
      const user = await self(tx, parts, caller);
      if (user instanceof Refusal) return user;
      if (!(await hasFactor(tx, user.id))) return new Refusal('not_found', {});
      const codes = await drawWithin(tx, parts, user.id);
      await tell(tx, parts, caller, { user, event: 'factors.recovery_codes_drawn' });
      return codes;
    });
}

/** Whether it is one of the user's, which is gone then. */
export function spend(tx: Tx, secrets: Secrets, userId: string, typed: string): Promise<boolean> {
  return spendRecoveryCode(tx, userId, digestOf(secrets, userId, typed));
}

/** `abcd-efgh-jkmn`: five bits a letter. */
function draw(random: Random): string {
  const text = [...random.bytes(length)].map((byte) => letters[byte % 32]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

function digestOf(secrets: Secrets, userId: string, code: string): string {
  const meant = code
    .toLowerCase()
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
    .replace(/[^a-z0-9]/g, '');
  return secrets.digest('second-factor', `${userId} ${meant}`);
}
