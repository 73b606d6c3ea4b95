import type { SealedColumn, Tx } from '../database/index.ts';
import { type Caller, newId, type Random, Refusal, type Secrets, tokenDigest } from '../kernel/index.ts';
import { takeOne } from '../throttle/index.ts';
import type { User } from '../users/index.ts';
import { hasFactor } from './has-factor.ts';
import type { DrawnCodes, Factors } from './index.ts';
import { codesDrawn } from './limits.ts';
import { endOpenedByGone } from './opening.ts';
import { asOwner, type Parts, tell } from './parts.ts';
import {
  recoveryCodesAfter,
  recoveryCodesOf,
  replaceRecoveryCodes,
  replaceSealedCode,
  spendRecoveryCode,
} from './store.ts';
import { recoveryCodes } from './used.ts';

/*
 * Codes on paper for whoever loses the device. 60 bits each. What rests is a digest, sealed: the database alone does not
 * tell whether a code is right, and another secret of the installation can take its place.
 */

const perUser = 10;
const length = 12;
/** Crockford's base 32: what is mistaken for something else counts as that. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** Draws codes in the place of the earlier ones, and what one of those opened ends. */
export async function drawWithin(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, at }: { user: User; at: number },
): Promise<DrawnCodes> {
  const { clock, random, secrets } = parts;
  const { id: userId } = user;
  const codes = Array.from({ length: perUser }, () => draw(random));
  const seal = (code: string): string => secrets.seal('second-factor', contextOf(userId), digestOf(code));
  const rows = codes.map((code) => {
    return { id: newId(clock, random), user_id: userId, code_sealed: seal(code), drawn_at: at };
  });
  await replaceRecoveryCodes(tx, userId, rows);
  return { codes, ended: await endOpenedByGone(tx, parts, caller, { user, replaced: recoveryCodes }) };
}

/** The first sheet, with the first factor: what was opened without one ends as well. */
export async function drawFirst(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  first: { user: User; at: number },
): Promise<DrawnCodes> {
  const unproved = await parts.begun(tx, caller, first.user);
  const { codes, ended } = await drawWithin(tx, parts, caller, first);
  return { codes, ended: { ...ended, sessions: unproved + ended.sessions } };
}

export function createDrawRecoveryCodes(parts: Parts): Factors['drawRecoveryCodes'] {
  return (caller) =>
    asOwner(parts, caller, async (tx, user) => {
      if (!(await hasFactor(tx, user.id))) return new Refusal('not_found', {});
      const tooMany = await takeOne(tx, parts.throttle, { rule: codesDrawn, of: user.id });
      if (tooMany) return tooMany;
      const at = parts.clock.now();
      const drawn = await drawWithin(tx, parts, caller, { user, at });
      await tell(tx, parts, caller, { user, event: 'factors.recovery_codes_drawn', at });
      return drawn;
    });
}

/** Whether it is one of the user's, which is gone then. */
export async function spend(tx: Tx, secrets: Secrets, userId: string, typed: string): Promise<boolean> {
  const meant = digestOf(typed);
  const rows = await recoveryCodesOf(tx, userId);
  const row = rows.find(({ code_sealed }) => secrets.open('second-factor', contextOf(userId), code_sealed) === meant);
  return row !== undefined && spendRecoveryCode(tx, row.id);
}

/** `abcd-efgh-jkmn`: five bits a letter. */
function draw(random: Random): string {
  const text = [...random.bytes(length)].map((byte) => letters[byte % 32]).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

const contextOf = (userId: string): string => `recovery code of ${userId}`;

function digestOf(code: string): string {
  const meant = code
    .toLowerCase()
    .replaceAll('o', '0')
    .replace(/[il]/g, '1')
    .replace(/[^a-z0-9]/g, '');
  return tokenDigest(meant);
}

export const sealedColumn: SealedColumn = {
  name: 'recovery_codes',
  purpose: 'second-factor',
  async values(tx, after, limit) {
    const rows = await recoveryCodesAfter(tx, after, limit);
    return rows.map(({ id, user_id, code_sealed: sealed }) => ({ id, sealed, context: contextOf(user_id) }));
  },
  replace: replaceSealedCode,
};
