import type { Tx } from '../database/index.ts';
import { type Caller, day, fold, isSameEmail } from '../kernel/index.ts';
import { type AddressChange, isAnotherMailbox, type ReplacedBy, type User, type UserFollower } from '../users/index.ts';
import { beginAnew } from './begin-anew.ts';
import { isOver } from './describe.ts';
import {
  earlierAddress,
  forgetEarlier,
  type Left,
  leftLately,
  noteGiven,
  noteMove,
  undoDetour,
} from './earlier-address.ts';
import { endEmailChanges } from './email-change-store.ts';
import { deleteCodes } from './identity-code-store.ts';
import type { Goes } from './letters/address-changed.ts';
import type { Parts } from './parts.ts';
import { reachable } from './reachable.ts';
import { goingResets, killLinks, updateReset } from './store.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife, takenAlong } from './warnings.ts';

/** How long the notice of a new email or login is worth sending. */
const noticeLife = 7 * day;

/** Letters that hold what opens something; those that tell or ask an administrator go all the same. */
const opening = ['reset', 'invitation', 'identity_code', 'confirm_email'];

/** What a changed password, a changed address and an archiving mean for links and letters. */
export function createFollower(parts: Parts): UserFollower {
  return {
    name: 'resets',
    async passwordReplaced(tx, change) {
      await endEmailChanges(tx, change.user.id, { because: 'password_changed', at: parts.clock.now() });
      const links = await endResets(tx, parts, { ...change, because: 'password_changed' });
      // A voided password is told by the letter with the fresh link.
      if (change.by !== 'void') await enqueueNotice(tx, parts, change);
      return { links };
    },
    async addressChanged(tx, change) {
      const elsewhere = isElsewhere(change);
      if (elsewhere) await endEmailChanges(tx, change.user.id, { because: 'address_changed', at: parts.clock.now() });
      const former = await warnedAt(tx, parts, change.before); // before anything leads elsewhere
      const own = change.by === 'oneself' ? await noteOwnEdit(tx, parts, change) : undefined;
      const left = await undoDetour(tx, change.user, parts.clock.now() - notMeLife);
      if (left) await secureAsBefore(tx, parts, change.user, left);
      if (isAnotherMailbox(change)) await heedStaff(tx, parts, change);
      const links = elsewhere ? await endResets(tx, parts, { ...change, because: 'address_changed' }) : 0;
      await enqueueAddressNotices(tx, parts, change, { former, own, disowns: own ? null : ownLogin(change) });
      return { links };
    },
    roleChanged: (tx, change) => beginAnew(tx, parts, change),
    async archived(tx, user, caller) {
      await endEmailChanges(tx, user.id, { because: 'archived', at: parts.clock.now() });
      await parts.users.noteSecured(tx, user.id, parts.clock.now());
      await forgetEarlier(tx, user);
      return { links: await endResets(tx, parts, { user, caller, because: 'archived' }) };
    },
    deleted: (tx, user) => parts.mail.forget(tx, user.id),
  };
}

/** Written another way, an email or a login is the one that it was: what went there serves whom it served. */
function isElsewhere({ user, before }: AddressChange): boolean {
  return !isSameEmail(user.email, before.email) || fold(user.login) !== fold(before.login);
}

/**
 * Nothing leads back from the mailbox that staff say is the account's. What was mailed before does nothing any more, nor does
 * a letter that waits: it would bring one more button to the former address. Where they only bring the account back to
 * where it was before it moved by itself, they end no password, and the buttons that came there are how its owner does.
 */
async function heedStaff(tx: Tx, parts: Parts, change: AddressChange): Promise<void> {
  const { users, clock } = parts;
  const left = await leftLately(tx, change, clock.now() - notMeLife);
  await forgetEarlier(tx, change.user);
  await noteGiven(tx, parts, change);
  // Whoever moved it may have chosen what its owner cannot read, too.
  if (left !== undefined) await users.undoOwnEdits(tx, change.caller, change.user);
  if (left === undefined) await users.noteSecured(tx, change.user.id, clock.now());
  else await secureAsBefore(tx, { users }, change.user, left);
}

/**
 * Buttons that came to where the account is back speak still, whatever was done meanwhile by whoever has the other mailbox. What had
 * silenced buttons before it left does so again: whoever saw one of them once is nobody to whom it came back.
 */
