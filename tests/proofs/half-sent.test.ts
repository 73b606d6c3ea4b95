import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createApi } from '../../src/api/index.ts';
import { type Listening, listen, underPath } from '../../src/http/index.ts';
import { day, type Role, scopes } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { type Opened, oldPassword, openPages, origin } from '../pages/opened.ts';

const formType = 'application/x-www-form-urlencoded';
const uploadType = 'multipart/form-data; boundary=x';
/** More than anybody sends who shows nothing, and less than a picture may have. */
const much = 700 * 1024;

interface Sent {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Whoever sends a request slowly acts, if at all, as whom they are when its end has come, not as whom they were at its
 * beginning.
 */
describe('a request of which half is there', () => {
  let opened: Opened;
  let listening: Listening;
  let begun = Promise.withResolvers<void>();
  before(async () => {
    opened = await openPages();
    const { app, web } = opened;
    const api = createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: [], version: '1' });
    const fetch = underPath('/api', api.fetch, web.fetch);
    listening = await listen('127.0.0.1', 0);
    listening.handOver((request, env) => {
      begun.resolve();
      return fetch(request, env as Parameters<typeof fetch>[1]);
    });
  });
  after(async () => {
    await listening.close(0);
    await opened.close();
  });

  let count = 0;
  let person: User;
  let login: string;
  beforeEach(async () => {
    login = `person-${++count}`;
    person = await opened.confirmed({ login, role: 'access', email: `${login}@lumen.example`, password: oldPassword });
  });

  const reach = () => {
    const socket = connect(listening.port, '127.0.0.1').setEncoding('latin1');
    let said = '';
    socket.on('data', (text) => (said += text)).on('error', () => {});
    const ended = once(socket, 'close').then(() => said);
    return { socket, ended };
  };

