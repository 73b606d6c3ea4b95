import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import { type Caller, Refusal, sourceOf } from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import { type Challenges, limited, type Take, type Throttle, takeOne } from '../throttle/index.ts';
import { asSubject, type User, type Users } from '../users/index.ts';
import { accountOf } from './account-limit.ts';
import type { FactorDue } from './factor-due.ts';
import type { OpenedSession, Sessions } from './index.ts';
import type { KnownBrowsers } from './known-browser.ts';
import { manySignIns, perAccount, signInsFrom, signInsIn } from './limits.ts';

interface Parts {
  database: Database;
  audit: Audit;
  throttle: Throttle;
  challenges: Challenges;
  users: Users;
  passwords: Passwords;
  knownBrowsers: KnownBrowsers;
  open: Sessions['open'];
}

/** One try to sign in: who it may concern, what its failures are counted under, and the hash to compare with. */
interface Attempt {
  user: User | undefined;
  hash: string | undefined;
  /** What it was counted under as a try, whatever comes of it. */
  tries: Take[];
  /** Failures in a row are counted here: per typed name and source, or per browser that the account knows. */
  failures: string;
  /** How many they are with this one. */
  inRow: number;
  /** All failures under this name from browsers that the account does not know. */
  account: string | undefined;
}

/** Has the form of an id, and no user has it: whoever is unknown is looked for under it. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Longer than any login or email; nothing longer is looked for. */
const longestLogin = 320;

/**
 * Signs in. A try is counted as a failure before the password is compared and taken back after a success, so that guesses
 * sent at once do not overtake the count. Unknown, archived, invited and wrong take the same path and the same work: the same
 * statements, too, because over a network each of them takes its time.
 */
export function createSignIn(parts: Parts): Sessions['signIn'] {
  const { database, audit, throttle, challenges, users, passwords, open } = parts;

  return async (caller, input) => {
    await challenges.demand(caller, { ...challengedAt(caller), answer: input.challenge });
    const attempt = await database.write((tx) => begin(tx, parts, caller, input));
    const { right, stronger } = await compare(attempt, input.password).catch((error) => takeBack(attempt, error));
    return database.write(async (tx): Promise<OpenedSession | FactorDue | Refusal> => {
      const { user, hash } = attempt;
      // The password may have been replaced while the old one was compared.
      await users.hold(tx, user?.id ?? nobody);
      const current = await users.passwordOf(tx, user?.id ?? nobody);
      if (!right || !user || !hash || current?.hash !== hash) return refuse(tx, caller, user);
      const { device, knownBrowser, step } = input;
      if (stronger) await users.rehash(tx, user.id, hash, stronger);
      await forget(tx, attempt);
      return open(tx, caller, user, { by: 'password', device, knownBrowser, step });
    });
  };

  async function compare({ hash, account }: Attempt, password: string) {
    const right = await passwords.verify(hash, password, account === undefined ? 'known' : 'anybody');
    const isOutdated = right && hash !== undefined && passwords.needsRehash(hash);
    return { right, stronger: isOutdated ? await passwords.hash(password) : undefined };
  }

  /**
   * Where nothing was compared, nothing has failed: a line that is full costs nobody a try. A source has tried all the same; a
   * browser that the account knows has not.
   */
  async function takeBack(attempt: Attempt, error: unknown): Promise<never> {
    await database.write(async (tx) => {
      await uncount(tx, attempt);
      if (attempt.account === undefined) await throttle.putBack(tx, attempt.tries);
    });
    throw error;
  }

  /** What failed in a browser that the account knows is over. What strangers failed at stays: else it told them of a success. */
  async function forget(tx: Tx, attempt: Attempt): Promise<void> {
    if (attempt.account === undefined) await throttle.forgetFailures(tx, attempt.failures);
    else await uncount(tx, attempt);
  }

  /** Only this try, in the order in which it was counted. */
  async function uncount(tx: Tx, { failures, inRow, account }: Attempt): Promise<void> {
    if (account !== undefined) await throttle.putBack(tx, [{ rule: perAccount, of: account }]);
    await throttle.takeBackFailure(tx, failures, inRow);
  }

  async function refuse(tx: Tx, caller: Caller, user: User | undefined): Promise<Refusal> {
    await audit.recordRefusal(tx, caller, {
      event: 'session.opened',
      outcome: 'wrong_credentials',
      details: { by: 'password' },
      ...(user && { subject: asSubject(user) }),
    });
    return new Refusal('wrong_credentials', {});
  }
}

/** Where a challenge is demanded of guesses, too: the signs are those of their source, whoever is named. */
export function challengedAt({ address }: Caller): Parameters<Challenges['pending']>[1] {
  return { form: 'sign_in', signs: manySignIns(address) };
}

/** Finds out who may be meant, and takes the counts; refuses `limited` before any password is looked at. */
async function begin(
  tx: Tx,
  { throttle, users, audit, knownBrowsers }: Parts,
  caller: Caller,
  input: { login: string; knownBrowser: string | undefined },
): Promise<Attempt | Refusal> {
  const name = input.login.slice(0, longestLogin);
  const user = name === input.login ? theOne(await users.meantBy(tx, name)) : undefined;
  const browser = await knownBrowsers.recognise(tx, user?.id ?? nobody, input.knownBrowser);
  const password = await users.passwordOf(tx, user?.id ?? nobody);
  const account = accountOf(name);
  // Whoever knows the account is not kept waiting at a new password for what failed at the old one.
  const failures = browser
    ? `browser ${account} ${password?.changedAt} ${browser.name}`
    : `source ${account} ${sourceOf(caller.address ?? '')}`;
  const strange = browser ? undefined : account;
  const tries = browser ? signInsIn(browser) : signInsFrom(caller.address);
  const refused = await mustWait(tx, throttle, { tries, failures, strange });
  if (refused) {
    await audit.recordRefusal(tx, caller, { event: 'session.opened', outcome: 'limited', details: { by: 'password' } });
    return refused;
  }
  const { inRow } = await throttle.countFailure(tx, failures);
  return { user, hash: password?.hash, tries, failures, inRow, account: strange };
}

/** The wide count of an account is taken last, and only by a try whose password is then compared. */
async function mustWait(
  tx: Tx,
  throttle: Throttle,
  of: { tries: Take[]; failures: string; strange: string | undefined },
): Promise<Refusal | undefined> {
  return (
    limited(await throttle.take(tx, of.tries)) ??
    limited(await throttle.waitAfterFailures(tx, of.failures)) ??
    (of.strange === undefined ? undefined : await takeOne(tx, throttle, { rule: perAccount, of: of.strange }))
  );
}

/** A login names one; an email only while exactly one active user has it. */
function theOne(meant: User[]): User | undefined {
  const active = meant.filter((user) => user.state !== 'archived');
  return active.length === 1 ? active[0] : undefined;
}
