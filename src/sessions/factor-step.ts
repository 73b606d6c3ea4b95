import type { Database, Reader, Tx } from '../database/index.ts';
import type { Factors, UsedFactor } from '../factors/index.ts';
import {
  type Caller,
  type Clock,
  isGood,
  minute,
  type Random,
  Refusal,
  type Secrets,
  tokenDigest,
} from '../kernel/index.ts';
import type { User, Users } from '../users/index.ts';
import { whole } from './factor-due.ts';
import type { FactorNotice, GivenFactor, MadeBy, ProvedFactor, Sessions } from './index.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { pressOf, sameSuccess } from './same-press.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  secrets: Secrets;
  users: Users;
  factors: Factors;
  factorNotice: FactorNotice;
  knownBrowsers: KnownBrowsers;
  open: Sessions['open'];
}

/** What was proved before the second factor is asked for. */
interface Step {
  userId: string;
  by: MadeBy['by'];
  resetId: string | undefined;
  /** By which a letter is withdrawn that tells of it unless a factor is given. */
  letter: string | undefined;
  /** Digest of the hash that the password was compared with: another password makes the step worthless. */
  password: string;
  until: number;
}

/** How long somebody may look for the phone. */
export const stepLasts = 10 * minute;

/** What the browser holds between the two: sealed, and good for nothing but the second factor of this user. */
export async function sealStep(
  db: Reader | Tx,
  { clock, secrets, users }: Pick<Parts, 'clock' | 'secrets' | 'users'>,
  { user, ...proved }: { user: User } & Pick<Step, 'by' | 'resetId' | 'letter'>,
): Promise<string> {
  const password = await passwordMark(db, users, user.id);
  const step: Step = { userId: user.id, ...proved, password, until: clock.now() + stepLasts };
  return secrets.seal('voucher', 'factor', JSON.stringify(step));
}

/** What was sealed, while it lasts. */
export function openStep(
  { clock, secrets }: Pick<Parts, 'clock' | 'secrets'>,
  sealed: string | undefined,
): Step | undefined {
  const text = secrets.open('voucher', 'factor', sealed ?? '');
  const step = text === undefined ? undefined : (JSON.parse(text) as Step);
  return step && isGood({ made: step.until - stepLasts, ends: step.until }, clock.now()) ? step : undefined;
}

/** Going on to a session after a second factor was proved. */
export function createFactorStep(parts: Parts): Pick<Sessions, 'factorStep' | 'proveFactor'> {
  const { database, users, factors, knownBrowsers } = parts;

  const opened = async (sealed: string | undefined): Promise<{ step: Step; user: User }> => {
    const step = openStep(parts, sealed);
    const user = step && (await users.byId(database.read, step.userId));
    if (!step || !user || user.state === 'archived') throw new Refusal('not_signed_in', {});
    if ((await passwordMark(database.read, users, user.id)) !== step.password) throw new Refusal('not_signed_in', {});
    // Staff may have removed what is asked for here: no code is right any more, and the password alone signs in.
    if (!(await factors.due(database.read, user, undefined))) throw new Refusal('not_signed_in', {});
    return { step, user };
  };

  return {
    async factorStep(sealed) {
      const { user } = await opened(sealed);
      return { user, factors: await factors.of(database.read, user.id) };
    },

    async proveFactor(caller, sealed, given) {
      const { step, user } = await opened(sealed);
      const browser = await knownBrowsers.recognise(database.read, user.id, given.knownBrowser);
      const press = pressOf(parts, caller, sealed, given);
      return factors.prove(caller, user, {
        proof: given.proof,
        browser,
        already: async (tx) => press && sameSuccess(tx, parts, caller, { user, given, press }),
        next: (tx, used) => goOn(tx, parts, caller, { step, user, given, press, used }),
      });
    },
  };
}

interface Pressed {
  user: User;
  given: GivenFactor;
  press: MadeBy['press'];
}

async function goOn(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { step, user, given, press, used }: Pressed & { step: Step; used: UsedFactor | undefined },
): Promise<ProvedFactor | Refusal> {
  // It may have been replaced while the factor was read.
  if ((await passwordMark(tx, parts.users, user.id)) !== step.password) return new Refusal('not_signed_in', {});
  const { by, resetId } = step;
  const { knownBrowser } = given;
  const made = { by, resetId, knownBrowser, factor: 'proved', used, press } as const;
  const session = whole(await parts.open(tx, caller, user, made));
  if (session instanceof Refusal) return session;
  if (step.letter) await parts.factorNotice.withdraw(tx, step.letter);
  return { user, session, device: await remembered(tx, parts, caller, { user, given, used }) };
}

async function remembered(
  tx: Tx,
  { factors }: Parts,
  caller: Caller,
  { user, given, used }: Omit<Pressed, 'press'> & { used: UsedFactor | undefined },
): Promise<string | undefined> {
  return given.remember ? factors.remember(tx, caller, user, { mark: given.device, used }) : undefined;
}

async function passwordMark(db: Reader | Tx, users: Users, userId: string): Promise<string> {
  return tokenDigest((await users.passwordOf(db, userId))?.hash ?? '');
}
