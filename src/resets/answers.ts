import type { Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { Rule } from '../throttle/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { alertAdministrators } from './alert-administrators.ts';
import { endReset } from './end-reset.ts';
import type { NotMeDone } from './index.ts';
import { goesOn } from './life.ts';
import type { LinkRow } from './link-store.ts';
import type { Parts } from './parts.ts';
import { type Told, thoseOf } from './still-said.ts';
import { resetById } from './store.ts';
import { takeBack } from './take-back.ts';
import { notMeLife } from './warnings.ts';

/** What a button says, by which link, and of whom. */
export interface Said extends Told {
  link: LinkRow;
  user: User;
}

/** A link that is pressed again shows the same, and is in the record once. */
const toldMine: Rule = { name: 'told mine by link', max: 1, within: notMeLife };

/** "This was me" changes nothing. */
export async function confirmMine(tx: Tx, parts: Parts, caller: Caller, said: Said): Promise<void> {
  if ((await parts.throttle.take(tx, [{ rule: toldMine, of: said.link.id }])) > 0) return;
  await record(tx, parts, caller, { said, answer: 'confirmed_mine' });
}

/** "This was not me". Answers what was done. */
export async function disown(tx: Tx, parts: Parts, caller: Caller, said: Said): Promise<NotMeDone[]> {
  if (said.about === 'reset') return disownReset(tx, parts, caller, said);
  await record(tx, parts, caller, { said, answer: 'disowned' });
  if (said.about === 'factors_left') return disownFactors(tx, parts, caller, said);
  // Whoever did it was signed in, or knew the password at least.
  return takeBack(tx, parts, caller, said);
}

/**
 * The reset ends, if it has not yet, and administrators hear of it. It touched no password; whether somebody else did since is
 * told, and asked by the letter about that.
 */
async function disownReset(tx: Tx, parts: Parts, caller: Caller, said: Said): Promise<NotMeDone[]> {
  const { link, user, about, at } = said;
  const reset = await resetById(tx, link.reset_id ?? '');
  const links = reset && goesOn(reset, parts.clock.now()) ? await endReset(tx, parts, user, reset.id) : 0;
  await record(tx, parts, caller, { said, answer: 'disowned', details: { links } });
  const changedSince = ((await parts.users.passwordChangedAt(tx, user.id)) ?? at) > at;
  const told = await alertAdministrators(tx, parts, user, { about, changedSince });
  return ['link', changedSince ? 'changed_since' : 'untouched', ...told];
}

/** The account is secured, and nothing else of it is touched: the password is its owner's by now. */
async function disownFactors(tx: Tx, parts: Parts, caller: Caller, said: Said): Promise<NotMeDone[]> {
  const { link, user, about } = said;
  const disowned = await parts.factors.disown(tx, caller, user, thoseOf(link, said));
  return ['factors', ...(await alertAdministrators(tx, parts, user, { about, disowned }))];
}

async function record(
  tx: Tx,
  { audit }: Parts,
  caller: Caller,
  {
    said: { about, user, link },
    answer,
    details,
  }: { said: Said; answer: 'confirmed_mine' | 'disowned'; details?: { links: number } },
): Promise<void> {
  await audit.record(tx, caller, {
    event: `${inRecord(about)}.${answer}`,
    subject: asSubject(user),
    ...(link.reset_id !== null && { resetId: link.reset_id }),
    ...(details && { details }),
  });
}

/** As the record calls it. */
function inRecord(about: Told['about']) {
  if (about === 'factor_due') return 'sign_in';
  return about === 'factors_left' ? 'factors' : about;
}
