import { isEmail, Refusal } from '../kernel/index.ts';
import type { User } from '../users/index.ts';

/** Why no letter can go to a user, if none can. */
export function unreachableBecause(user: User): Refusal | undefined {
  if (user.state === 'archived') return new Refusal('archived', { name: user.name });
  if (user.email === undefined) return new Refusal('no_address', { name: user.name });
  return reachable(user) ? undefined : new Refusal('email_malformed', {});
}

/** Whether a letter can go to a user at all. */
export function reachable(user: User): boolean {
  return user.email !== undefined && isEmail(user.email);
}
