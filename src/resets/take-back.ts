import type { Tx } from '../database/index.ts';
import type { Disowned } from '../factors/index.ts';
import { type Caller, isSameEmail } from '../kernel/index.ts';
import { strangersPausedFor, type User } from '../users/index.ts';
import { alertAdministrators } from './alert-administrators.ts';
import { detours, undoChanges } from './earlier-address.ts';
import { giveBack } from './give-back.ts';
import type { NotMeDone } from './index.ts';
import type { LinkRow } from './link-store.ts';
import { newReset } from './new-reset.ts';
import type { Parts } from './parts.ts';
import type { Told } from './still-said.ts';
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
  { link, user, about, at }: Told & { link: LinkRow; user: User },
): Promise<NotMeDone[]> {
  const email = await undoChanges(tx, user, at);
  const isMoved = email !== undefined && !isSameEmail(email, user.email);
  const readable = await parts.users.undoOwnEdits(tx, caller, user);
  const owner = isMoved ? await giveBack(tx, parts, caller, { user: readable, email }) : readable;
  const noAddress = isMoved && owner.email === undefined;
  const now = parts.clock.now();
  await parts.users.noteSecured(tx, owner.id, now);
  // A clock that was ahead may have told when it was, or the clock that told when a factor was added.
  const since = { since: Math.min(at, now), used: link.factor_used ?? undefined };
  // Of what was added while it was elsewhere no letter came to its mailbox that could ask whose it is.
  const unheard = await detours(tx, { id: user.id, email }, now - notMeLife);
  const disowned = await disownEach(tx, parts, caller, { owner, each: [since, ...unheard] });
  // Whose they are only their own letters can ask: somebody at work may have added them, or the owner.
  const isAnyLeft = await parts.factors.hasUndisowned(tx, owner.id, { since: now - notMeLife, until: at });
  const isMailed = await voidPassword(tx, parts, caller, owner);
  const told = await alertAdministrators(tx, parts, owner, { about, disowned, noAddress });
  const done: Partial<Record<NotMeDone, boolean>> = {
    password: true,
    sessions: true,
    factors: disowned,
    factors_left: isAnyLeft,
    letter: isMailed,
    pause: true,
    profile: readable !== user,
    address: isMoved && !noAddress,
    no_address: noAddress,
  };
  return [...(Object.keys(done) as NotMeDone[]).filter((what) => done[what]), ...told];
}

/** Answers whether there was anything. */
async function disownEach(
  tx: Tx,
  { factors }: Parts,
  caller: Caller,
  { owner, each }: { owner: User; each: readonly Disowned[] },
): Promise<boolean> {
  let disowned = false;
  for (const what of each) disowned = (await factors.disown(tx, caller, owner, what)) || disowned;
  return disowned;
}

/** Answers whether a letter with a fresh link goes to the owner. */
async function voidPassword(tx: Tx, parts: Parts, caller: Caller, user: User): Promise<boolean> {
  const { users, settings, clock } = parts;
  await users.replacePassword(tx, { user, by: 'void', caller });
  await users.pauseAsks(tx, user.id, clock.now() + strangersPausedFor);
  const to = await warnedAt(tx, parts, user);
  if (to === undefined) return false;
  const { link_life: life } = await settings.read(tx);
  const wanted = { purpose: 'reset', source: 'owner', user, to, life, outcome: 'send', reason: 'send' } as const;
  await newReset(tx, parts, caller, wanted);
  return true;
}
