import { fold, isEmail } from '../kernel/index.ts';
import { stillPausedUntil, type User } from '../users/index.ts';
import { toLines } from './browse.ts';
import { pageOfMatching, resetsByDigest } from './browse-store.ts';
import type { Explanation, MeantPerson, Resets } from './index.ts';
import { withLetters } from './letter-of.ts';
import { addresseeOf, lettersTo, letterWithoutLink } from './limits.ts';
import type { Parts } from './parts.ts';
import { unreachableBecause } from './reachable.ts';
import { isName, nameDigests, nameRemembered } from './typed-name.ts';

const mostAsks = 25;
const mostOfPerson = 5;

/**
 * "Why no mail?": everything that is known about a typed name, for staff alone. What is typed here is looked up and
 * forgotten, as it is when somebody asks.
 */
export function createExplain(parts: Parts): Resets['explain'] {
  const { database, audit, settings, users, mail, clock } = parts;
  return async (caller, typed) => {
    await audit.admit(caller, 'resets.read');
    await audit.admit(caller, 'users.find'); // it names people, also those whom nobody has named
    if (!isName(typed)) return undefined;
    const { self_service } = await settings.read(database.read);
    const meant = await users.meantBy(database.read, typed);
    const askedSince = clock.now() - nameRemembered;
    return {
      asks: await asksFor(parts, typed),
      askedSince,
      unreadableAt: await latestUnreadable(parts, askedSince),
      people: await Promise.all(meant.map((user) => tellPerson(parts, user))),
      near: await users.near(database.read, typed),
      looksLikeEmail: typed.includes('@') ? isEmail(fold(typed)) : undefined,
      selfService: self_service,
      servers: await mail.servers.list(caller),
      ready: mail.ready(),
      stopped: mail.trouble()?.what === 'stopped',
      waitingSince: await mail.dueSince(),
    } satisfies Explanation;
  };
}

async function asksFor(parts: Parts, typed: string): Promise<Explanation['asks']> {
  const { database, secrets } = parts;
  const rows = await resetsByDigest(database.read, nameDigests(secrets, typed), mostAsks);
  return withLetters(parts, await toLines(parts, rows));
}

async function latestUnreadable({ database }: Parts, from: number): Promise<number | undefined> {
  const { rows } = await pageOfMatching(database.read, { reasons: ['unreadable'], from }, { limit: 1 });
  return rows[0]?.asked_at;
}

async function tellPerson(parts: Parts, user: User): Promise<MeantPerson> {
  const { database, users, clock, sessions } = parts;
  const latest = await pageOfMatching(database.read, { userIds: [user.id] }, { limit: mostOfPerson });
  const sharing = user.email === undefined ? [] : await users.meantBy(database.read, user.email);
  return {
    user,
    unreachable: unreachableBecause(user)?.code as MeantPerson['unreachable'],
    limitedUntil: await limitedUntil(parts, user),
    pausedUntil: stillPausedUntil(user, clock.now()),
    signInsUntil: await sessions.heldBackUntil(database.read, user),
    approval: await waitingApproval(parts, user),
    sharedWith: sharing.filter(({ id }) => id !== user.id),
    resets: await withLetters(parts, await toLines(parts, latest.rows)),
  };
}

async function waitingApproval({ database, users, approvals }: Parts, user: User): Promise<MeantPerson['approval']> {
  const approval = await approvals.waitingReset(database.read, user.id);
  if (!approval) return undefined;
  const { askedAt, expiresAt, askedBy } = approval;
  return { askedAt, expiresAt, alone: !(await users.hasOtherAdministrator(database.read, askedBy.id, user.id)) };
}

/** Until there is room within the usual limits, or for the letter an hour once no link holds, whichever is sooner. */
async function limitedUntil({ database, throttle, settings, clock }: Parts, user: User): Promise<number | undefined> {
  const now = clock.now();
  const to = addresseeOf(user);
  const { minute, letter } = letterWithoutLink(to);
  const usual = await throttle.peek(database.read, lettersTo(await settings.read(database.read), to));
  const withoutLink = await throttle.peek(database.read, [minute, ...letter]);
  const until = Math.min(now + usual, Math.max(now + withoutLink, user.resetUntil ?? 0));
  return until > now ? until : undefined;
}
