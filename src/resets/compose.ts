import type { MadeKey } from '../api-keys/index.ts';
import { type ApprovalRecord, subjectOf } from '../approvals/index.ts';
import { type Reader, type Tx, together } from '../database/index.ts';
import { isAnyDisowned, recoveryCodes } from '../factors/index.ts';
import { isSameEmail } from '../kernel/index.ts';
import { blank, type Composer, type Message, toldBy } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import { composeBlank } from './compose-blank.ts';
import { composeEmailChange, composeEmailProof } from './compose-email.ts';
import { type Drawn, drawForLetters } from './draw-for-letters.ts';
import { drawNotMe } from './draw-link.ts';
import { emailChangeById } from './email-change-store.ts';
import { addressed, type Composed, envelopeFor, senderOf } from './envelope.ts';
import { codeLife, drawCode } from './identity-code.ts';
import { addressChangedLetter } from './letters/address-changed.ts';
import { alertLetter } from './letters/alert.ts';
import { approvalAskedLetter, type Request } from './letters/approval-asked.ts';
import { bouncesLetter } from './letters/bounces.ts';
import { changedLetter } from './letters/changed.ts';
import { factorsChangedLetter } from './letters/factors-changed.ts';
import { identityCodeLetter } from './letters/identity-code.ts';
import { invitationLetter } from './letters/invitation.ts';
import { keyMadeLetter } from './letters/key-made.ts';
import type { Envelope, WrittenLetter } from './letters/letter.ts';
import { factorDueLetter, newBrowserLetter } from './letters/new-browser.ts';
import { resetLetter } from './letters/reset.ts';
import type { Parts } from './parts.ts';
import { advanceResets, updateReset } from './store.ts';
import { tellBounced } from './tell-bounced.ts';
import { notMeLife, readerOfWarning } from './warnings.ts';

/** How many links are drawn in one transaction. */
const mostTogether = 32;
/** How many letters that came back, or requests, are named in the one that tells of them. */
const mostNamed = 10;

/** Who writes the letters that carry no reset link. */
const notices: Record<string, (parts: Parts, message: Message) => Promise<Composed>> = {
  password_changed: composeNotice,
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
    kinds: ['reset', 'invitation', blank, ...Object.keys(notices)],
    coded: ['identity_code'],
    compose: (message) => {
      if (message.kind === blank) return composeBlank(parts, message);
      const notice = notices[message.kind];
      if (notice) return notice(parts, message);
      return draw(message).then((drawn) => ('outdated' in drawn ? drawn : composeReset(parts, drawn)));
    },
    async sender(message) {
      const { users, database } = parts;
      const reader = await readerOf(parts, database.read, message);
      return reader && senderOf(await users.companyOf(database.read, reader.companyId));
    },
    async delivered(tx, messages) {
      const resets = messages.flatMap(({ about }) => about ?? []);
      await advanceResets(tx, resets, ['decided'], 'sent');
      await parts.users.noteMail(
        tx,
        messages.flatMap(({ userId, to }) => (userId ? { userId, address: to.address } : [])),
        true,
      );
    },
    async failed(tx, message, reason, unreachable) {
      if (unreachable && message.about) await updateReset(tx, message.about, { reason: 'undeliverable' });
      if (unreachable) await flag(tx, parts, message);
      if (reason === 'bounced') await tellBounced(tx, parts, message);
    },
  };
}

/** Whoever cannot be reached where they are to be reached now. */
async function flag(tx: Tx, parts: Parts, message: Message): Promise<void> {
  const user = await readerOf(parts, tx, message);
  if (user) await parts.users.noteMail(tx, [{ userId: user.id, address: message.to.address }], false);
}

/** Whom a letter is for, by whatever its message knows of them. */
async function readerOf({ users }: Parts, db: Reader | Tx, message: Message): Promise<User | undefined> {
  const { userId, data, about = '' } = message;
  const known = userId ?? data['administrator'] ?? data['user'];
  const id = known ?? (await emailChangeById(db, about))?.user_id;
  return typeof id === 'string' ? users.byId(db, id) : undefined;
}

/** The letter of a reset or an invitation, with a link of its own that ends when the reset does. */
async function composeReset(parts: Parts, { user, reset, link, notMe }: Drawn): Promise<Composed> {
  const rules = await parts.settings.read(parts.database.read);
  const envelope = await envelopeFor(parts, user);
  const foreignFactor = isAnyDisowned(await parts.factors.of(parts.database.read, user.id));
  const policy = parts.passwords.policy(rules);
  const content = { ...envelope, user, link, notMe, reset, policy, rules, foreignFactor };
  return addressed(envelope, reset.purpose === 'invitation' ? invitationLetter(content) : resetLetter(content));
}

/** The notice of a changed password, with the button of whoever did not change it. */
async function composeNotice(parts: Parts, message: Message): Promise<Composed> {
  const expiresAt = message.createdAt + notMeLife;
  return composeWarning(parts, message, async (envelope, user) => {
    const link = await drawNotMe(parts, user, { sentTo: message.to.address, expiresAt });
    return changedLetter({ ...envelope, link, expiresAt, data: message.data });
  });
}

/** To a mailbox that the account itself has left, with the button that leads it back. */
async function composeAddressNotice(parts: Parts, message: Message): Promise<Composed> {
  const { data, about, to } = message;
  const expiresAt = message.createdAt + notMeLife;
  const change = about === undefined ? undefined : await emailChangeById(parts.database.read, about);
  return composeWarning(parts, message, async (envelope, user) => {
    const wanted = change && { emailChangeId: change.id, sentTo: to.address, expiresAt };
    const link = wanted && (await drawNotMe(parts, user, wanted));
    return addressChangedLetter({ ...envelope, data, link, expiresAt });
  });
}

