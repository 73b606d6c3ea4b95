import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import {
  type Caller,
  type Clock,
  fold,
  isEmail,
  isStorable,
  mayGive,
  oneLine,
  type Random,
  Refusal,
  type Role,
} from '../kernel/index.ts';
import { isLanguage } from '../locale/index.ts';
import { createAdoptIfFree } from './adopt.ts';
import type { Companies } from './companies.ts';
import type { AdoptedUser, NewUser, User, Users } from './index.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  companies: Companies;
}

const longestText = 254;

/** Makes a user without a password: invited, until a link has set one. */
export function createCreate(parts: Parts): Pick<Users, 'create' | 'createWithin'> {
  const { database, audit, companies } = parts;
  const adoptIfFree = createAdoptIfFree(parts);

  const createWithin = async (tx: Tx, caller: Caller, input: NewUser): Promise<User | Refusal> => {
    const role = input.role ?? 'user';
    const refused = (await audit.demand(tx, caller, 'users.create')) ?? judge(input) ?? judgeRole(caller, role);
    if (refused) return refused;
    const company = await (input.company ? companies.named(tx, input.company) : first(companies, tx));
    if (!company) return new Refusal('not_found', {});
    const user = await adoptIfFree(tx, {
      ...cleaned(input),
      role,
      companyId: company.id,
      language: input.language ?? company.language,
    });
    if (!user) return new Refusal('login_taken', {});
    const subject = { kind: 'user', id: user.id, label: user.login } as const;
    await audit.record(tx, caller, { event: 'user.created', subject, details: { role } });
    return user;
  };

  return { createWithin, create: (caller, input) => database.write((tx) => createWithin(tx, caller, input)) };
}

async function first(companies: Companies, tx: Tx) {
  return (await companies.all(tx))[0];
}

function cleaned(input: NewUser): Pick<AdoptedUser, 'login' | 'name' | 'email' | 'state' | 'timeZone'> {
  return {
    login: input.login.trim().normalize('NFC'),
    name: oneLine(input.name, longestText),
    email: input.email?.trim() || undefined,
    state: 'invited',
    timeZone: input.timeZone ?? 'UTC',
  };
}

function judge(input: NewUser): Refusal | undefined {
  const texts = [input.login, input.name, input.email ?? ''];
  if (!texts.every((text) => isStorable(text) && text.length <= longestText)) return new Refusal('malformed', {});
  if (fold(input.login) === '' || input.login !== oneLine(input.login, longestText)) {
    return new Refusal('login_missing', {});
  }
  if (input.name.trim() === '') return new Refusal('name_missing', {});
  if (input.email?.trim() && !isEmail(input.email.trim())) return new Refusal('email_malformed', {});
  if (input.language !== undefined && !isLanguage(input.language))
    return new Refusal('malformed', { field: 'language' });
  if (input.timeZone !== undefined && !isTimeZone(input.timeZone))
    return new Refusal('malformed', { field: 'time_zone' });
  return undefined;
}

function judgeRole(caller: Caller, role: Role): Refusal | undefined {
  return mayGive(caller, role) ? undefined : new Refusal('forbidden', {});
}

/** Whether a name is one of the time zones that this machine knows (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
