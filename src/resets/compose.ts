import { type Reader, type Tx, together } from '../database/index.ts';
import { isAnyDisowned } from '../factors/index.ts';
import { isSameEmail } from '../kernel/index.ts';
import { blank, type Composer, type Message } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import { composeBlank } from './compose-blank.ts';
import { composeEmailChange, composeEmailProof } from './compose-email.ts';
import { composeAlert, composeApprovalAsked, composeBounces } from './compose-for-administrators.ts';
import {
  composeAddressNotice,
  composeFactorsNotice,
  composeKeyMade,
  composeNewBrowser,
  composePasswordNotice,
} from './compose-warnings.ts';
import { type Drawn, drawForLetters, type Outdated } from './draw-for-letters.ts';
import { emailChangeById } from './email-change-store.ts';
import { addressed, type Composed, envelopeFor, senderOf } from './envelope.ts';
import { codeLife, drawCode } from './identity-code.ts';
import { identityCodeLetter } from './letters/identity-code.ts';
import { invitationLetter } from './letters/invitation.ts';
import { resetLetter } from './letters/reset.ts';
import { noteLinkUntil } from './note-link-until.ts';
import type { Parts } from './parts.ts';
import { advanceResets, deliverable, updateReset } from './store.ts';
import { tellBounced } from './tell-bounced.ts';

/** How many links are drawn in one transaction. */
const mostTogether = 32;

/** The letters that carry a link to set a password. */
const links = ['reset', 'invitation'];

/** Who writes the letters that carry no reset link. */
const notices: Record<string, (parts: Parts, message: Message) => Promise<Composed>> = {
  password_changed: composePasswordNotice,
  address_changed: composeAddressNotice,
  identity_code: composeCode,
  factors_changed: composeFactorsNotice,
  key_made: composeKeyMade,
  new_browser: composeNewBrowser,
  factor_due: composeNewBrowser,
  alert: composeAlert,
  approval_asked: composeApprovalAsked,
  bounces: composeBounces,
  confirm_email: composeEmailProof,
  email_change: composeEmailChange,
};

/**
 * Writes the letters about access just before each attempt to send one: only then is the link drawn, so that no queue,
 * no backup and no failed attempt ever holds one that somebody could use.
 */
export function createComposer(parts: Parts): Composer {
  const draw = together(parts.database, mostTogether, (tx, messages: Message[]) => drawForLetters(tx, parts, messages));
  return {
    kinds: [...links, blank, ...Object.keys(notices)],
    coded: ['identity_code'],
    async compose(message) {
      if (message.kind === blank) return composeBlank(parts, message);
      const notice = notices[message.kind];
      if (notice) return notice(parts, message);
      const drawn = await draw(message);
      return 'outdated' in drawn ? drawn : composeReset(parts, drawn);
    },
    async sender(message) {
      const { users, database } = parts;
      const reader = await readerOf(parts, database.read, message);
      return reader && senderOf(await users.companyOf(database.read, reader.companyId));
    },
    async delivered(tx, messages) {
      const resets = messages.flatMap(({ about }) => about ?? []);
      await advanceResets(tx, resets, ['decided'], 'sent');
      const triedAgain = messages.filter(({ attempts }) => attempts > 1);
      await deliverable(
        tx,
        triedAgain.flatMap(({ about }) => about ?? []),
      );
      await noteRevived(tx, parts, triedAgain);
      await parts.users.noteMail(
        tx,
        messages.flatMap(({ userId, to }) => (userId ? { userId, address: to.address } : [])),
        true,
      );
    },
    async failed(tx, message, reason, unreachable) {
      if (unreachable && message.about) await updateReset(tx, message.about, { reason: 'undeliverable' });
      const user = await readerOf(parts, tx, message);
      if (message.userId && links.includes(message.kind)) await noteLinkUntil(tx, parts, message.userId);
      if (user && unreachable)
        await parts.users.noteMail(tx, [{ userId: user.id, address: message.to.address }], false);
      if (reason === 'bounced') await (user ? tellBounced : forgetErased)(tx, parts, message);
    },
  };
}

/** A letter that was given up, and sent by staff all the same, brought its link nevertheless. */
async function noteRevived(tx: Tx, parts: Parts, triedAgain: readonly Message[]): Promise<void> {
  const mailed = triedAgain.flatMap(({ kind, userId }) => (userId && links.includes(kind) ? [userId] : []));
  const users = await parts.users.byIds(tx, mailed);
  for (const { id, resetUntil } of users) if (resetUntil === undefined) await noteLinkUntil(tx, parts, id);
}

/** Whom a letter is for, by whatever its message knows of them. None where they were erased. */
async function readerOf({ users }: Parts, db: Reader | Tx, message: Message): Promise<User | undefined> {
  const id = await readerIdOf(db, message);
  return id === undefined ? undefined : users.byId(db, id);
}

async function readerIdOf(db: Reader | Tx, { userId, data, about = '' }: Message): Promise<string | undefined> {
  const known = userId ?? data['administrator'] ?? data['user'];
  const id = known ?? (await emailChangeById(db, about))?.user_id;
  return typeof id === 'string' ? id : undefined;
}

/** A warning outlives whom it warns. That it came back is nothing to keep of somebody who was erased, nor to tell anybody. */
async function forgetErased(tx: Tx, { mail }: Parts, message: Message): Promise<void> {
  const id = await readerIdOf(tx, message);
  if (id !== undefined) await mail.forget(tx, id);
}

/** The letter of a reset or an invitation, with a link of its own that ends when the reset does. */
async function composeReset(parts: Parts, { user, reset, link, notMe, to }: Drawn): Promise<Composed> {
  const rules = await parts.settings.read(parts.database.read);
  const envelope = await envelopeFor(parts, user);
  const foreignFactor = isAnyDisowned(await parts.factors.of(parts.database.read, user.id));
  const policy = parts.passwords.policy(rules);
  const content = { ...envelope, user, link, notMe, reset, policy, rules, foreignFactor };
  const letter = reset.purpose === 'invitation' ? invitationLetter(content) : resetLetter(content);
  return addressed(envelope, letter, to);
}

async function composeCode(parts: Parts, message: Message): Promise<Composed> {
  const drawn = await parts.database.write<{ user: User; code: string } | Outdated>(async (tx) => {
    const user = await parts.users.hold(tx, message.userId ?? '');
    if (!user || user.state === 'archived') return { outdated: 'archived' };
    if (!isSameEmail(user.email, message.to.address)) return { outdated: 'address_changed' };
    return { user, code: await drawCode(tx, parts, user) };
  });
  if ('outdated' in drawn) return drawn;
  const envelope = await envelopeFor(parts, drawn.user);
  const expiresAt = parts.clock.now() + codeLife;
  return addressed(envelope, identityCodeLetter({ ...envelope, code: drawn.code, expiresAt }));
}
