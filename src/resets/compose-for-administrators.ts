import { type ApprovalRecord, subjectOf } from '../approvals/index.ts';
import type { Message } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import { addressed, type Composed, envelopeFor } from './envelope.ts';
import { alertLetter } from './letters/alert.ts';
import { approvalAskedLetter, type Request } from './letters/approval-asked.ts';
import { bouncesLetter } from './letters/bounces.ts';
import type { Parts } from './parts.ts';
import { readerOfWarning } from './warnings.ts';

/** How many letters that came back, or requests, are named in the one that tells of them. */
const mostNamed = 10;

/** To an administrator as of then: whoever is at work may have archived them, or the user whom it is about. */
export async function composeAlert(parts: Parts, message: Message): Promise<Composed> {
  const { data, to } = message;
  const reader = await readerOfWarning(parts, message, data['administrator']);
  const user = await parts.users.byId(parts.database.read, String(data['user'] ?? ''));
  const about = user ?? { name: String(data['about_name'] ?? '–'), login: String(data['about_login'] ?? '–') };
  if (!reader) return { outdated: 'archived' };
  const envelope = await envelopeFor(parts, reader.addressee);
  const removing = user && `${envelope.baseUrl}/settings/users/${user.id}/remove-factors`;
  const factors = data['factors'] === 'disowned' ? removing : undefined;
  const noAddress = data['address'] === 'none';
  const changedSince = data['password'] === 'changed';
  const told = { about, at: Number(data['at']), what: String(data['what']), factors, noAddress, changedSince };
  return addressed(envelope, alertLetter({ ...envelope, ...told }), to.address);
}

/** All that was asked for since the last such letter. What was decided before it goes, nobody has to hear of. */
export async function composeApprovalAsked(parts: Parts, message: Message): Promise<Composed> {
  const { database, approvals } = parts;
  const administrator = await parts.users.byId(parts.database.read, message.userId ?? '');
  if (!mayStillRead(administrator)) return { outdated: 'not_administrator' };
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

/** What came back since the last such letter: that its writing waits lets it tell of all. */
export async function composeBounces(parts: Parts, message: Message): Promise<Composed> {
  const administrator = await parts.users.byId(parts.database.read, message.userId ?? '');
  if (!mayStillRead(administrator)) return { outdated: 'not_administrator' };
  const since = Number(message.data['since']);
  const { count, latest } = await parts.mail.cameBack(since, mostNamed);
  if (count === 0) return { outdated: 'nothing_left' };
  const envelope = await envelopeFor(parts, administrator);
  return addressed(envelope, bouncesLetter({ ...envelope, since, count, latest }));
}

/** What others ask for, and whose letters came back, is for whoever is an administrator when it goes. */
function mayStillRead(user: User | undefined): user is User {
  return user?.role === 'settings' && user.state === 'confirmed';
}
