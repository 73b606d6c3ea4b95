import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import {
  type Caller,
  type Change,
  type Clock,
  differences,
  mayGive,
  nameLine,
  type Random,
  Refusal,
  type Role,
} from '../kernel/index.ts';
import { createAdoptIfFree } from './adopt.ts';
import { asSubject } from './as-subject.ts';
import { reserveEmails } from './browse/findable-store.ts';
import { type Companies, withAddresses } from './companies.ts';
import { cleanLogin, judgeFields, judgeSharing, longestText } from './fields.ts';
import type { AdoptedUser, NeedsApproval, NewUser, User, Users } from './index.ts';
import { judgeNames } from './judge-names.ts';
import { judgePowersOf } from './judge-powers.ts';
import { holdUsers } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  random: Random;
  audit: Audit;
  companies: Companies;
  needsApproval: NeedsApproval;
}

/** What was asked for: a user, and perhaps an invitation for them. */
export interface CreationWish {
  newUser: NewUser;
  invited: boolean;
}

/** As `createWithin` of `Users`; `approved` by a second person. */
type CreateWithin = (
  tx: Tx,
  caller: Caller,
  input: NewUser,
  how?: { invited?: boolean; approved?: boolean },
) => Promise<User | Refusal>;

/** Makes a user without a password: invited, until a link has set one. */
export function createCreate(parts: Parts): Pick<Users, 'create'> & { createWithin: CreateWithin } {
  const { database, audit, companies } = parts;
  const adoptIfFree = createAdoptIfFree(parts);

  const createWithin: CreateWithin = async (tx, caller, input, { invited = false, approved = false } = {}) => {
    const role = input.role ?? 'user';
    await holdUsers(tx, await reserveEmails(tx, [input.email]));
    const refused = (await audit.demand(tx, caller, 'users.create')) ?? judgeFields(input) ?? judgeRole(caller, role);
    if (refused) return refused;
    const company = await (input.company ? companies.named(tx, input.company) : first(companies, tx));
    if (!company) return new Refusal('not_found', {});
    const wanted = cleaned(input);
    const { login, name, email } = wanted;
    const sharing =
      (await judgeNames(tx, { login, email })) ??
      (await judgeSharing(tx, caller, { email, sharesEmail: input.sharesEmail }));
    if (sharing) return sharing;
    const wish = { newUser: { ...input, company: company.id }, invited };
    const known = { login, person: name, email: email ?? null, role, company: withAddresses(company) };
    const changes = differences({}, known);
    const waits = role === 'settings' && !approved ? await mustWait(tx, parts, caller, { wish, changes }) : undefined;
    if (waits) return waits;
    const language = input.language ?? company.language;
    const user = await adoptIfFree(tx, { ...wanted, role, companyId: company.id, language });
    if (!user) return new Refusal('login_taken', {});
    await audit.record(tx, caller, { event: 'user.created', subject: asSubject(user), details: { role } });
    return user;
  };

  return { createWithin, create: (caller, input) => database.write((tx) => createWithin(tx, caller, input)) };
}

/** A new administrator waits for a second one. */
async function mustWait(
  tx: Tx,
  { needsApproval }: Parts,
  caller: Caller,
  { wish, changes }: { wish: CreationWish; changes: readonly Change[] },
): Promise<Refusal | undefined> {
  const login = cleanLogin(wish.newUser.login);
  return needsApproval(tx, caller, { kind: 'administrator', subject: { id: null, label: login }, wish, changes });
}

async function first(companies: Companies, tx: Tx) {
  return (await companies.all(tx))[0];
}

function cleaned(input: NewUser): Pick<AdoptedUser, 'login' | 'name' | 'email' | 'state' | 'timeZone'> {
  return {
    login: cleanLogin(input.login),
    name: nameLine(input.name, longestText),
    email: input.email?.trim() || undefined,
    state: 'invited',
    timeZone: input.timeZone ?? 'UTC',
  };
}

function judgeRole(caller: Caller, role: Role): Refusal | undefined {
  if (!mayGive(caller, role)) return new Refusal('forbidden', {});
  return judgePowersOf(role, caller);
}
