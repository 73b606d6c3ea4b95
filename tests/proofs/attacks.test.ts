import assert from 'node:assert/strict';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { createApi } from '../../src/api/index.ts';
import { type Listening, listen, underPath } from '../../src/http/index.ts';
import { day, minute, scopes } from '../../src/kernel/index.ts';
import { signedIn } from '../callers.ts';
import { addresses } from '../console/addresses.ts';
import { type Opened, oldPassword, openPages, origin, pathOf } from '../pages/opened.ts';
import { type Visitor, visit } from '../pages/visitor.ts';
import { refuses } from '../refuses.ts';
import { assertGuarded } from './guarded.ts';

const root = join(import.meta.dirname, '../../..');

/** Of each form of the public and the own pages at least one. */
const fieldsOfPeople = [
  ...['login', 'password', 'link', 'confirm_password', 'choice', 'old_password', 'new_password', 'name', 'email'],
  ...['totp_token', 'language', 'time_zone', 'own_password', 'waiting', 'id', 'answer', 'code'],
];
/** Of those forms of the console that may be sent empty. */
const fieldsOfActs = ['session', 'smtp_host', 'query', 'identity_check', 'seen', 'introduction', 'list'];

/** What one button does by itself. */
const withoutFields = [
  '/web/login/passkey/options',
  '/my/security/two-factor/app',
  '/my/security/two-factor/codes',
  '/my/security/two-factor/passkeys/options',
  '/my/security/api-keys/:id/revoke',
  '/settings/api-keys/:id/revoke',
  '/settings/first-steps/letter',
  '/settings/resets/:id/cancel',
  '/settings/technical/audit/seal',
  '/settings/technical/email/doctor',
  '/settings/technical/email/emails/:id/retry',
  '/settings/technical/email/emails/:id/cancel',
  '/settings/technical/email/outgoing-mail-servers/:id/delete',
];
/** Whose link, step or record has to be there before the form is read. */
const decidedFirst = [
  '/web/set_up',
  '/web/confirm_email',
  '/web/login/totp/passkey',
  '/settings/companies/:id',
  '/settings/companies/:id/logo',
  '/settings/resets/:id/resend',
];

/** What answers without a session: for programs, for whoever has forgotten something, and for whoever holds a link. */
const forEverybody = [
  'GET /.well-known/change-password',
  'GET /.well-known/security.txt',
  'GET /healthz',
  'GET /help/passwords',
  'GET /metrics',
  'GET /readyz',
  'GET /robots.txt',
  'GET /web/confirm_email',
  'GET /web/login',
  'GET /web/logo/:digest',
  'GET /web/look/:colour',
  'GET /web/not_me',
  'GET /web/reset_password',
  'GET /web/reset_password/sent',
  'GET /web/set_up',
  'POST /web/confirm_email',
  'POST /web/language',
  'POST /web/login',
  'POST /web/login/passkey',
  'POST /web/login/passkey/options',
  'POST /web/not_me',
  'POST /web/password_check',
  'POST /web/reset_password',
  'POST /web/reset_password/new_link',
  'POST /web/set_up',
];

