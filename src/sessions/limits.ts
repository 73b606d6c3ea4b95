import type { KnownBrowser } from '../factors/index.ts';
import { day, hour, isGood, isStaff, minute, networkOf, type Role, sourceOf } from '../kernel/index.ts';
import type { SettingValues } from '../settings/index.ts';
import type { Rule, Take } from '../throttle/index.ts';
import type { SessionRow } from './store.ts';

/** How long risky acts need no password after it was given. */
const freshFor = 10 * minute;
/** Whoever has just set the installation up goes through its whole first configuration. */
const freshAfterSetUp = hour;

/** How many browsers of one user are known at most. */
export const mostBrowsers = 50;

/** How many sessions one user has at most. */
export const mostSessions = 20;

const perSource: Rule = { name: 'sign-in per source', max: 120, within: minute };
/** One neighbourhood may try as often as five sources, or whoever has a whole one would fill the line of hashes alone. */
const perNetwork: Rule = { name: 'sign-in per network', max: 5 * perSource.max, within: minute };
/** All the browsers together that an account may know have no more room than one network. */
const perKnownBrowser: Rule = { name: 'sign-in per known browser', max: perNetwork.max / mostBrowsers, within: minute };
/** Failures in a row under one name from browsers that the account does not know; then only a reset helps, or a day. */
export const perAccount: Rule = { name: 'failures per account', max: 100, within: day };

/** Sign-ins, whoever is meant: a brake on hashing floods. From narrow to wide. */
export function signInsFrom(address = ''): [source: Take, network: Take] {
  return [
    { rule: perSource, of: sourceOf(address) },
    { rule: perNetwork, of: networkOf(address) },
  ];
}

/** Sign-ins in a browser that the account knows: no neighbour's tries are among them. */
export function signInsIn({ name }: KnownBrowser): Take[] {
  return [{ rule: perKnownBrowser, of: name }];
}

const perSession: Rule = { name: 'own password asked per session', max: 12, within: minute };
/** Room for all that a person does in several sessions, and none for filling the line of hashes with a password that is right. */
const perPerson: Rule = { name: 'own password asked', max: 30, within: minute };

/** The own password, asked for again. From narrow to wide: a stolen session takes no more than its part of the wide one. */
export function ownPasswordAsked({ session, user }: { session: string; user: string }): Take[] {
  return [
    { rule: perSession, of: session },
    { rule: perPerson, of: user },
  ];
}

/** Counts that are full when unusually much is tried: long before anybody is refused. */
export function manySignIns(address: string | undefined): Take[] {
  return signInsFrom(address).map(({ rule, of }) => ({ rule: { ...rule, max: rule.max / 6 }, of }));
}

/** Letters to one user about sign-ins from new browsers: enough to be warned. */
export const newBrowserLetters: Rule = { name: 'new-browser letters', max: 5, within: day };
/** Counted apart: whoever stops before the factor five times must not come in untold after. */
export const factorDueLetters: Rule = { ...newBrowserLetters, name: 'factor-due letters' };

/** Live checks of a new own password: room for a person who types. */
export const judgements: Rule = { name: 'judged per user', max: 300, within: hour };

/** Each is told by a letter, so it is the change that is refused. A reset is not: its owner has the mailbox. */
export const ownPasswordChanges: Rule = { name: 'own password changes', max: 10, within: hour };

/** Milliseconds. */
export interface Life {
  idle: number;
  longest: number;
}

/** How long a session lives unused and used. Shorter, unless set otherwise, for those who can do more. */
export function lifeOf(rules: SettingValues, role: Role): Life {
  return isStaff(role)
    ? { idle: rules.staff_session_idle, longest: rules.staff_session_longest }
    : { idle: rules.session_idle, longest: rules.session_longest };
}

/** Whether a session lives: what was tightened since it began holds for it, too. */
export function isAlive(
  session: Pick<SessionRow, 'created_at' | 'last_seen_at' | 'ends_at'>,
  life: Life,
  now: number,
): boolean {
  const ends = Math.min(session.ends_at, session.created_at + life.longest, session.last_seen_at + life.idle);
  return isGood({ made: session.created_at, ends }, now);
}

/** What a clock far ahead told, before it was put right, keeps nobody fresh until then. */
export function freshUntil(
  session: Pick<SessionRow, 'authenticated_at' | 'created_at' | 'made_by'>,
  now: number,
): number {
  const { authenticated_at: at, created_at, made_by } = session;
  if (at === null || at > now + freshFor) return 0;
  return at + (made_by === 'set_up' && at === created_at ? freshAfterSetUp : freshFor);
}
