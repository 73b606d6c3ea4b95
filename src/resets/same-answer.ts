import type { Tx } from '../database/index.ts';
import { lastSecuredAt } from '../users/index.ts';
import type { NotMeAnswer, Pressed } from './index.ts';
import { findLink, isSpentBy } from './judge-link.ts';
import { type LinkRow, noteAnswer } from './link-store.ts';
import type { Parts } from './parts.ts';

/** What an answer did, and when it was done. */
interface Answered extends Pick<NotMeAnswer, 'about' | 'done'> {
  at: number;
}

/** Keeps what an answer did with the link that it spent. */
export async function keepAnswer(
  tx: Tx,
  { clock }: Pick<Parts, 'clock'>,
  { id }: LinkRow,
  { about, done }: NotMeAnswer,
): Promise<void> {
  const answered: Answered = { about, done, at: clock.now() };
  await noteAnswer(tx, id, JSON.stringify(answered));
}

/**
 * A second press of the button in the browser that has just said "this was not me": the same answer, which does nothing
 * more. Only while it is true still: nobody has set a password since, taken the account back or shut it.
 */
export async function sameAnswer(
  parts: Parts,
  token: string,
  pressed: Pressed & { about: string },
): Promise<NotMeAnswer | undefined> {
  const { database, users, clock } = parts;
  const link = await findLink(parts, token, 'not_me');
  const user = await users.byId(database.read, link.user_id ?? '');
  if (!user || !isSpentBy(link, pressed.browser) || link.answered === null) return undefined;
  const { about, done, at } = JSON.parse(link.answered) as Answered;
  const passwordAt = (await users.passwordChangedAt(database.read, user.id)) ?? 0;
  const isAsThen = Math.max(passwordAt, lastSecuredAt(user, clock.now()) ?? 0) <= at;
  return isAsThen && about === pressed.about ? { about, done, language: user.language } : undefined;
}
