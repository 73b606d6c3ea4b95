import type { MadeKey } from '../api-keys/index.ts';
import { recoveryCodes } from '../factors/index.ts';
import { type Message, toldBy } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import { drawNotMe } from './draw-link.ts';
import { emailChangeById } from './email-change-store.ts';
import { addressed, type Composed, envelopeFor } from './envelope.ts';
import { addressChangedLetter } from './letters/address-changed.ts';
import { changedLetter } from './letters/changed.ts';
import { factorsChangedLetter } from './letters/factors-changed.ts';
import { keyMadeLetter } from './letters/key-made.ts';
import type { Envelope, WrittenLetter } from './letters/letter.ts';
import { factorDueLetter, newBrowserLetter } from './letters/new-browser.ts';
import type { Parts } from './parts.ts';
import { notMeLife, readerOfWarning } from './warnings.ts';

/** The notice of a changed password, with the button of whoever did not change it. */
export async function composePasswordNotice(parts: Parts, message: Message): Promise<Composed> {
  const expiresAt = message.createdAt + notMeLife;
  return composeWarning(parts, message, async (envelope, user) => {
    const link = await drawNotMe(parts, user, { sentTo: message.to.address, expiresAt });
    return changedLetter({ ...envelope, link, expiresAt, data: message.data });
  });
}

/**
 * To a mailbox that the account itself has left, with the button that leads it back; also with the one of whoever did not change
 * their own login.
 */
export async function composeAddressNotice(parts: Parts, message: Message): Promise<Composed> {
  const { data, about, to } = message;
  const expiresAt = Number(data['at']) + notMeLife;
  const change = about === undefined ? undefined : await emailChangeById(parts.database.read, about);
  return composeWarning(parts, message, async (envelope, user) => {
    const ofLogin = data['disowns'] === 'login' ? { about: 'login' as const } : undefined;
    const wanted = change ? { emailChangeId: change.id } : ofLogin;
    const link = wanted && (await drawNotMe(parts, user, { ...wanted, sentTo: to.address, expiresAt }));
    const keepsPassword = await hasPasswordSince(parts, user, Number(data['at']));
    return addressChangedLetter({ ...envelope, data, keepsPassword, link, expiresAt });
  });
}

/** Whether the password that a user had then is the one that they have. */
async function hasPasswordSince({ database, users }: Parts, user: User | undefined, at: number): Promise<boolean> {
  const password = user && (await users.passwordOf(database.read, user.id));
  return password !== undefined && password.changedAt <= at;
}

/** With the button of whoever did not do it, which goes by the moment at which it was done; not where staff did. */
export async function composeFactorsNotice(parts: Parts, message: Message): Promise<Composed> {
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
export async function composeNewBrowser(parts: Parts, message: Message): Promise<Composed> {
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

export async function composeKeyMade(parts: Parts, message: Message): Promise<Composed> {
  const keys = toldBy(message) as MadeKey[];
  const more = message.data['more'] !== undefined;
  return composeWarning(parts, message, async (envelope) => keyMadeLetter({ ...envelope, keys, more }));
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
