import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { type Caller, type EventName, Refusal, sessionOf, sourceOf } from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import { limited, type Throttle } from '../throttle/index.ts';
import { asSubject, type User, type Users } from '../users/index.ts';
import { ownPasswordAsked } from './limits.ts';

interface Parts {
  database: Database;
  audit: Audit;
  throttle: Throttle;
  users: Users;
  passwords: Passwords;
}

/** Whoever asks, as a user. Refuses `not_signed_in`. */
export async function selfOf({ database, users }: Parts, caller: Caller): Promise<User> {
  const user = caller.actor.kind === 'user' ? await users.byId(database.read, caller.actor.id) : undefined;
  if (!user) throw new Refusal('not_signed_in', {});
  return user;
}

/**
 * Proves that somebody knows their own password; counts before it compares, as signing in does, and by session: nobody who
 * guesses in a stolen one keeps its owner waiting in another. Right ones are counted, too: each takes its turn in the line
 * of hashes. `event` is what a wrong one is recorded as. Answers the hash that was compared with. Refuses `wrong_password`,
 * `limited`, `busy`.
 */
export async function provePassword(
  { database, audit, throttle, users, passwords }: Parts,
  caller: Caller,
  { user, password, event }: { user: User; password: string; event: EventName },
): Promise<string> {
  const of = `own ${user.id} ${placeOf(caller)}`;
  const tries = ownPasswordAsked({ session: of, user: user.id });
  const { hash, inRow } = await database.write(async (tx) => {
    const refused = limited(await throttle.waitAfterFailures(tx, of)) ?? limited(await throttle.take(tx, tries));
    if (refused) return refused;
    const counted = await throttle.countFailure(tx, of);
    return { inRow: counted.inRow, hash: (await users.passwordOf(tx, user.id))?.hash };
  });
  const right = await passwords.verify(hash, password, 'known').catch(async (error: unknown) => {
    // Where nothing was compared, nothing has failed.
    await database.write(async (tx) => {
      await throttle.putBack(tx, tries);
      await throttle.takeBackFailure(tx, of, inRow);
    });
    throw error;
  });
  return database.write(async (tx) => {
    if (!right || hash === undefined) {
      await audit.record(tx, caller, { event, subject: asSubject(user), outcome: 'wrong_password' });
      return new Refusal('wrong_password', {});
    }
    await throttle.forgetFailures(tx, of);
    return hash;
  });
}

function placeOf(caller: Caller): string {
  const session = sessionOf(caller);
  return session ? `session ${session}` : `source ${sourceOf(caller.address ?? '')}`;
}
