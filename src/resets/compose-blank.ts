import type { Tx } from '../database/index.ts';
import { isAnyDisowned } from '../factors/index.ts';
import { tokenDigest } from '../kernel/index.ts';
import type { Message } from '../mail/index.ts';
import type { User } from '../users/index.ts';
import { drawLinks, type Wanted } from './draw-link.ts';
import { addressed, type Composed, envelopeFor } from './envelope.ts';
import { resetLetter } from './letters/reset.ts';
import { eraseLinks } from './link-store.ts';
import type { Parts } from './parts.ts';
import { notMeLife } from './warnings.ts';

/** Whom a blank letter greets. Nothing is ever delivered to that domain (RFC 2606). */
const nobody: Omit<User, 'companyId' | 'language'> = {
  id: '',
  name: 'Nobody',
  login: 'nobody',
  email: 'nobody@nowhere.invalid',
  role: 'user',
  state: 'confirmed',
  timeZone: 'UTC',
  version: 1,
  emailProvenAt: undefined,
  createdAt: 0,
  lastSignInAt: undefined,
  pausedUntil: undefined,
  resetUntil: undefined,
  securedAt: undefined,
};

/** All the work of the letter of a reset, for an ask that leads to none. */
export async function composeBlank(parts: Parts, message: Message): Promise<Composed> {
  const { database, users, settings, passwords, factors } = parts;
  const [company] = await users.companies(database.read);
  if (!company) return { outdated: 'nothing_left' };
  const user: User = { ...nobody, companyId: company.id, language: company.language };
  const [link = '', notMe] = await database.write((tx) => drawAndErase(tx, parts, message));
  const rules = await settings.read(database.read);
  const envelope = await envelopeFor(parts, user);
  const reset = {
    purpose: 'reset',
    source: 'self',
    asked_at: message.createdAt,
    expires_at: message.expiresAt,
    asked_by_label: null,
    asked_address: null,
  } as const;
  const foreignFactor = isAnyDisowned(await factors.of(database.read, user.id));
  const content = { ...envelope, user, link, notMe, reset, policy: passwords.policy(rules), rules, foreignFactor };
  return addressed(envelope, resetLetter(content));
}

/** Links as in a letter, gone before anybody could see them. */
async function drawAndErase(tx: Tx, parts: Parts, { expiresAt }: Message): Promise<string[]> {
  const link: Wanted = { purpose: 'reset', sentTo: nobody.email ?? '', expiresAt };
  const notMe: Wanted = { purpose: 'not_me', sentTo: nobody.email ?? '', expiresAt: parts.clock.now() + notMeLife };
  const links = await drawLinks(tx, parts, [link, notMe]);
  await eraseLinks(tx, links.map(digestOf));
  return links;
}

function digestOf(link: string): string {
  return tokenDigest(new URL(link).searchParams.get('token') ?? '');
}
