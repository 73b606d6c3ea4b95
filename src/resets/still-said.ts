import type { Reader, Tx } from '../database/index.ts';
import type { User } from '../users/index.ts';
import { emailChangeById } from './email-change-store.ts';
import type { NotMeQuestion } from './index.ts';
import type { LinkRow } from './link-store.ts';
import type { Parts } from './parts.ts';
import { silenceOf } from './silence.ts';
import { resetById } from './store.ts';
import { notMeLife } from './warnings.ts';

/** What a letter with a button "this was not me" told of, and when that was. */
export type Told = Pick<NotMeQuestion, 'about' | 'at'>;

/**
 * What a button says still. Once the account is secured, one whose letter told of a second factor goes on speaking about that
 * one alone: somebody else's would open the account again, and what is added later is none of this letter's.
 */
export async function stillSaid(
  db: Reader | Tx,
  { factors, clock }: Pick<Parts, 'factors' | 'clock'>,
  user: User,
  link: LinkRow,
): Promise<Told | undefined> {
  const told = await toldBy(db, link);
  const silence = await silenceOf(db, user, link, { at: told.at, now: clock.now() });
  if (silence === undefined) return told;
  const toldOfFactors = told.about === 'factors' || told.about === 'sign_in';
  if (silence === 'elsewhere' || !toldOfFactors) return undefined;
  const isLeft = await factors.hasUndisowned(db, user.id, thoseOf(link, told));
  return isLeft ? { about: 'factors_left', at: told.at } : undefined;
}

/** The second factors that a letter told of: added at that very moment, or used for it. */
export function thoseOf(link: LinkRow, { at }: Pick<Told, 'at'>) {
  return { since: at, until: at, used: link.factor_used ?? undefined };
}

/** What the letter that the link was in told of, and when that was. A reset that was completed since changed the password. */
export async function toldBy(db: Reader | Tx, link: LinkRow): Promise<Told> {
  if (link.about) return { about: link.about, at: link.expires_at - notMeLife };
  const change = link.email_change_id && (await emailChangeById(db, link.email_change_id));
  if (change) return { about: 'address', at: change.asked_at };
  const reset = link.reset_id && (await resetById(db, link.reset_id));
  if (!reset) return { about: 'password', at: link.expires_at - notMeLife };
  if (reset.state === 'completed') return { about: 'password', at: reset.ended_at ?? reset.asked_at };
  return { about: 'reset', at: reset.asked_at };
}