/** What a user is warned of, whatever has become of the account since. */
async function composeWarning(
  parts: Parts,
  message: Message,
  writeFor: (envelope: Envelope, user: User | undefined) => Promise<WrittenLetter>,
): Promise<Composed> {
  const reader = await readerOfWarning(parts, message, message.data['user']);
  if (!reader) return { outdated: 'archived' };
  const envelope = await envelopeFor(parts, reader.addressee);
  return addressed(envelope, await writeFor(envelope, reader.user), message.to.address);
}

async function composeCode(parts: Parts, message: Message): Promise<Composed> {
  const user = await parts.users.byId(parts.database.read, message.userId ?? '');
  if (!user || user.state === 'archived') return { outdated: 'archived' };
  if (!isSameEmail(user.email, message.to.address)) return { outdated: 'address_changed' };
  const envelope = await envelopeFor(parts, user);
  const code = await parts.database.write((tx) => drawCode(tx, parts, user));
  return addressed(envelope, identityCodeLetter({ ...envelope, code, expiresAt: parts.clock.now() + codeLife }));
}

/** With the button of whoever did not do it, which goes by the moment at which it was done; not where staff did. */
async function composeFactorsNotice(parts: Parts, message: Message): Promise<Composed> {
  const told = { what: String(message.data['what']), at: Number(message.data['at']) };
  const expiresAt = told.at + notMeLife;
  return composeWarning(parts, message, async (envelope, user) => {
    const byStaff = told.what === 'factors.removed';
    const used = told.what === 'factors.recovery_code_used' ? recoveryCodes : undefined;
    const link = byStaff
      ? undefined
      : await drawNotMe(parts, user, { about: 'factors', used, sentTo: message.to.address, expiresAt });
    return factorsChangedLetter({ ...envelope, ...told, link, expiresAt });
  });
}

/** With the button of whoever did not sign in, or try to. */
async function composeNewBrowser(parts: Parts, message: Message): Promise<Composed> {
  const expiresAt = message.createdAt + notMeLife;
  const [about, write] =
    message.kind === 'factor_due'
      ? (['factor_due', factorDueLetter] as const)
      : (['sign_in', newBrowserLetter] as const);
  const used = typeof message.data['used'] === 'string' ? message.data['used'] : undefined;
  return composeWarning(parts, message, async (envelope, user) => {
    const link = await drawNotMe(parts, user, { about, used, sentTo: message.to.address, expiresAt });
    return write({ ...envelope, link, expiresAt, data: message.data });
  });
}

/** To an administrator as of then: whoever is at work may have archived them, or the user whom it is about. */
async function composeAlert(parts: Parts, message: Message): Promise<Composed> {
  const { data, to } = message;
  const reader = await readerOfWarning(parts, message, data['administrator']);
  const user = await parts.users.byId(parts.database.read, String(data['user'] ?? ''));
  const about = user ?? { name: String(data['about_name'] ?? '–'), login: String(data['about_login'] ?? '–') };
  if (!reader) return { outdated: 'archived' };
  const envelope = await envelopeFor(parts, reader.addressee);
  const removing = user && `${envelope.baseUrl}/settings/users/${user.id}/remove-factors`;
  const factors = data['factors'] === 'disowned' ? removing : undefined;
  const told = { about, at: Number(data['at']), what: String(data['what']), factors };
  return addressed(envelope, alertLetter({ ...envelope, ...told }), to.address);
}

/** All that was asked for since the last such letter. What was decided before it goes, nobody has to hear of. */
async function composeApprovalAsked(parts: Parts, message: Message): Promise<Composed> {
  const { database, users, approvals } = parts;
  const administrator = await users.byId(database.read, message.userId ?? '');
  if (!administrator || administrator.state === 'archived') return { outdated: 'archived' };
  const asked = await approvals.waitingSince(database.read, Number(message.data['since']));
  const others = asked.filter(({ askedBy }) => askedBy.id !== administrator.id);
  if (others.length === 0) return { outdated: 'nothing_left' };
  const requests = await Promise.all(others.slice(0, mostNamed).map((approval) => asRequest(parts, approval)));
  const envelope = await envelopeFor(parts, administrator);
  return addressed(envelope, approvalAskedLetter({ ...envelope, requests, more: others.length > mostNamed }));
}

async function asRequest({ database, users }: Parts, approval: ApprovalRecord): Promise<Request> {
  const { askedBy } = approval;
  const { kind, id = '' } = subjectOf(approval.kind, approval.subject);
  const about = kind === 'user' ? await users.byId(database.read, id) : undefined;
  return {
    approval,
    asker: (await users.byId(database.read, askedBy.id)) ?? { name: askedBy.label, login: askedBy.label },
    about,
  };
}

async function composeKeyMade(parts: Parts, message: Message): Promise<Composed> {
  const keys = toldBy(message) as MadeKey[];
  const more = message.data['more'] !== undefined;
  return composeWarning(parts, message, async (envelope) => keyMadeLetter({ ...envelope, keys, more }));
}

/** What came back since the last such letter: that its writing waits lets it tell of all. */
async function composeBounces(parts: Parts, message: Message): Promise<Composed> {
  const administrator = await parts.users.byId(parts.database.read, message.userId ?? '');
  if (!administrator || administrator.state === 'archived') return { outdated: 'archived' };
  const since = Number(message.data['since']);
  const { count, latest } = await parts.mail.cameBack(since, mostNamed);
  if (count === 0) return { outdated: 'nothing_left' };
  const envelope = await envelopeFor(parts, administrator);
  return addressed(envelope, bouncesLetter({ ...envelope, since, count, latest }));
}