  const headOf = ({ path, headers, body }: Sent, length = Buffer.byteLength(body)): string => {
    const host = new URL(origin).host;
    const all = { Host: host, Connection: 'close', 'Content-Length': String(length), ...headers };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    return [`POST ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
  };

  /** The answer to what is sent in two halves, when something happens between them. */
  const sendHalves = async (sent: Sent, meanwhile: () => Promise<unknown>): Promise<string> => {
    const { socket, ended } = reach();
    const middle = sent.body.length >> 1;
    begun = Promise.withResolvers<void>();
    socket.write(headOf(sent) + sent.body.slice(0, middle));
    await begun.promise;
    // Asks of the database what the first could ask by now.
    await opened.signedIn(login);
    await meanwhile();
    socket.write(sent.body.slice(middle));
    return ended;
  };

  const cookieOf = async (): Promise<string> => {
    const browser = await opened.signedIn(login);
    return `__Host-rekey_session=${browser.cookie('__Host-rekey_session')}`;
  };
  const form = async (path: string, fields: Record<string, string>): Promise<Sent> => ({
    path,
    headers: { Cookie: await cookieOf(), 'Content-Type': formType, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams(fields).toString(),
  });
  const profile = () => form('/my', { language: 'fr', time_zone: 'Europe/Paris' });
  const newUser = () =>
    form('/settings/users/new', { name: 'New', login: `new-${login}`, role: 'user', language: 'en', after: 'nothing' });
  const keyOf = async () =>
    opened.app.apiKeys.create(opened.operator, person.id, {
      name: 'Half',
      scopes: scopes.filter((scope) => scope.startsWith('users:')),
      expiresAt: opened.clock.now() + day,
    });
  const call = (key: string): Sent => ({
    path: '/api/v1/users',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ login: `new-${login}`, name: 'New' }),
  });

  const endSessions = () => opened.app.sessions.endOf(opened.operator, person.id);
  const archive = () => opened.app.users.archive(opened.operator, person.id);
  const become = (role: Role) => opened.app.users.edit(opened.operator, person.id, { change: { role } });
  const unchanged = async () => {
    const { language } = (await opened.app.users.byId(opened.app.database.read, person.id)) ?? assert.fail();
    assert.equal(language, 'en');
    assert.deepEqual(await opened.app.users.meantBy(opened.app.database.read, `new-${login}`), []);
  };
  const toSignIn = /^HTTP\/1\.1 303 [\s\S]*\r\nlocation: \/web\/login/i;

  it('is done when nothing happens meanwhile', async () => {
    const nothing = async () => {};
    assert.match(await sendHalves(await profile(), nothing), /^HTTP\/1\.1 303 [\s\S]*\r\nlocation: \/my\r\n/i);
    assert.match(
      await sendHalves(await newUser(), nothing),
      /^HTTP\/1\.1 303 [\s\S]*\r\nlocation: \/settings\/users\//i,
    );
    await opened.app.users.delete(opened.operator, (await opened.app.users.named(`new-${login}`)).id);
    assert.match(await sendHalves(call((await keyOf()).key), nothing), /^HTTP\/1\.1 201 /);
  });

  for (const [what, meanwhile] of [
    ['whose session has ended', endSessions],
    ['who is archived', archive],
    ['whose role was changed', () => become('user')],
  ] as const) {
    it(`is that of a stranger ${what}, on the own pages`, async () => {
      assert.match(await sendHalves(await profile(), meanwhile), toSignIn);
      await unchanged();
    });

    it(`is that of a stranger ${what}, in the console`, async () => {
      assert.match(await sendHalves(await newUser(), meanwhile), toSignIn);
      await unchanged();
    });
  }

  it('is that of a revoked key, an archived owner or their lower role, by the API', async () => {
    const revoked = await keyOf();
    const revoke = () => opened.app.apiKeys.revoke(opened.operator, revoked.record.id);
    assert.match(await sendHalves(call(revoked.key), revoke), /^HTTP\/1\.1 401 [\s\S]*"code":"key_unknown"/);
    const { key } = await keyOf();
    assert.match(await sendHalves(call(key), () => become('user')), /^HTTP\/1\.1 403 [\s\S]*"code":"forbidden"/);
    assert.match(await sendHalves(call(key), archive), /^HTTP\/1\.1 401 [\s\S]*"code":"key_unknown"/);
    await unchanged();
  });

  it('is that of a stranger whose session has ended, where it brings a picture', async () => {
    const [company] = await opened.app.users.listCompanies(opened.operator);
    const path = `/settings/companies/${company?.id}/logo`;
    const { headers } = await form(path, {});
    const body = [
      '--x',
      'Content-Disposition: form-data; name="logo"; filename="a"',
      '',
      'x'.repeat(much),
      '--x--',
      '',
    ];
    const upload = { path, headers: { ...headers, 'Content-Type': uploadType }, body: body.join('\r\n') };
    assert.match(await sendHalves(upload, endSessions), toSignIn);
  });

  it('is not waited for where it is large and nobody is known by it', async () => {
    const answerTo = async (sent: Sent): Promise<string> => {
      const { socket, ended } = reach();
      socket.write(headOf(sent, much));
      return ended;
    };
    const browser = { 'Content-Type': uploadType, 'Sec-Fetch-Site': 'same-origin' };
    const strange = `__Host-rekey_session=${'x'.repeat(43)}`;
    for (const path of ['/settings/companies/x/logo', '/web/login', '/web/reset_password'])
      for (const headers of [browser, { ...browser, Cookie: strange }])
        assert.match(await answerTo({ path, headers, body: '' }), toSignIn, path);
    const program = { 'Content-Type': 'application/json' };
    const path = '/api/v1/companies/x/logo';
    assert.match(await answerTo({ path, headers: program, body: '' }), /^HTTP\/1\.1 401 [\s\S]*"key_missing"/);
    const wrong = { ...program, Authorization: `Bearer ${(await keyOf()).key.slice(0, -1)}` };
    assert.match(await answerTo({ path, headers: wrong, body: '' }), /^HTTP\/1\.1 401 [\s\S]*"key_unknown"/);
    const login = { ...browser, 'Content-Type': formType };
    assert.match(await answerTo({ path: '/web/login', headers: login, body: '' }), /^HTTP\/1\.1 413 /);
  });

  it('is not waited for by the API where no key is shown', async () => {
    const { socket, ended } = reach();
    socket.write(headOf({ ...call(''), headers: { 'Content-Type': 'application/json' } }));
    assert.match(await ended, /^HTTP\/1\.1 401 [\s\S]*"key_missing"/);
  });
});
