import type { Tx } from '../database/index.ts';
import { fold, isSameEmail } from '../kernel/index.ts';
import { type AddressChange, isAnotherMailbox, type User, type UserFollower } from '../users/index.ts';
import { beginAnew } from './begin-anew.ts';
import { forgetEarlier, type Left, leftLately, noteGiven, noteMove, undoDetour } from './earlier-address.ts';
import { endEmailChanges } from './email-change-store.ts';
import { endResets } from './end-reset.ts';
import type { Parts } from './parts.ts';
import { tellAddressChanged } from './tell-address-changed.ts';
import { tellPasswordChanged } from './tell-password-changed.ts';
import { warnedAt } from './warned-at.ts';
import { notMeLife } from './warnings.ts';

/** What a changed password, a changed address and an archiving mean for links and letters. */
export function createFollower(parts: Parts): UserFollower {
  return {
    name: 'resets',
    async passwordReplaced(tx, change) {
      await endEmailChanges(tx, change.user.id, { because: 'password_changed', at: parts.clock.now() });
      const links = await endResets(tx, parts, { ...change, because: 'password_changed' });
      await tellPasswordChanged(tx, parts, change);
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
      await tellAddressChanged(tx, parts, change, { former, own, endedLinks: elsewhere });
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
  if (left === undefined) return users.noteSecured(tx, change.user.id, clock.now());
  // Whoever moved it may have chosen what its owner cannot read, too.
  await users.undoOwnEdits(tx, change.caller, change.user);
  await secureAsBefore(tx, parts, change.user, left);
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
