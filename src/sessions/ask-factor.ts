import type { Audit } from '../audit/index.ts';
import type { Tx } from '../database/index.ts';
import { type Caller, type Clock, newId, type Random, type Secrets } from '../kernel/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Throttle } from '../throttle/index.ts';
import { asSubject, type User, type Users } from '../users/index.ts';
import type { FactorDue } from './factor-due.ts';
import { openStep, sealStep, stepLasts } from './factor-step.ts';
import type { FactorNotice, MadeBy } from './index.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { factorDueLetters } from './limits.ts';
import { mayTell } from './may-tell.ts';

interface Parts {
  clock: Clock;
  random: Random;
  secrets: Secrets;
  audit: Audit;
  settings: Settings;
  throttle: Throttle;
  users: Users;
  knownBrowsers: KnownBrowsers;
  factorNotice: FactorNotice;
}

/**
 * Goes no further without a second factor. That the password was right is recorded. Where the browser is new to the user,
 * a letter tells it once it is too late for a factor: whoever gives one is told of as everybody who signs in.
 */
export async function askFactor(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, made }: { user: User; made: MadeBy },
): Promise<FactorDue> {
  const { by, resetId, knownBrowser } = made;
  const isNew = !(await parts.knownBrowsers.recognise(tx, user.id, knownBrowser)) && user.lastSignInAt !== undefined;
  const letter = isNew ? await announce(tx, parts, caller, { user, made }) : undefined;
  await parts.audit.record(tx, caller, {
    event: 'session.factor_asked',
    subject: asSubject(user),
    details: { by, ...(isNew && { new_browser: true, noticed: letter !== undefined }) },
    ...(resetId && { resetId }),
  });
  return { factorDue: await sealStep(tx, parts, { user, by, resetId, letter }) };
}

/**
 * Answers what the letter is withdrawn by: the same for whoever begins again in the same browser, and nobody else's. Also
 * behind one address, nobody withdraws the letter about another by a sign-in of their own.
 */
async function announce(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { user, made }: { user: User; made: MadeBy },
): Promise<string | undefined> {
  if (!(await mayTell(tx, parts, { rule: factorDueLetters, user, made }))) return undefined;
  const earlier = openStep(parts, made.step);
  const letter = (earlier?.userId === user.id ? earlier.letter : undefined) ?? newId(parts.clock, parts.random);
  const at = parts.clock.now() + stepLasts;
  return (await parts.factorNotice.announce(tx, user, caller, { letter, at })) ? letter : undefined;
}
