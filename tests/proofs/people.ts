import assert from 'node:assert/strict';
import { type App, createApp } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import { silent } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { operator } from '../callers.ts';
import type { Place } from '../engines.ts';

/** A person who holds a link, and has the old password until it is used. */
export interface LinkHolder {
  userId: string;
  login: string;
  token: string;
}

export const oldPassword = 'Correct-Horse7battery';

/** The settings that all processes of one installation share. */
export function settingsOf(dataDir: string, place: Pick<Place, 'url'>, baseUrl: string) {
  return {
    REKEY_DATA_DIR: dataDir,
    REKEY_DATABASE_URL: place.url,
    REKEY_SECRET: 'the secret that all processes share',
    REKEY_BASE_URL: baseUrl,
  };
}

export function configOf(settings: ReturnType<typeof settingsOf>): Config {
  return loadConfig(settings, { evaluation: false, needs: 'command' });
}

/** Works on an installation the way a command does, beside whatever runs there. */
export async function beside<T>(config: Config, act: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(config, { as: 'command', log: silent });
  try {
    return await act(app);
  } finally {
    await app.close();
  }
}

/** Makes people with a password and a printed link each. */
export function makeLinkHolders(config: Config, prefix: string, count: number): Promise<LinkHolder[]> {
  return beside(config, (app) => addLinkHolders(app, prefix, count));
}

/** The same in an installation that is open already. */
export async function addLinkHolders(app: App, prefix: string, count: number): Promise<LinkHolder[]> {
  const users = await makeUsers(app, prefix, count);
  const holders: LinkHolder[] = [];
  for (const { id, login } of users) holders.push({ userId: id, login, token: await printedToken(app, id) });
  return holders;
}

/** The token of a fresh link that no letter carries. */
async function printedToken(app: App, userId: string): Promise<string> {
  const { link } = await app.resets.send(operator, userId, { printLink: true });
  return new URL(link ?? '').searchParams.get('token') ?? '';
}

let oldHash: Promise<string> | undefined;

/** Makes people who have the old password, one hash for all of them. */
export async function makeUsers(app: App, prefix: string, count: number): Promise<User[]> {
  oldHash ??= app.passwords.hash(oldPassword);
  const password = { hash: await oldHash, policy: 'guide@1' };
  const [company] = await app.users.companies(app.database.read);
  assert.ok(company);
  const adopt = (login: string) =>
    app.database.write((tx) => app.users.adopt(tx, { ...person(login), companyId: company.id, password }));
  return Promise.all(Array.from({ length: count }, (_, index) => adopt(`${prefix}-${index}`)));
}

function person(login: string) {
  const email = `${login}@example.com`;
  return {
    name: `Holder ${login}`,
    login,
    email,
    role: 'user',
    state: 'confirmed',
    language: 'en',
    timeZone: 'UTC',
  } as const;
}
