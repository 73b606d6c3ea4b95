import type { Audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';
import { Refusal } from '../kernel/index.ts';
import { isMailFailing } from './browse/findable-store.ts';
import type { Companies } from './companies.ts';
import { sharers } from './fields.ts';
import type { Users } from './index.ts';
import { hashOf } from './password-store.ts';
import { userById } from './store.ts';

interface Parts {
  database: Database;
  audit: Audit;
  companies: Companies;
}

/** One user as staff see them. */
export function createShow({ database, audit, companies }: Parts): Users['show'] {
  return async (caller, userId) => {
    await audit.admit(caller, 'users.find');
    const db = database.read;
    const user = await userById(db, userId);
    if (!user) throw new Refusal('not_found', {});
    const password = await hashOf(db, userId);
    return {
      user,
      company: await companies.byId(db, user.companyId),
      password: password && { changedAt: password.changedAt, policy: password.policy },
      sharers: user.email === undefined ? [] : await sharers(db, user.email, userId),
      mailFailing: await isMailFailing(db, userId),
    };
  };
}