describe('an installation under attack', () => {
  let opened: Opened;
  let listening: Listening;
  let program: Visitor;
  let chief: Visitor;
  let key: string;
  before(async () => {
    opened = await openPages();
    const { app, operator, clock } = opened;
    const api = createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: [], version: '1' });
    program = visit(api, origin);
    listening = await listen('127.0.0.1', 0);
    listening.handOver(underPath('/api', api.fetch, opened.web.fetch));
    const user = await opened.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    await opened.confirmed({ login: 'mara', email: 'mara@lumen.example', password: oldPassword });
    chief = await opened.signedIn('chief');
    key = (await app.apiKeys.create(operator, user.id, { name: 'All', scopes, expiresAt: clock.now() + day })).key;
  });
  after(async () => {
    await listening.close(0);
    await opened.close();
  });

  /** What the server says to these bytes until it closes. */
  const say = async (bytes: string): Promise<string> => {
    const socket = connect(listening.port, '127.0.0.1').setEncoding('latin1');
    let said = '';
    socket.on('data', (text) => (said += text)).on('error', () => {});
    socket.end(bytes);
    await once(socket, 'close');
    return said;
  };

  it('takes what looks like a query, a path or a template for text', async () => {
    const texts = [
      "' OR '1'='1",
      '"; drop table users; --',
      '%',
      '_',
      '*',
      '{{constructor}}',
      '<%= 7 * 7 %>',
      '../../x',
      '<svg/onload=1>',
      '%41%2541%253Csvg&lt;+',
      '%s %d {name} $&',
    ];
    const shown = (text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    for (const search of texts) {
      const query = new URLSearchParams({ search });
      const { status, body } = await program.get(`/api/v1/users?${query}`, { authorization: `Bearer ${key}` });
      assert.deepEqual([status, JSON.parse(body).items], [200, []], search);
      const page = await chief.get(`/settings/users?${query}`);
      const refused = await opened.visitor().post('/web/login', { login: search, password: search });
      assert.deepEqual([page.status, refused.status], [200, 401], search);
      for (const { body } of [page, refused])
        assert.ok(body.replaceAll('&#39;', "'").includes(`value="${shown(search)}"`), search);
    }
  });

  it('looks for no text that no row can hold', async () => {
    for (const path of ['/settings/users', '/settings/technical/audit', '/settings/technical/email/emails/export'])
      assert.equal((await chief.get(`${path}?search=%00`)).status, 400, path);
    const list = new URLSearchParams({ search: '\0' }).toString();
    assert.equal((await chief.post('/settings/users/export', { list, all: 'on' })).status, 400);
  });

  it('refuses every form that another site sent', async () => {
    const forms = opened.web.routes.filter(({ method }) => method === 'POST');
    assert.ok(forms.length > 70);
    for (const { path } of forms) {
      const answer = await chief.post(path.replace(/:\w+/, 'x'), '', { 'sec-fetch-site': 'cross-site' });
      assert.equal(answer.status, 403, path);
      assert.match(answer.text, /not sent from our own page/, path);
      assertGuarded(path, answer);
    }
  });

  it('answers 400 once to lists and objects where texts belong, at every form', async () => {
    const id = (await opened.app.users.named('mara')).id;
    const posted = opened.web.routes.filter(({ method, path }) => method === 'POST' && !path.endsWith('/logout'));
    const forms = [...new Set(posted.map(({ path }) => path))];
    const ofConsole = Object.values(addresses).flatMap(({ form = {} }) => Object.keys(form));
    const fields = [...new Set([...fieldsOfPeople, ...fieldsOfActs, ...ofConsole])];
    const twice = fields.map((field) => `${field}=a&${field}=b&${field}[]=c&${field}[d]=e`).join('&');
    const noText = fields.map((field) => `${field}=%ff`).join('&');
    const otherwise: string[] = [];
    for (const path of forms) {
      if ((await chief.post(path.replace(/:\w+/, id), twice)).status !== 400) otherwise.push(path);
      const { status } = await chief.post(path.replace(/:\w+/, id), noText);
      assert.ok(status < 500, `${path} ${status}`);
    }
    assert.deepEqual(otherwise.sort(), [...withoutFields, ...decidedFirst].sort());
    for (const field of ['login', 'password']) {
      const form = new URLSearchParams({ login: 'mara', password: 'x' });
      form.append(field, 'y');
      assert.equal((await opened.visitor().post('/web/login', form.toString())).status, 400, field);
    }
  });

  it('closes on a request whose length is told in two ways', async () => {
    const start = 'POST /web/login HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n';
    const smuggled = 'GET /settings HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const headers of [
      'Content-Length: 5\r\nContent-Length: 6\r\n\r\nlogin',
      'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
      'Transfer-Encoding: chunked\r\n\r\n5\rlogin\r\n0\r\n\r\n',
      'Content-Length: +5\r\n\r\nlogin',
    ]) {
      const said = await say(`${start}${headers}${smuggled}`);
      assert.match(said, /^HTTP\/1\.1 400 /, headers);
      assert.equal(said.match(/HTTP\/1\.1 /g)?.length, 1, headers);
    }
  });

  it('answers no TRACE', async () => {
    const said = await say(`TRACE /web/login HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n`);
    assert.match(said, /^HTTP\/1\.1 (405|400|501) /);
    assert.ok(!said.includes('secret'));
  });

  it('serves no file but its own', async () => {
    for (const path of [
      ...['/.git/HEAD', '/.env', '/package.json', '/data/secret', '/rekey.db', '/src/main.ts', '/assets/', '/assets'],
      ...[
        '/assets/x/../../package.json',
        '/assets/x/%2e%2e/%2e%2e/package.json',
        '/assets/x/ui/',
        '/api/assets/x/..%2f..',
      ],
      ...['/my/x.css', '/settings/x.css', '/web/login/x.css', '/assets/x/ui/rekey.css.map', '/.svn/entries'],
    ]) {
      const said = await say(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.match(said, /^HTTP\/1\.1 (404|401|303) /, path);
      assert.doesNotMatch(said, /"dependencies"|SQLite format/);
    }
  });

  it('leads a stranger to the sign-in page from every address that is not for everybody', async () => {
    const open = new Set<string>();
    for (const { method, path } of opened.web.routes) {
      if (method === 'ALL' || path.includes('/assets/')) continue;
      const address = path.replace(/\{.*\}$/, '');
      const place = address.replace(/:\w+/, 'x');
      const { status, location } = await (method === 'GET'
        ? opened.visitor().get(place)
        : opened.visitor().post(place, {}));
      assert.ok(status < 500, `${method} ${path}`);
      if (status !== 303 || !location?.startsWith('/web/login')) open.add(`${method} ${address}`);
    }
    assert.deepEqual([...open].sort(), [...forEverybody].sort());
  });

  it('takes no token for another kind than it is', async () => {
    const { app, operator } = opened;
    const user = await app.users.byId(
      app.database.read,
      (await app.users.list(operator, { search: 'mara' })).items[0]?.id ?? '',
    );
    const { link = '' } = await app.resets.send(operator, user?.id ?? '', { printLink: true });
    const token = new URL(link).searchParams.get('token') ?? '';
    const session = chief.cookie('__Host-rekey_session') ?? '';
    assert.ok(token && session);
    for (const bearer of [token, session])
      assert.equal((await program.get('/api/v1/users', { authorization: `Bearer ${bearer}` })).status, 401);
    for (const path of ['/web/not_me', '/web/confirm_email', '/web/set_up', '/web/reset_password']) {
      for (const wrong of path === '/web/reset_password' ? [session, key] : [token, session, key]) {
        const answer = await opened.visitor().get(`${path}?token=${wrong}`);
        assert.equal(answer.status, 404, path);
        assert.ok(!answer.body.includes(wrong));
      }
    }
    for (const value of [token, key]) {
      const thief = opened.visitor();
      thief.setCookie('__Host-rekey_session', value);
      assert.equal((await thief.get('/my')).status, 303);
    }
    assert.equal((await opened.visitor().get(pathOf(link))).status, 303);
  });

  it('keeps nothing in the storage of browsers', () => {
    const sources = globSync('src/**/browser/*.ts', { cwd: root });
    assert.ok(sources.length > 10);
    for (const file of sources) {
      const source = readFileSync(join(root, file), 'utf8');
      assert.doesNotMatch(source, /localStorage|sessionStorage|indexedDB|document\.cookie|caches\.|postMessage/, file);
    }
  });

  it('is on record with every sign-in, good or bad, and with what it was tried', async () => {
    const since = await opened.app.database.read.selectFrom('audit_events').select('id').execute();
    await opened.visitor().post('/web/login', { login: 'mara', password: 'wrong' });
    await opened.visitor().post('/web/login', { login: 'nobody', password: 'wrong' });
    await opened.visitor().post('/web/login', { login: 'x'.repeat(5_000), password: 'wrong' });
    const device = opened.visitor();
    await device.post('/web/login/passkey/options', {});
    await device.post('/web/login/passkey', { passkey: JSON.stringify({ id: 'none', response: {} }) });
    await opened.signedIn('mara');
    const known = new Set(since.map(({ id }) => id));
    const events = await opened.app.database.read.selectFrom('audit_events').selectAll().orderBy('id').execute();
    const added = events.filter(({ id }) => !known.has(id));
    assert.deepEqual(
      added.map(({ event, outcome, address, details }) => [event, outcome, address, JSON.parse(details).by]),
      [
        ['session.opened', 'wrong_credentials', '192.0.2.7', 'password'],
        ['session.opened', 'wrong_credentials', '192.0.2.7', 'password'],
        ['session.opened', 'wrong_credentials', '192.0.2.7', 'password'],
        ['session.opened', 'passkey_refused', '192.0.2.7', 'passkey'],
        ['session.opened', 'done', '192.0.2.7', 'password'],
      ],
    );
    assert.ok(!JSON.stringify(added).includes('wrong"'));
  });

  it('is on record with every second factor and every password that is typed again, good or bad', async () => {
    const { app, clock } = opened;
    const user = await opened.confirmed({ login: 'noor', email: 'noor@lumen.example', password: oldPassword });
    const caller = signedIn(user);
    const { secret } = await app.factors.offerTotp(caller);
    const code = () => new TOTP({ secret }).generate({ timestamp: clock.now() });
    const { codes } = await app.factors.confirmTotp(caller, code());
    clock.advance(minute);
    const prove = async (...tried: string[]): Promise<Visitor> => {
      const browser = opened.visitor();
      await browser.post('/web/login', { login: 'noor', password: oldPassword });
      for (const totp_token of tried) await browser.post('/web/login/totp', { totp_token });
      return browser;
    };
    const browser = await prove('000000', code());
    await prove(codes[0] ?? '');
    const token = browser.cookie('__Host-rekey_session') ?? '';
    await refuses(app.sessions.confirmPassword(caller, token, 'wrong'), 'wrong_password');
    await app.sessions.confirmPassword(caller, token, oldPassword);
    const told = app.database.read.selectFrom('audit_events').selectAll().where('subject_id', '=', user.id);
    const events = await told.where('event', 'in', ['factors.proved', 'session.confirmed']).orderBy('id').execute();
    assert.deepEqual(
      events.map(({ event, outcome, details }) => [event, outcome, JSON.parse(details).by]),
      [
        ['factors.proved', 'wrong_code', undefined],
        ['factors.proved', 'done', 'totp'],
        ['factors.proved', 'done', 'recovery_code'],
        ['session.confirmed', 'wrong_password', undefined],
        ['session.confirmed', 'done', undefined],
      ],
    );
  });
});
