import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { TOTP } from 'otpauth';
import { day, type Scope } from '../../src/kernel/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Contract, code, openContract, password } from './contract.ts';

onEveryEngine('a client made from the document', (engine) => {
  let api: Contract;
  before(async () => {
    api = await openContract(engine, 'users');
  });
  after(() => api.close());

  it('makes, finds, changes, archives and erases users', async () => {
    const body = { login: 'made-by-key', name: 'Made by Key', email: 'made@example.com', invite: true };
    const user = await api.get<{ id: string; state: string }>('createUser', { body });
    assert.equal(user.state, 'invited');
    assert.equal((await api.letters('made@example.com')).length, 1);
    const found = await api.get<{ items: { id: string }[] }>('listUsers', { query: { search: 'made-by', limit: '5' } });
    assert.deepEqual(
      found.items.map(({ id }) => id),
      [user.id],
    );
    const path = { id: user.id };
    const { version, second_factors, mail_failing } = await api.get<{
      version: number;
      second_factors: object;
      mail_failing: boolean;
    }>('getUser', { path });
    const disowned = { app: false, passkeys: 0 };
    const none = { app: false, passkeys: 0, recovery_codes: 0, remembered_devices: 0, missing: false, disowned };
    assert.deepEqual([second_factors, mail_failing], [none, false]);
    const changed = await api.get<{ name: string }>('editUser', { path, body: { version, name: 'Another Name' } });
    assert.equal(changed.name, 'Another Name');
    const late = await api.asAdmin('editUser', { path, body: { version, name: 'Too late' } });
    assert.deepEqual([late.status, code(late)], [409, 'changed_meanwhile']);
    await api.get('archiveUser', { path });
    await api.get('unarchiveUser', { path });
    await api.get('deleteUser', { path });
    assert.equal((await api.asAdmin('getUser', { path })).status, 404);
  });

  it('tells which second factors are disowned', async () => {
    const user = await api.somebody();
    const { factors, database } = api.app;
    const { secret } = await factors.offerTotp(signedIn(user));
    await factors.confirmTotp(signedIn(user), new TOTP({ secret }).generate({ timestamp: api.clock.now() }));
    const told = async () => {
      const { second_factors } = await api.get<{ second_factors: object }>('getUser', { path: { id: user.id } });
      return second_factors;
    };
    const has = { app: true, passkeys: 0, recovery_codes: 10, remembered_devices: 0, missing: false };
    assert.deepEqual(await told(), { ...has, disowned: { app: false, passkeys: 0 } });
    await database.write((tx) =>
      factors.disown(tx, api.operator, user, { since: 0, until: api.clock.now(), used: undefined }),
    );
    assert.deepEqual(await told(), { ...has, recovery_codes: 0, disowned: { app: true, passkeys: 0 } });
  });

  it('makes nobody one of the staff nor archives or deletes one, nor has the letters of one go elsewhere, with a scope for users alone', async () => {
    const { key, user: owner } = await api.staff('settings', ['users:write']);
    const staff = await api.somebody('helpdesk');
    const moved = { email: 'elsewhere@example.com' };
    const gone = await api.somebody('settings');
    await api.get('archiveUser', { path: { id: gone.id } });
    for (const refused of [
      await api.call('createUser', { key, body: { login: 'puppet', name: 'Puppet', role: 'settings', ...moved } }),
      await api.call('editUser', { key, path: { id: (await api.somebody()).id }, body: { role: 'helpdesk' } }),
      await api.call('editUser', { key, path: { id: staff.id }, body: moved }),
      await api.call('editUser', { key, path: { id: owner.id }, body: moved }),
      await api.call('editUser', { key, path: { id: staff.id }, body: { login: 'elsewhere' } }),
      await api.call('editUser', { key, path: { id: staff.id }, body: { role: 'user' } }),
      await api.call('unarchiveUser', { key, path: { id: gone.id } }),
      await api.call('archiveUser', { key, path: { id: staff.id } }),
      await api.call('deleteUser', { key, path: { id: staff.id } }),
    ]) {
      assert.deepEqual([refused.status, code(refused)], [403, 'scope_missing']);
      assert.equal((refused.body as { scope: string }).scope, 'settings:write');
    }
    assert.equal(
      (await api.call('editUser', { key, path: { id: (await api.somebody()).id }, body: moved })).status,
      200,
    );
    await api.get('editUser', { path: { id: staff.id }, body: { role: 'user' } });
  });

  it('finds users by what they are, and reads on from where it stopped', async () => {
    const { id } = await api.adopted({ login: 'wide-a', name: 'Wide A' });
    await api.adopted({ login: 'wide-b', name: 'Wide B', email: 'wide-b@example.com' });
    await api.adopted({ login: 'wide-c', name: 'Wide C', email: 'wide-c@example.com', state: 'archived' });
    const list = (query: Record<string, string>) =>
      api.get<{ items: { id: string; login: string }[]; next: string | null }>('listUsers', { query });
    const logins = async (filter: string) =>
      (await list({ search: 'wide-', filter })).items.map(({ login }) => login).join(' ');
    assert.equal(await logins('no_email'), 'wide-a');
    assert.equal(await logins('active, role:user'), 'wide-a wide-b');
    const first = await list({ search: 'wide-', limit: '1' });
    const second = await list({ search: 'wide-', limit: '2', cursor: first.next ?? '' });
    assert.deepEqual([first.items[0]?.id, second.items.length, second.next], [id, 2, null]);
    assert.equal(code(await api.asAdmin('listUsers', { query: { filter: 'nonsense' } })), 'malformed');
  });

  it('tells the helpdesk, too, when a password was set, since that is what a caller needs to hear', async () => {
    const { key } = await api.staff('helpdesk');
    const { id } = await api.confirmed({ login: 'caller', password: 'Velvet-anchor-73' });
    const { password } = await api.get<{ password: object }>('getUser', { key, path: { id } });
    assert.deepEqual(password, { changed_at: new Date(api.clock.now()).toISOString(), policy: 'guide@1' });
  });

  it('tells second factors to those alone who see sessions, as the console does', async () => {
    const [plain, chief] = [await api.somebody(), await api.staff('settings')];
    const seen = async (key: string, id: string) =>
      (await api.get<{ second_factors: object | null }>('getUser', { key, path: { id } })).second_factors !== null;
    const [helper, access] = [(await api.staff('helpdesk')).key, (await api.staff('access')).key];
    assert.deepEqual([await seen(helper, plain.id), await seen(access, plain.id)], [false, true]);
    assert.deepEqual([await seen(access, chief.user.id), await seen(chief.key, chief.user.id)], [false, true]);
  });

  it('does things to many, by ids or by what is searched for, and never to everybody by mistake', async () => {
    const login = (index: number) => `many-${index}`;
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) {
      ids.push((await api.adopted({ login: login(index), email: `${login(index)}@example.com` })).id);
    }
    const settled = async (id: string) => {
      while (await api.app.jobs.turn());
      return api.get<{ state: string; done: number; total: number }>('getJob', { path: { id } });
    };
    const sent = await api.get<{ id: string }>('sendManyResets', {
      body: { user_ids: ids.slice(0, 1), per_minute: 6000 },
    });
    assert.equal((await settled(sent.id)).done, 1);
    for (const id of ['endSessionsOfMany', 'cancelLinksOfMany', 'archiveMany', 'unarchiveMany']) {
      const job = await api.get<{ id: string }>(id, { body: { search: 'many-' } });
      const { state, done, total } = await settled(job.id);
      assert.deepEqual([state, done, total], ['done', 3, 3], id);
    }
    const results = await api.get<{ items: { outcome: string }[]; next: string }>('listJobResults', {
      path: { id: sent.id },
      query: { limit: '1' },
    });
    assert.deepEqual([results.items[0]?.outcome, results.next], ['done', null]);
    for (const body of [{}, { search: '  ' }, { search: '´' }, { search: '\u0301' }])
      assert.equal(code(await api.asAdmin('archiveMany', { body })), 'malformed');
  });

  it('pauses a job, goes on with it, and stops it, but for a key of somebody less than whoever started it', async () => {
    const ids = [(await api.somebody()).id, (await api.somebody()).id];
    const body = { user_ids: ids, per_minute: 1 };
    const { id } = await api.get<{ id: string }>('sendManyResets', { body });
    const path = { id };
    const { key } = await api.staff('helpdesk');
    assert.equal(code(await api.call('pauseJob', { key, path })), 'forbidden');
    assert.equal((await api.get<{ may_steer: boolean }>('getJob', { key, path })).may_steer, false);
    assert.equal((await api.get<{ may_steer: boolean }>('getJob', { path })).may_steer, true);
    assert.equal((await api.get<{ state: string }>('pauseJob', { path })).state, 'paused');
    assert.equal((await api.get<{ state: string }>('resumeJob', { path })).state, 'running');
    assert.equal((await api.get<{ state: string }>('cancelJob', { path })).state, 'cancelled');
    assert.equal(code(await api.asAdmin('pauseJob', { path })), 'job_ended');
  });

  it('leaves a job as it is when it refuses to tell how it stands', async () => {
    const body = { user_ids: [(await api.somebody()).id], per_minute: 1 };
    const { id } = await api.get<{ id: string }>('sendManyResets', { body });
    const path = { id };
    for (const [scope, lacks] of [
      ['resets:send', 'users:read'],
      ['users:read', 'resets:send'],
    ] as const) {
      const { key } = await api.staff('settings', [scope]);
      for (const step of ['pauseJob', 'cancelJob']) {
        const { body: told } = await api.call(step, { key, path });
        assert.equal((told as { scope?: string }).scope, lacks, `${scope} ${step}`);
      }
    }
    assert.equal((await api.get<{ ended_at: string | null }>('getJob', { path })).ended_at, null);
    const paused = (
      await api.get<{ items: { event: string }[] }>('listAuditEvents', {
        query: { event: 'job.paused', subject_id: id },
      })
    ).items;
    assert.deepEqual(paused, []);
  });

  it('never gives anybody a password', async () => {
    for (const body of [
      { login: 'x', name: 'X', password },
      { login: 'x', name: 'X', passwords: [] },
    ]) {
      assert.equal(code(await api.asAdmin('createUser', { body })), 'malformed');
    }
    const edit = { path: { id: (await api.somebody()).id }, body: { password } };
    assert.equal(code(await api.asAdmin('editUser', edit)), 'malformed');
  });

  it('sees and ends sessions', async () => {
    const hash = await api.app.passwords.hash(password);
    const user = await api.adopted({ login: 'sitting', password: { hash, policy: 'guide@1' } });
    const signIn = () =>
      api.app.sessions.signIn(strangerAt('192.0.2.1'), { login: 'sitting', password, knownBrowser: undefined });
    for (let sessions = 0; sessions < 3; sessions++) await signIn();
    const query = { user_id: user.id };
    const { items } = await api.get<{ items: { id: string }[] }>('listSessions', { query });
    assert.equal(items.length, 3);
    assert.deepEqual(await api.get('endSession', { path: { id: items[0]?.id ?? '' }, query }), { sessions: 1 });
    assert.deepEqual(await api.get('endSessions', { query }), { sessions: 2 });
  });

  it('makes a narrower key, which is told once, and ends it', async () => {
    const scopes: Scope[] = ['users:read'];
    const expires_at = new Date(api.clock.now() + day).toISOString();
    const made = await api.get<{ key: string; api_key: { id: string; made_by_key: object | null } }>('createApiKey', {
      body: { name: 'Narrow', scopes, expires_at },
    });
    assert.ok(made.api_key.made_by_key);
    assert.equal((await api.call('listUsers', { key: made.key })).status, 200);
    assert.equal(code(await api.call('listAuditEvents', { key: made.key })), 'scope_missing');
    assert.doesNotMatch((await api.asAdmin('listApiKeys')).text, new RegExp(made.key));
    const { user: other } = await api.staff('access');
    const owners = async (query: Record<string, string>) => {
      const { items } = await api.get<{ items: { user: { id: string } }[] }>('listApiKeys', { query });
      return new Set(items.map((one) => one.user.id));
    };
    assert.deepEqual([...(await owners({}))], [api.admin.user.id]);
    assert.ok((await owners({ everybody: 'true' })).has(other.id));
    await api.get('revokeApiKey', { path: { id: made.api_key.id } });
    const ended = await api.call('listUsers', { key: made.key });
    assert.deepEqual([ended.status, code(ended)], [401, 'key_unknown']);
    assert.match(ended.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/);
  });

  it('has done everything that the document tells of', () => assert.deepEqual(api.undone(), []));

  it('leaves no secret in the database', () => api.keepsSecrets());
});
