import type { Audit } from '../audit/index.ts';
import type { Database, Tx } from '../database/index.ts';
import { type Caller, type Clock, differences, Refusal } from '../kernel/index.ts';
import { asSubject } from './as-subject.ts';
import { type Companies, withAddresses } from './companies.ts';
import { judgeSharing } from './fields.ts';
import type { FactorsRemovedAt, NeedsApproval, Users } from './index.ts';
import { judgePowersOf } from './judge-powers.ts';
import { changedLately } from './lately.ts';
import { hashOf } from './password-store.ts';
import { archivedFrom, holdUser, updateUser } from './store.ts';

interface Parts {
  database: Database;
  clock: Clock;
  audit: Audit;
  companies: Companies;
  needsApproval: NeedsApproval;
  factorsRemovedAt: FactorsRemovedAt;
}

/** Who was asked for, as they were then. */
export interface ReturnWish {
  unarchived: string;
  version?: number;
}

/** As `unarchiveWithin` of `Users`; `approved` by a second person. */
type UnarchiveWithin = (tx: Tx, caller: Caller, userId: string, approved?: ReturnWish) => Promise<Refusal | undefined>;

/** Lets an archived user back in, as invited or confirmed as they were. Nothing that archiving ended comes back. */
export function createUnarchive(parts: Parts): Pick<Users, 'unarchive'> & { unarchiveWithin: UnarchiveWithin } {
  const { database, audit, companies, needsApproval } = parts;
  const unarchiveWithin: UnarchiveWithin = async (tx, caller, userId, approved) => {
    const user = await holdUser(tx, userId);
    const refused = await audit.demand(tx, caller, 'users.archive', user);
    if (refused) return refused;
    if (!user) return new Refusal('not_found', {});
    if (user.state !== 'archived') return undefined;
    const { version = user.version } = approved ?? {};
    if (version !== user.version) return new Refusal('changed_meanwhile', {});
    const narrow = judgePowersOf(user.role, caller);
    // While nobody was there with it, somebody greater may have got the email.
    const { email } = user;
    const no = narrow ?? (await judgeSharing(tx, caller, { email, sharesEmail: true, userId }));
    if (no) return no;
    const subject = asSubject(user);
    // Whoever was taken over as archived was something else in another place; a password tells what.
    const before = (await archivedFrom(tx, userId)) ?? ((await hashOf(tx, userId)) ? 'confirmed' : 'invited');
    if (user.role === 'settings' && !approved) {
      const wish: ReturnWish = { unarchived: user.id, version };
      const company = withAddresses(await companies.byId(tx, user.companyId));
      const back = { role: user.role, login: user.login, email: user.email ?? null, company, state: before };
      const lately = await changedLately(tx, parts, user);
      const changes = differences({ state: user.state }, { ...back, ...lately });
      const waits = await needsApproval(tx, caller, { kind: 'administrator', subject, wish, changes });
      if (waits) return waits;
    }
    await updateUser(tx, userId, { state: before, archived_at: null, archived_from: null });
    await audit.record(tx, caller, { event: 'user.unarchived', subject, details: { state: before } });
    return undefined;
  };
  return {
    unarchiveWithin,
    unarchive: (caller, userId) => database.write((tx) => unarchiveWithin(tx, caller, userId)),
  };
}
