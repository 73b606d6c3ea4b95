import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { User } from '../../src/users/index.ts';
import type { Engine } from '../engines.ts';
import type { ReceivedLetter } from '../inbox.ts';
import type { openInstallation } from '../installation.ts';
import { type Client, clientFor, type Input, operationsIn } from './client.ts';
import { assertDocumented } from './documented.ts';
import { type Answer, type OpenedApi, openApi } from './opened.ts';

/** The chapters of the document that each file proves. */
const provedBy = {
  resets: ['Password resets', 'Limits', 'Password policy'],
  users: ['Users', 'Jobs', 'Sessions', 'API keys'],
  companies: ['Companies', 'Words of letters', 'Settings'],
  mail: ['Messages', 'Outgoing mail servers', 'Mail doctor', 'Signatures (DKIM)'],
  approvals: ['Approvals'],
  audit: ['Audit events'],
};

/** The password of whoever needs one. */
export const password = 'Harbour-violet-29';

/** The API behind a client made from its document, which notes what was done. */
export interface Contract extends Omit<OpenedApi, 'call'> {
  admin: { user: User; key: string };
  /** Calls an operation, and expects an answer that the document tells of. */
  call: Client;
  /** The same with the administrator's key. */
  asAdmin: Client;
  /** What the administrator is answered, expecting success. */
  get<T = Record<string, unknown>>(id: string, input?: Input): Promise<T>;
  somebody(role?: User['role']): Promise<User>;
  /** The newest letter to a user. */
  letterOf(user: User): Promise<ReceivedLetter | undefined>;
  /** The operations that were never done, of the chapters that this file proves or no file does. */
  undone(): string[];
  /** Fails if the database has a key or a password in it. */
  keepsSecrets(): Promise<void>;
}

export async function openContract(
  engine: Engine,
  file: keyof typeof provedBy,
  around: Parameters<typeof openInstallation>[1] = {},
): Promise<Contract> {
  const api = await openApi(engine, around);
  const client = clientFor(api);
  const operations = operationsIn(api.document);
  const admin = await api.staff('settings');
  const done = new Set<string>();

  const call: Client = async (id, input) => {
    const answer = await client(id, input);
    const operation = operations.find((one) => one.id === id)?.operation;
    assert.ok(operation);
    assertDocumented(api.document, operation, answer);
    if (answer.status < 300) done.add(id);
    return answer;
  };
  const asAdmin: Client = (id, input) => call(id, { key: admin.key, ...input });

  return {
    ...api,
    admin,
    call,
    asAdmin,
    async get<T>(id: string, input?: Input) {
      const answer = await asAdmin(id, input);
      assert.ok(answer.status < 300, `${id} ${answer.status} ${answer.text}`);
      return answer.body as T;
    },
    somebody: async (role = 'user') => (await api.staff(role)).user,
    letterOf: async ({ email }) => (await api.letters(email ?? ''))[0],
    undone() {
      const elsewhere = Object.entries(provedBy).flatMap(([name, chapters]) => (name === file ? [] : chapters));
      const here = operations.filter(({ operation }) => !operation.tags.some((tag) => elsewhere.includes(tag)));
      return here.map(({ id }) => id).filter((id) => !done.has(id));
    },
    async keepsSecrets() {
      await delay(50); // uses of keys are noted beside the calls
      const stored = await api.everythingStored();
      assert.ok(!stored.includes(admin.key) && !stored.includes(password));
    },
  };
}

/** The code of a problem. */
export const code = (answer: Answer): string => (answer.body as { code: string }).code;
