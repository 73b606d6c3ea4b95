import assert from 'node:assert/strict';
import { createApp } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config/index.ts';
import { silent } from '../../src/kernel/index.ts';
import { operator } from '../callers.ts';
import type { Place } from '../engines.ts';

/** A person who holds a link, and the password that they have until it is used. */
export interface LinkHolder {
  userId: string;
  login: string;
  token: string;
  oldPassword: string;
}

export const oldPassword = 'Correct-Horse7battery';

/** The settings that all processes of one installation share. */
export function settingsOf(dataDir: string, place: Place, baseUrl: string) {
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

/** Makes people with a password and a printed link each, the way commands do, while no server runs. */
export async function makeLinkHolders(config: Config, prefix: string, count: number): Promise<LinkHolder[]> {
  const app = await createApp(config, { as: 'command', log: silent });
  const password = { hash: await app.passwords.hash(oldPassword), policy: 'guide@1' };
  const [company] = await app.users.companies(app.database.read);
  assert.ok(company);
  const holders: LinkHolder[] = [];
  for (let index = 0; index < count; index++) {
    const login = `${prefix}-${index}`;
    const user = await app.database.write((tx) =>
      app.users.adopt(tx, { ...person(login), companyId: company.id, password }),
    );
    const { link } = await app.resets.send(operator, user.id, { printLink: true });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    holders.push({ userId: user.id, login, token, oldPassword });
  }
  await app.close();
  return holders;
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
