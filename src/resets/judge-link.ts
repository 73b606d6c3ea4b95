import { isGood, isSameEmail, Refusal, sameDigest, tokenDigest } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import { type LinkRow, linkByDigest, newerLinkMadeAt } from './link-store.ts';
import type { Parts } from './parts.ts';
import { resetById } from './store.ts';

/** A token's form; anything else is refused before a database hears of it. */
const tokenForm = /^[A-Za-z0-9_-]{43}$/;

/** The link behind a token, alive or dead. Refuses `link_unknown`. */
export async function findLink(parts: Parts, token: string, purpose: LinkRow['purpose'] = 'reset'): Promise<LinkRow> {
  const link = tokenForm.test(token) ? await linkByDigest(parts.database.read, tokenDigest(token), purpose) : undefined;
  if (!link) throw new Refusal('link_unknown', {});
  return link;
}

/** The same while it works. Refuses `link_unknown`, `link_expired`, `link_used`. */
export async function findLiveLink(parts: Parts, token: string, purpose?: LinkRow['purpose']): Promise<LinkRow> {
  const link = await findLink(parts, token, purpose);
  const refused = await refusalOf(parts, link);
  if (refused) throw refused;
  return link;
}

/** Whether it was spent in this very step of a browser, which may press its button a second time. */
export function isSpentBy({ state, spent_by }: LinkRow, browser: string | undefined): boolean {
  return state === 'spent' && browser !== undefined && sameDigest(spent_by ?? '', tokenDigest(browser));
}

/**
 * What a form names a link by. Its id is for ourselves: ids of one millisecond are numbered, so that of a letter asked for
 * together with another one would tell whether that one was written to somebody.
 */
export function publicIdOf({ token_digest }: LinkRow): string {
  return tokenDigest(`public ${token_digest}`);
}

/** Why a link does not work any more, for its holder alone; `undefined` while it does. */
export async function refusalOf(parts: Parts, link: LinkRow): Promise<Refusal | undefined> {
  const user = await holderOf(parts, link);
  if (link.state === 'spent') return new Refusal('link_used', { purpose: link.purpose, ...toldOf(user) });
  const works = link.state === 'live' && holds(link, parts.clock.now()) && stillConcerns(link, user);
  return works ? undefined : expired(parts, link);
}

/** "This was not me" opens nothing: it speaks for its mailbox also where a clock far ahead told when it was made. */
function holds({ purpose, created_at, expires_at }: LinkRow, now: number): boolean {
  return isGood({ made: purpose === 'not_me' ? 0 : created_at, ends: expires_at }, now);
}

async function holderOf({ database, users }: Parts, { user_id: id }: LinkRow): Promise<User | undefined> {
  return id ? users.byId(database.read, id) : undefined;
}

function toldOf(user: User | undefined) {
  return user && { companyId: user.companyId, timeZone: user.timeZone, language: user.language };
}

/** What the holder of a link is told that serves nobody any more. */
export async function expired(parts: Parts, link: LinkRow): Promise<Refusal> {
  const { database } = parts;
  const user = await holderOf(parts, link);
  const reset = link.reset_id ? await resetById(database.read, link.reset_id) : undefined;
  const mailed = link.purpose === 'not_me' || link.purpose === 'confirm_email' || reset?.outcome === 'send';
  const after = await whatCameAfter(parts, link, user);
  return new Refusal('link_expired', { sentAt: link.created_at, mailed, ...toldOf(user), ...after });
}

/**
 * Whatever changed a user, in or past the product: a link serves who and where it was sent to, or nobody. "This was not me"
 * serves a mailbox that the account has left, too.
 */
export function stillConcerns({ purpose, sent_to }: LinkRow, user: User | undefined): boolean {
  return user?.state !== 'archived' && (purpose === 'not_me' || sent_to === null || isSameEmail(sent_to, user?.email));
}

async function whatCameAfter({ database, users, clock }: Parts, link: LinkRow, user: User | undefined) {
  if (!user) return {};
  const changedAt = (await users.passwordChangedAt(database.read, user.id)) ?? 0;
  const since = { after: link.created_at, now: clock.now() };
  // The newer ones that there are ask for a password: none of them does what another link was for.
  const newerSentAt = link.purpose === 'reset' ? await newerLinkMadeAt(database.read, user.id, since) : undefined;
  return {
    ...(newerSentAt !== undefined && { newerSentAt }),
    ...(changedAt > link.created_at && { passwordChangedAt: changedAt }),
  };
}
