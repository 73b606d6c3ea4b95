import type { Tx } from '../database/index.ts';
import { Refusal, tokenDigest } from '../kernel/index.ts';
import { asSubject, type User } from '../users/index.ts';
import { type EmailChangeRow, emailChangeById, settleEmailChange } from './email-change-store.ts';
import type { Pressed, Resets } from './index.ts';
import { findLink, findLiveLink, isSpentBy, publicIdOf, refusalOf } from './judge-link.ts';
import { type LinkRow, linkByDigest, spend } from './link-store.ts';
import type { Parts } from './parts.ts';

/**
 * The link in "Confirm your email address" proves that letters to the new address arrive; the session, that it was the
 * account's owner who opened them. A mail scanner that presses buttons has the one without the other.
 */
export function createConfirmEmail(parts: Parts): Pick<Resets, 'showEmailProof' | 'confirmEmail'> {
  const { database, clock, users, audit } = parts;

  return {
    async showEmailProof(token) {
      const link = await findLiveLink(parts, token, 'confirm_email');
      const user = await users.byId(database.read, link.user_id ?? '');
      const change = await emailChangeById(database.read, link.email_change_id ?? '');
      if (!user || !change) throw new Refusal('link_unknown', {});
      const company = await users.companyOf(database.read, user.companyId);
      return { id: publicIdOf(link), user, company, email: change.to_email };
    },

    async confirmEmail(caller, token, pressed) {
      const link = await findLink(parts, token, 'confirm_email');
      if (pressed && pressed.linkId !== publicIdOf(link)) throw new Refusal('link_mismatch', {});
      const dead = await refusalOf(parts, link);
      if (dead && !isSpentBy(link, pressed?.browser)) throw dead;
      return database.write(async (tx) => {
        const at = clock.now();
        const wanted = await emailChangeById(tx, link.email_change_id ?? '');
        const user = await users.holdToMove(tx, link.user_id ?? '', wanted?.to_email);
        const change = await emailChangeById(tx, link.email_change_id ?? ''); // as it is now that the user is held
        if (!user || !change) return new Refusal('link_unknown', {});
        const refused = await audit.demand(tx, caller, 'own.email', user);
        if (refused) return refused;
        const confirmed = { user, company: await users.companyOf(tx, user.companyId), email: change.to_email };
        if (await isSecondPress(tx, { link, user, change }, pressed)) return confirmed;
        const elsewhere = user.email !== change.to_email;
        const taken = elsewhere ? await users.judgeEmail(tx, user, change.to_email) : undefined;
        if (taken) return taken;
        const good = change.state === 'waiting' && user.state !== 'archived';
        const browser = pressed ? tokenDigest(pressed.browser) : null;
        if (!good || !(await spend(tx, link.id, { at, browser }))) return new Refusal('link_used', {});
        // Settled first: what follows from a new address ends whatever else waits.
        await settleEmailChange(tx, change.id, { at, securedBefore: user.securedAt });
        if (elsewhere) await users.changeEmail(tx, caller, user, { email: change.to_email, by: 'proof' });
        await users.noteEmailProven(tx, user.id);
        // Of the mailbox that staff gave: one of their own is what somebody else would prove.
        if ((await users.emailGiven(tx, user.id))?.moved === false) await users.settleEmail(tx, user.id);
        await audit.record(tx, caller, { event: 'email.proven', subject: asSubject(user) });
        return confirmed;
      });
    },
  };
}

/** Of the button, in the browser that has just confirmed this address; while it is the account's, and proven, still. */
async function isSecondPress(
  tx: Tx,
  { link, user, change }: { link: LinkRow; user: User; change: EmailChangeRow },
  pressed: Pressed | undefined,
): Promise<boolean> {
  const now = await linkByDigest(tx, link.token_digest, link.purpose);
  if (!now || !isSpentBy(now, pressed?.browser) || user.state === 'archived') return false;
  return change.state === 'done' && user.email === change.to_email && user.emailProvenAt !== undefined;
}