async function secureAsBefore(
  tx: Tx,
  { users }: Pick<Parts, 'users'>,
  { id, securedAt = 0 }: User,
  { at, securedBefore }: Left,
): Promise<void> {
  if (securedAt >= at) await users.noteSecured(tx, id, securedBefore);
}

/**
 * Staff who edit their own address prove no mailbox, and whoever holds their session can do it: so it is kept as a change by
 * the account itself, over which "this was not me" leads back.
 */
async function noteOwnEdit(tx: Tx, parts: Parts, { user, before }: AddressChange) {
  if (isSameEmail(user.email, before.email)) return undefined;
  return noteMove(tx, parts, { user, from: before.email, to: user.email });
}

/** Whoever holds the session of staff may change their login, too: whose mailbox it still is, is asked about that. */
function ownLogin({ by, user, before }: AddressChange): 'login' | null {
  return by === 'oneself' && user.login !== before.login ? 'login' : null;
}

/** Links and mailed codes die, letters that wait are withdrawn, and the timeline of each reset that was still going says why. */
export async function endResets(
  tx: Tx,
  { clock, mail, audit, users }: Parts,
  { user, caller, because }: { user: User; caller: Caller; because: string },
): Promise<number> {
  const at = clock.now();
  const links = await killLinks(tx, { userId: user.id, purpose: 'reset' }, { because, at });
  await deleteCodes(tx, { userId: user.id });
  await mail.withdraw(tx, { userId: user.id, kinds: opening }, because);
  for (const reset of (await goingResets(tx, user.id)).filter((one) => !isOver(one, at))) {
    await updateReset(tx, reset.id, { state: 'cancelled', ended_at: at });
    await audit.record(tx, caller, { event: 'reset.cancelled', resetId: reset.id, details: { because } });
  }
  await users.noteReset(tx, user.id, { until: undefined });
  return links;
}

/** Every change of a password is told to its owner, however it was made. */
async function enqueueNotice(
  tx: Tx,
  parts: Parts,
  { user, by, caller }: { user: User; by: ReplacedBy; caller: Caller },
): Promise<void> {
  const address = await warnedAt(tx, parts, user);
  if (address === undefined) return;
  const at = parts.clock.now();
  await parts.mail.enqueue(tx, {
    kind: 'password_changed',
    to: { name: user.name, address },
    warns: user.id,
    data: { ...takenAlong(user), user: user.id, at, by, address: caller.address ?? null, agent: caller.agent ?? null },
    expiresAt: at + notMeLife,
  });
}

/**
 * A new email or login is told where the person was reached before, and where they are reached now. Where the account itself
 * did it, the former mailbox is all that stands against whoever is at work in it: there the letter has a button.
 */
async function enqueueAddressNotices(
  tx: Tx,
  { clock, mail }: Parts,
  change: AddressChange,
  {
    former,
    own,
    disowns,
  }: { former: string | undefined; own: { id: string; at: number } | undefined; disowns: 'login' | null },
): Promise<void> {
  const { user, before, caller } = change;
  const at = clock.now();
  const earlier = own && (await earlierAddress(tx, user, own.at));
  const what = [...(user.login === before.login ? [] : ['login']), ...(user.email === before.email ? [] : ['email'])];
  const by = 'label' in caller.actor ? caller.actor.label : null;
  const told = { what: what.join(' '), by, disowns, ends: isElsewhere(change) ? 'links' : null };
  const present = reachable(user) ? user.email : undefined;
  for (const address of isSameEmail(former, present) ? [present] : [former, present]) {
    if (address === undefined) continue;
    const leadsBack = earlier?.leftAt !== undefined && isSameEmail(earlier.email, address);
    await mail.enqueue(tx, {
      kind: 'address_changed',
      to: { name: user.name, address },
      ...(leadsBack && own && { about: own.id }),
      warns: user.id,
      data: { ...takenAlong(user), user: user.id, at, ...told, goes: goesFrom(address, present) },
      expiresAt: at + noticeLife,
    });
  }
}

/** Where letters to an account go by now, as seen from the mailbox that is told. */
function goesFrom(mailbox: string, present: string | undefined): Goes {
  if (present === undefined) return 'nowhere';
  return isSameEmail(mailbox, present) ? 'here' : 'elsewhere';
}
