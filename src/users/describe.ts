import type { Reader, Tx } from '../database/index.ts';
import type { Companies } from './companies.ts';
import type { Company, User, UserRecord } from './index.ts';

/** Users as the API and `--json` tell them. */
export function createDescribe(companies: Companies) {
  const describeAll = async (db: Reader | Tx, users: User[]): Promise<UserRecord[]> => {
    const byId = new Map((await companies.all(db)).map((company) => [company.id, company]));
    return users.map((user) => toRecord(user, byId.get(user.companyId)));
  };
  const describe = async (db: Reader | Tx, user: User): Promise<UserRecord> =>
    toRecord(user, await companies.byId(db, user.companyId));
  return { describe, describeAll };
}

function toRecord(user: User, company: Company | undefined): UserRecord {
  return {
    id: user.id,
    login: user.login,
    name: user.name,
    email: user.email ?? null,
    role: user.role,
    state: user.state,
    language: user.language,
    time_zone: user.timeZone,
    company: { id: user.companyId, name: company?.name ?? '' },
    created_at: new Date(user.createdAt).toISOString(),
    last_sign_in_at: user.lastSignInAt === undefined ? null : new Date(user.lastSignInAt).toISOString(),
  };
}
