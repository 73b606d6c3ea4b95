import { alone, type Tx } from '../database/index.ts';
import { type Clock, fold, newId, type Random } from '../kernel/index.ts';
import type { AdoptedUser, User } from './index.ts';
import { writeHash } from './password-store.ts';
import { insertUser } from './store.ts';

interface Parts {
  clock: Clock;
  random: Random;
}

/**
 * Writes a user as it was found: whatever was wrong with its email before is wrong still, and can be seen here. A hash
 * that comes along is no change of a password: nothing ends by it and nobody is told.
 */
export function createAdopt(parts: Parts) {
  const adoptIfFree = createAdoptIfFree(parts);
  return async (tx: Tx, user: AdoptedUser): Promise<User> => {
    const adopted = await adoptIfFree(tx, user);
    if (!adopted) throw new Error(`somebody else is ${user.login}`);
    return adopted;
  };
}

/** Answers nobody when the login is taken. */
export function createAdoptIfFree({ clock, random }: Parts) {
  return async (tx: Tx, user: AdoptedUser): Promise<User | undefined> => {
    const folded = fold(user.login);
    await alone(tx, `login ${folded}`); // somebody else may be about to take it by an edit
    const adopted = await insertUser(tx, {
      id: newId(clock, random),
      company_id: user.companyId,
      name: user.name,
      login: user.login,
      login_folded: folded,
      email: user.email ?? null,
      email_folded: user.email === undefined ? null : fold(user.email),
      role: user.role,
      state: user.state,
      language: user.language,
      time_zone: user.timeZone,
      created_at: clock.now(),
      archived_at: user.state === 'archived' ? clock.now() : null,
      archived_from: null,
      last_sign_in_at: null,
      paused_until: null,
    });
    if (adopted && user.password) await writeHash(tx, { userId: adopted.id, at: clock.now(), ...user.password });
    return adopted;
  };
}
