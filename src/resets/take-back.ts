import type { Tx } from '../database/index.ts';
import type { Factors } from '../factors/index.ts';
import { type Caller, isSameEmail } from '../kernel/index.ts';
import { strangersPausedFor, type User } from '../users/index.ts';
import { alertAdministrators } from './alert-administrators.ts';
import { detours, undoChanges } from './earlier-address.ts';
import { giveBack } from './give-back.ts';
import type { NotMeDone } from './index.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import type { LinkRow } from './store.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife } from './warnings.ts';

/**
 * The address is again the one that the letter was about, and name, company, language and time zone are what they were; the password
 * goes, all that it had opened ends, second factors that were added since or used for it open nothing, nor do those that were added
 * while the account was elsewhere, strangers' asks pause, a fresh link goes to the owner at once, and administrators hear of it.
 */
export async function takeBack(
  tx: Tx,
  parts: Parts,
  caller: Caller,
  { link, user, at, alert }: { link: LinkRow; user: User; at: number; alert: string },
): Promise<NotMeDone[]> {
  const email = await undoChanges(tx, user, at);
  const moved = email !== undefined && !isSameEmail(email, user.email);
  const readable = await parts.users.undoOwnEdits(tx, caller, user);
  const owner = moved ? await giveBack(tx, parts, caller, { user: readable, email }) : readable;
  const address = moved ? [owner.email === undefined ? ('no_address' as const) : ('address' as const)] : [];
  const now = parts.clock.now();
  await parts.users.noteSecured(tx, owner.id, now);
  // A clock that was ahead may have told when it was, or the clock that told when a factor was added.
  const since = { since: Math.min(at, now), used: link.factor_used ?? undefined };
  const disowned = await disownEach(tx, parts, caller, owner, [
    since,
    ...(await unheardOf(tx, parts, { user, email })),
  ]);
  // Whose they are only their own letters can ask: somebody at work may have added them, or the owner.
  const before = { since: now - notMeLife, until: at, used: undefined };
  const left = await parts.factors.hasUndisowned(tx, owner.id, before);
  return [
    'password',
    'sessions',
    ...(disowned ? (['factors'] as const) : []),
    ...(left ? (['factors_left'] as const) : []),
    ...(await voidPassword(tx, parts, caller, owner)),
    'pause',
    ...(readable === user ? [] : (['profile'] as const)),
    ...address,
    ...(await alertAdministrators(tx, parts, owner, alert, { disowned, noAddress: address.includes('no_address') })),
  ];
}

/** Of what was added while the account was elsewhere no letter came to its mailbox that could ask whose it is. */
async function unheardOf(tx: Tx, { clock }: Parts, { user, email }: { user: User; email: string | undefined }) {
  const times = await detours(tx, { id: user.id, email }, clock.now() - notMeLife);
  return times.map((time) => ({ ...time, used: undefined }));
}

/** Answers whether there was anything. */
async function disownEach(
  tx: Tx,
  { factors }: Parts,
  caller: Caller,
  owner: User,
  each: readonly Parameters<Factors['disown']>[3][],
): Promise<boolean> {
  let disowned = false;
  for (const what of each) disowned = (await factors.disown(tx, caller, owner, what)) || disowned;
  return disowned;
}

async function voidPassword(tx: Tx, parts: Parts, caller: Caller, user: User): Promise<NotMeDone[]> {
  const { users, settings, clock } = parts;
  await users.replacePassword(tx, { user, hash: undefined, policy: 'none', by: 'void', caller });
  await users.pauseAsks(tx, user.id, clock.now() + strangersPausedFor);
  const to = await warnedAt(tx, parts, user);
  if (to === undefined) return [];
  const { link_life: life } = await settings.read(tx);
  const wanted = { purpose: 'reset', source: 'owner', user, to, life, outcome: 'send', reason: 'send' } as const;
  await newReset(tx, parts, caller, wanted);
  return ['letter'];
}
