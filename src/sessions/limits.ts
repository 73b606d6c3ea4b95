import { day, hour, isStaff, minute, type Role } from '../kernel/index.ts';
import type { Rule } from '../throttle/index.ts';
import type { SessionRow } from './store.ts';

/** How long a session lives unused and used, and how many one user has. Shorter for those who can do more. */
const sessionLife = {
  user: { idle: 2 * hour, absolute: 7 * day },
  staff: { idle: 30 * minute, absolute: 12 * hour },
} as const;

/** How long risky acts need no password after it was given. */
const freshFor = 10 * minute;
/** Whoever has just set the installation up goes through its whole first configuration. */
const freshAfterSetUp = hour;

export const mostSessions = 20;

/** Sign-ins from one address, whoever is meant: a brake on hashing floods. */
export const perSource: Rule = { name: 'sign-in per source', max: 120, within: minute };
/** Failures in a row under one name from browsers that the account does not know; then only a reset helps, or a day. */
export const perAccount: Rule = { name: 'failures per account', max: 100, within: day };

/** Live checks of a new own password: room for a person who types. */
export const judgements: Rule = { name: 'judged per user', max: 300, within: hour };

export function lifeOf(role: Role): { idle: number; absolute: number } {
  return isStaff(role) ? sessionLife.staff : sessionLife.user;
}

export function freshUntil(session: Pick<SessionRow, 'authenticated_at' | 'created_at' | 'made_by'>): number {
  const { authenticated_at: at, created_at, made_by } = session;
  if (at === null) return 0;
  return at + (made_by === 'set_up' && at === created_at ? freshAfterSetUp : freshFor);
}
