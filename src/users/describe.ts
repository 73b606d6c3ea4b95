import type { Reader, Tx } from '../database/index.ts';
import type { Companies } from './companies.ts';
import type { User, UserRecord } from './index.ts';

/** A user as the API and `--json` tell it. */
export function createDescribe(companies: Companies) {
  return async (db: Reader | Tx, user: User): Promise<UserRecord> => {
    const company = await companies.byId(db, user.companyId);
    return {
      id: user.id,
      login: user.login,
      name: user.name,
      email: user.email ?? null,
      role: user.role,
      state: user.state,
      language: user.language,
      time_zone: user.timeZone,
      company: { id: company.id, name: company.name },
      created_at: new Date(user.createdAt).toISOString(),
      last_sign_in_at: user.lastSignInAt === undefined ? null : new Date(user.lastSignInAt).toISOString(),
    };
  };
}
