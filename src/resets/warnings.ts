import type { Message, MessageData } from '../mail/index.ts';
import { type User, undoneFor } from '../users/index.ts';
import type { Parts } from './parts.ts';

/** Letters that warn somebody, or ask a second person to look: nobody who is at work keeps them from going. */
export const warnings = [
  'password_changed',
  'address_changed',
  'email_change',
  'new_browser',
  'factor_due',
  'factors_changed',
  'key_made',
  'alert',
  'approval_asked',
  'bounces',
] as const;

/** How long a warning's "this was not me" works. */
export const notMeLife = undoneFor;

export function isWarning(kind: string): boolean {
  return (warnings as readonly string[]).includes(kind);
}

/** Of whom a letter has to know: whom it greets, in which language and time, and in which company's name. */
export type Addressee = Pick<User, 'companyId' | 'name' | 'login' | 'email' | 'language' | 'timeZone'>;

/**
 * What a warning takes along of its reader, so that it can be written whatever becomes of the account meanwhile. For the
 * same reason it is not queued under the queue's `userId`: there it could be withdrawn, erased, or replaced by a newer one.
 */
export function takenAlong({ login, companyId, language, timeZone }: User): MessageData {
  return { login, company: companyId, language, time_zone: timeZone };
}

/**
 * Who reads a warning: the account as it is now, archived or not; where it was deleted, as it was. It goes to the address
 * that it was queued for: whoever changed that one since may be whom it warns of.
 */
export async function readerOfWarning(
  { database, users }: Parts,
  { data, to }: Message,
  id: unknown,
): Promise<{ user: User | undefined; addressee: Addressee } | undefined> {
  const user = await users.byId(database.read, String(id ?? ''));
  const addressee = user ?? asItWas(data, to);
  return addressee && { user, addressee };
}

function asItWas(data: MessageData, { name, address }: Message['to']): Addressee | undefined {
  const { login, company, language, time_zone: timeZone } = data;
  if (typeof company !== 'string') return undefined; // queued before warnings took anything along
  const [words, time] = [String(language), String(timeZone)];
  return { name, email: address, login: String(login), companyId: company, language: words, timeZone: time };
}
