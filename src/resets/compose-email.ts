import type { Message } from '../mail/index.ts';
import { drawLink, drawNotMe } from './draw-link.ts';
import { emailChangeById } from './email-change-store.ts';
import { addressed, type Composed, envelopeFor } from './envelope.ts';
import { confirmEmailLetter, emailChangeLetter } from './letters/confirm-email.ts';
import { lasts } from './life.ts';
import type { Parts } from './parts.ts';
import { notMeLife, readerOfWarning } from './warnings.ts';

/** "Confirm your email address": with the link that proves who reads what arrives there. */
export async function composeEmailProof(parts: Parts, message: Message): Promise<Composed> {
  const { database, users, clock } = parts;
  const change = await emailChangeById(database.read, message.about ?? '');
  const user = change && (await users.byId(database.read, change.user_id));
  if (!user || user.state === 'archived') return { outdated: 'archived' };
  if (!lasts(change, clock.now())) return { outdated: 'expired' };
  const { id: emailChangeId, expires_at: expiresAt } = change;
  const link = await database.write(async (tx) => {
    await users.hold(tx, user.id); // whoever ends the change kills the links that there are then
    if ((await emailChangeById(tx, change.id))?.state !== 'waiting') return undefined;
    return drawLink(tx, parts, { purpose: 'confirm_email', user, emailChangeId, expiresAt });
  });
  if (!link) return { outdated: 'cancelled' };
  const envelope = await envelopeFor(parts, user);
  return addressed(envelope, confirmEmailLetter({ ...envelope, link, change }), change.to_email);
}

/** To the address that the person has until then; also when the change has gone through or was given up meanwhile. */
export async function composeEmailChange(parts: Parts, message: Message): Promise<Composed> {
  const change = await emailChangeById(parts.database.read, message.about ?? '');
  const reader = await readerOfWarning(parts, message, message.data['user'] ?? change?.user_id);
  if (!reader) return { outdated: 'archived' };
  const expiresAt = message.createdAt + notMeLife;
  const told = change ?? { to_email: String(message.data['new_address'] ?? ''), asked_at: message.createdAt };
  const link =
    change &&
    (await drawNotMe(parts, reader.user, { emailChangeId: change.id, sentTo: message.to.address, expiresAt }));
  const envelope = await envelopeFor(parts, reader.addressee);
  return addressed(envelope, emailChangeLetter({ ...envelope, link, change: told, expiresAt }), message.to.address);
}
