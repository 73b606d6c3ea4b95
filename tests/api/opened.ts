import type { Document } from '../../src/api/document.ts';
import { createApi } from '../../src/api/index.ts';
import { listen } from '../../src/http/index.ts';
import { day, type Role, type Scope, scopes } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { type Installation, openInstallation } from '../installation.ts';

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed, where it is JSON. */
  body: unknown;
  text: string;
}

/** The API over a socket, in front of the whole product. */
export interface OpenedApi extends Installation {
  url: string;
  document: Document;
  /** A key of a user; with every scope where none is told. */
  keyOf(user: User, wanted?: readonly Scope[]): Promise<string>;
  /** A new user with a role, and a key of theirs. */
  staff(role: Role, wanted?: readonly Scope[]): Promise<{ user: User; key: string }>;
  call(method: string, path: string, how?: How): Promise<Answer>;
}

export interface How {
  key?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function openApi(...how: Parameters<typeof openInstallation>): Promise<OpenedApi> {
  const home = await openInstallation(...how);
  const { app, clock, operator } = home;
  const listening = await listen('127.0.0.1', 0);
  const url = `http://127.0.0.1:${listening.port}/api/v1`;
  const api = createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: ['127.0.0.1'], version: '1.2.3' });
  listening.handOver(api.fetch);
  let count = 0;

  const call: OpenedApi['call'] = async (method, path, { key, body, headers = {} } = {}) => {
    const sent = new Headers(headers);
    if (key !== undefined) sent.set('authorization', `Bearer ${key}`);
    if (body !== undefined && !sent.has('content-type')) sent.set('content-type', 'application/json');
    const content = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const response = await fetch(`${url}${path}`, {
      method,
      headers: sent,
      ...(content !== undefined && { body: content }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  };

  const become = (user: User, role: Role) =>
    app.database.write((tx) => tx.updateTable('users').set({ role }).where('id', '=', user.id).execute());

  /** As it is of somebody who was an administrator when they made it, and is not any more. */
  const keyOf: OpenedApi['keyOf'] = async (user, wanted = scopes) => {
    const expiresAt = clock.now() + 90 * day;
    await become(user, 'settings');
    const { key } = await app.apiKeys.create(operator, user.id, { name: 'Test', scopes: wanted, expiresAt });
    await become(user, user.role);
    return key;
  };

  return {
    ...home,
    url,
    document: (await call('GET', '/openapi.json')).body as Document,
    keyOf,
    call,
    async staff(role, wanted) {
      const login = `${role}-${++count}`;
      const user = await home.adopted({ login, email: `${login}@example.com`, role });
      return { user, key: await keyOf(user, wanted) };
    },
    async close() {
      await listening.close(1_000);
      await home.close();
    },
  };
}
