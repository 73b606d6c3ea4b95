import type { Tx } from '../database/index.ts';
import { isEmail } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import { stillPausedUntil, type User } from '../users/index.ts';
import { addresseeOf, lettersTo, letterWithoutLink, type Mailed } from './limits.ts';
import type { Parts } from './parts.ts';

/** Why an ask leads to a letter (`send`) or to none. */
export const reasons = [
  'send',
  'unknown',
  'archived',
  'no_address',
  'undeliverable',
  'limited',
  'paused',
  'shared',
  'unreadable',
] as const;

export type Reason = (typeof reasons)[number];

/** What speaks against a letter to this active user, if anything. A pause is for strangers: the owner asks by a link of their own. */
export async function reasonFor(
  tx: Tx,
  parts: Parts,
  rules: SettingValues,
  { user, byOwner = false }: { user: User; byOwner?: boolean },
): Promise<Reason> {
  if (user.email === undefined) return 'no_address';
  if (!isEmail(user.email)) return 'undeliverable';
  if (!byOwner && stillPausedUntil(user, parts.clock.now()) !== undefined) return 'paused';
  const letter = { to: addresseeOf(user), linkUntil: user.resetUntil };
  return (await takeLetter(tx, parts, rules, letter)) ? 'send' : 'limited';
}

/** The same of a name that nobody has: it takes no less work. */
export async function reasonForNobody(tx: Tx, parts: Parts, rules: SettingValues, to: Mailed): Promise<Reason> {
  await takeLetter(tx, parts, rules, { to, linkUntil: undefined });
  return 'unknown';
}

/** Counts a letter, if there is room for it: within the usual limits, or once an hour for whoever has no link that holds. */
async function takeLetter(
  tx: Tx,
  { clock, throttle }: Parts,
  rules: SettingValues,
  { to, linkUntil = 0 }: { to: Mailed; linkUntil: number | undefined },
): Promise<boolean> {
  if ((await throttle.take(tx, lettersTo(rules, to))) === 0) return true;
  if (linkUntil > clock.now()) return false;
  const { minute, letter } = letterWithoutLink(to);
  // This ask is counted there: a second one is of those that are decided together, and the first has its letter.
  const [inMinute] = await throttle.look(tx, [minute]);
  return (inMinute?.count ?? 0) <= minute.rule.max && (await throttle.take(tx, letter)) === 0;
}
