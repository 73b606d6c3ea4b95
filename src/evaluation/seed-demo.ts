import type { Database, Tx } from '../database/index.ts';
import { newToken, type Random } from '../kernel/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Users } from '../users/index.ts';
import { administratorFile, drawPassword, keepPassword, keptPassword } from './administrator-file.ts';
import { administrator, type DemoPerson, demoCompany, demoPeople, visitor } from './demo-people.ts';

export interface DemoParts {
  database: Database;
  users: Users;
  passwords: Passwords;
  settings: Settings;
  random: Random;
  /** Where the demo administrator's password is kept. */
  dataDir: string;
}

/** What a newcomer has to know. */
export interface Demo {
  administrator: {
    login: string;
    /** None when it was changed since, or the file that keeps it is lost: then a reset helps. */
    password: string | undefined;
    file: string;
  };
  /** The address that a first reset is tried with. */
  visitor: string;
}

/**
 * On the first start a company and 25 users, all or nothing; later it changes nothing and finds them as they are.
 * Nobody knows their passwords, but the administrator's, which is random and kept.
 */
export async function seedDemo(parts: DemoParts): Promise<Demo> {
  const first = (await parts.users.companies(parts.database.read)).length === 0;
  const password = await (first ? plant : passwordThatWorks)(parts);
  return {
    administrator: { login: administrator.login, password, file: administratorFile(parts.dataDir) },
    visitor: visitor.email ?? visitor.login,
  };
}

async function plant(parts: DemoParts): Promise<string> {
  const { database, passwords, random, dataDir } = parts;
  const password = drawPassword(random);
  const hashOf = (person: DemoPerson) => passwords.hash(person === administrator ? password : newToken(random));
  const confirmed = demoPeople.filter(({ state }) => state === 'confirmed');
  const hashes = new Map(await Promise.all(confirmed.map(async (one) => [one, await hashOf(one)] as const)));
  // Before the users, so that no administrator exists whose password nobody was told.
  await keepPassword(dataDir, administrator.login, password);
  await database.write((tx) => plantWithin(tx, parts, hashes));
  return password;
}

async function plantWithin(
  tx: Tx,
  { users, passwords, settings }: DemoParts,
  hashes: Map<DemoPerson, string>,
): Promise<void> {
  const policy = passwords.policy(await settings.read(tx)).id;
  const company = await users.createCompany(tx, demoCompany);
  for (const person of demoPeople) {
    const hash = hashes.get(person);
    await users.adopt(tx, {
      ...person,
      companyId: company.id,
      ...(hash !== undefined && { password: { hash, policy } }),
    });
  }
}

/** The kept password, unless the administrator has changed it since. */
async function passwordThatWorks({ database, users, passwords, dataDir }: DemoParts): Promise<string | undefined> {
  const kept = await keptPassword(dataDir);
  const [user] = await users.meantBy(database.read, administrator.login);
  if (kept === undefined || user === undefined) return undefined;
  const current = await users.passwordOf(database.read, user.id);
  return (await passwords.verify(current?.hash, kept)) ? kept : undefined;
}
