import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chaptersOf } from '../../src/api/chapters.ts';
import type { Operation } from '../../src/api/operation.ts';
import {
  type Act,
  alsoOf,
  matrix,
  type Role,
  rank,
  roles,
  type Scope,
  scopeOf,
  scopes,
} from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { type OpenedApi, openApi } from './opened.ts';

const nobody = '01980000-0000-7000-8000-000000000000';

/** Bodies that an operation takes, so that it is the access that refuses. */
const bodies: Record<string, object> = {
  createUser: { login: ' ', name: 'X' },
  createApiKey: { name: 'X', scopes: ['users:read'], expires_at: '2020-01-01T00:00:00Z' },
  checkPassword: { password: 'x' },
  editMailServer: { version: 1 },
  orderMailServers: { ids: [nobody] },
  sendManyResets: { user_ids: [nobody] },
  archiveMany: { user_ids: [nobody] },
  unarchiveMany: { user_ids: [nobody] },
  endSessionsOfMany: { user_ids: [nobody] },
  cancelLinksOfMany: { user_ids: [nobody] },
  createDkimKey: { domain: ' ' },
  readReceivedLetter: { head: 'Subject: X' },
  createCompany: { name: ' ', help_name: ' ' },
  setCompanyLogo: { file: 'AAAA' },
  setLetterWords: { introduction: '', closing: '' },
  previewLetterWords: { introduction: '', closing: '' },
};

/** Ids that are no user's, and what an operation's address needs besides. */
const inPaths: Record<string, string> = { letter: 'reset', key: 'link_life' };

/** What an operation demands when it is about somebody else. */
const elsewhere: Record<string, Act> = { revokeApiKey: 'keys.revoke' };

describe('every operation of the API', () => {
  let api: OpenedApi;
  let operations: Operation[];
  const staff = {} as Record<Role, { user: User; key: string }>;
  /** Per role, a key with every scope but one. */
  const lacking = {} as Record<Role, Map<Scope, string>>;
  before(async () => {
    api = await openApi();
    const parts = { ...api.app, baseUrl: api.app.baseUrl(), trustedProxies: [], version: '1' };
    operations = chaptersOf(parts).flatMap((chapter) => chapter.operations);
    for (const role of roles) {
      staff[role] = await api.staff(role);
      lacking[role] = new Map();
      for (const scope of scopes) {
        lacking[role].set(
          scope,
          await api.keyOf(
            staff[role].user,
            scopes.filter((other) => other !== scope),
          ),
        );
      }
    }
  });
  after(() => api.close());

  let source = 0;
  const codeOf = async ({ id, method, path, query, body }: Operation, key: string, about = nobody): Promise<string> => {
    const parameters = query?.safeParse({}).success === false ? needed(query, about) : {};
    const asked = `${filled(path, about)}?${new URLSearchParams(parameters)}`;
    const headers = { 'x-forwarded-for': `192.0.2.${++source % 250}` };
    const answer = await api.call(method.toUpperCase(), asked, { key, headers, body: body && (bodies[id] ?? {}) });
    return (answer.body as { code?: string } | undefined)?.code ?? 'done';
  };

  it('needs a key, unless it is open', async () => {
    const open = operations.filter(({ act }) => act === 'open').map(({ id }) => id);
    assert.deepEqual(open, ['askForReset', 'redeemLink', 'getPasswordPolicy']);
    for (const { method, path, act, id } of operations) {
      const { status } = await api.call(method.toUpperCase(), filled(path), {});
      assert.equal(status === 401, act !== 'open', id);
    }
  });

  it('lets each role do what the matrix says, and nothing else', async () => {
    for (const role of roles) {
      for (const operation of operations) {
        if (operation.act === 'open') continue;
        const allowed = mayDo(role, elsewhere[operation.id] ?? operation.act);
        const code = await codeOf(operation, staff[role].key);
        assert.equal(code === 'forbidden', !allowed, `${role} ${operation.id} ${code}`);
      }
    }
  });

  it('does nothing to somebody greater', async () => {
    const { id: greater } = staff.settings.user;
    const toPerson = operations.filter(
      ({ method, path, query }) =>
        method !== 'get' && (path.startsWith('/users/{id}') || 'user_id' in (query?.shape ?? {})),
    );
    assert.ok(toPerson.length > 10);
    for (const role of ['helpdesk', 'access'] as const) {
      for (const operation of toPerson)
        assert.equal(await codeOf(operation, staff[role].key, greater), 'forbidden', `${role} ${operation.id}`);
    }
  });

  it('is withheld from a key that lacks its scope, whatever the owner may do', async () => {
    for (const role of roles) {
      for (const operation of operations) {
        if (operation.act === 'open') continue;
        const scope = scopeOf[operation.act];
        if (scope === 'in person') assert.fail(`${operation.id} is done by no key`);
        if (scope === 'any key') continue;
        for (const needed of [scope, ...(alsoOf[operation.act] ?? [])]) {
          const code = await codeOf(operation, lacking[role].get(needed) ?? '');
          assert.equal(code, 'scope_missing', `${role} ${operation.id} ${needed}`);
        }
      }
    }
  });
});

function filled(path: string, about = nobody): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => inPaths[name] ?? about);
}

/** What an operation cannot be asked for without. */
function needed({ shape }: NonNullable<Operation['query']>, about: string): Record<string, string> {
  if ('address' in shape) return { address: 'nobody@example.com' };
  return 'user_id' in shape ? { user_id: about } : { language: 'en' };
}

/** On nobody in particular: what is one's own is demanded of oneself. */
function mayDo(role: Role, act: Act): boolean {
  const demand = matrix[act];
  return demand === 'self' ? true : rank(role) >= rank(demand);
}
