import type { Tx } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import { type Caller, type Clock, newToken, type Random, second, tokenDigest } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import type { GivenFactor, MadeBy, ProvedFactor } from './index.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { sessionByPress, takePress } from './store.ts';

/** Longer than it takes to press twice, and to be told. */
const together = 20 * second;

type Press = NonNullable<MadeBy['press']>;

interface Parts {
  clock: Clock;
  random: Random;
  factors: Factors;
  knownBrowsers: KnownBrowsers;
}

/**
 * What names a press of the button below a code: of this browser, which alone holds the step, with this very code. A passkey
 * needs a script, which holds back a second press.
 */
export function pressOf(
  { clock }: Pick<Parts, 'clock'>,
  { agent = '' }: Caller,
  step: string | undefined,
  { proof, cameAt = clock.now() }: GivenFactor,
): Press | undefined {
  return 'code' in proof ? { by: tokenDigest(JSON.stringify([step, proof.code, agent])), at: cameAt } : undefined;
}

/**
 * The same press once more: the same success, and the session under a fresh token, because the browser may never have read the
 * first one. Of two that are worked on at once the earlier one may come second: it takes nothing away from the later one.
 */
export async function sameSuccess(
  tx: Tx,
  { clock, random, factors, knownBrowsers }: Parts,
  caller: Caller,
  { user, given, press }: { user: User; given: GivenFactor; press: Press },
): Promise<ProvedFactor | undefined> {
  const row = await sessionByPress(tx, { userId: user.id, by: press.by, since: clock.now() - together });
  if (!row) return undefined;
  if (press.at < (row.pressed_at ?? 0)) return { user, session: undefined, device: undefined };
  const token = newToken(random);
  await takePress(tx, row.id, { digest: tokenDigest(token), at: press.at });
  const { mark: knownBrowser } = await knownBrowsers.note(tx, user.id, { mark: given.knownBrowser, proved: true });
  const used = row.factor_used ?? undefined;
  const device = given.remember ? await factors.remember(tx, caller, user, { mark: given.device, used }) : undefined;
  return { user, session: { token, user, endsAt: row.ends_at, knownBrowser }, device };
}
