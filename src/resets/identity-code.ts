import type { Tx } from '../database/index.ts';
import { hour, minute, newId, Refusal } from '../kernel/index.ts';
import { type Rule, takeOne } from '../throttle/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { deleteCodes, insertCode, tryCodes } from './identity-code-store.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';

/** How long a caller may take to find the letter and read the code back. */
export const codeLife = 10 * minute;
const mostTries = 5;
const digits = 6;

/** Codes to one mailbox, whoever of the staff asks: enough for a caller who cannot find the letter. */
const perUser: Rule = { name: 'codes per user', max: 6, within: hour };

/** Mails a code to the stored address, which whoever is on the telephone reads back. */
export function createSendCode(parts: Parts): Resets['sendCode'] {
  const { database, clock, users, audit, mail, throttle } = parts;
  return (caller, userId) =>
    database.write(async (tx) => {
      const user = await users.hold(tx, userId);
      const refused = await audit.demand(tx, caller, 'resets.send', user);
      if (refused) return refused;
      if (!user) return new Refusal('not_found', {});
      const no = unreachableBecause(user) ?? (await takeOne(tx, throttle, { rule: perUser, of: user.id }));
      if (no) return no;
      await audit.record(tx, caller, { event: 'identity.code_asked', subject: asSubject(user) });
      return mail.enqueue(tx, {
        kind: 'identity_code',
        to: { name: user.name, address: user.email ?? '' },
        userId: user.id,
        expiresAt: clock.now() + codeLife,
      });
    });
}

/** Draws a code for a letter that is about to be sent; only its keyed digest rests. */
export async function drawCode(tx: Tx, { clock, random, secrets }: Parts, user: User): Promise<string> {
  const code = String(random.bytes(6).readUIntBE(0, 6) % 10 ** digits).padStart(digits, '0');
  await insertCode(tx, {
    id: newId(clock, random),
    user_id: user.id,
    digest: secrets.digest('identity-code', `${user.id} ${code}`),
    expires_at: clock.now() + codeLife,
  });
  return code;
}

/** Whether this is a code that was mailed to the user; it works once. A wrong one is counted, so the refusal is to be returned. */
export async function judgeCode(
  tx: Tx,
  { clock, secrets }: Parts,
  { user, code = '' }: { user: User; code: string | undefined },
): Promise<Refusal | undefined> {
  const digests = await tryCodes(tx, user.id, { now: clock.now(), life: codeLife, most: mostTries });
  const typed = `${user.id} ${code.replace(/\s/g, '')}`;
  if (!digests.some((digest) => secrets.vouches('identity-code', typed, digest))) return new Refusal('code_wrong', {});
  await deleteCodes(tx, { userId: user.id });
  return undefined;
}
