import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createApi } from '../../src/api/index.ts';
import { day, scopes } from '../../src/kernel/index.ts';
import { serverFromUrl } from '../../src/mail/index.ts';
import { createPages } from '../../src/pages/index.ts';
import { sqlite } from '../engines.ts';
import { newPassword, type Opened, oldPassword, openPages, origin } from '../pages/opened.ts';
import { type Answer, hidden, type Visitor, visit } from '../pages/visitor.ts';

const api = '/api/v1';

/** What was done to others, done to the whole product; `docs/incidents.md` has the list. */
describe('what was done to others', () => {
  let opened: Opened;
  let program: Visitor;
  let key: string;
  before(async () => {
    opened = await openPages();
    const { app, operator, clock } = opened;
    program = visit(createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: [], version: '1' }), origin);
    const chief = await opened.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    key = (await app.apiKeys.create(operator, chief.id, { name: 'All', scopes, expiresAt: clock.now() + day })).key;
  });
  after(() => opened.close());

  let people = 0;
  const person = () => {
    people += 1;
    const login = `person${people}`;
    return opened.confirmed({ login, email: `${login}@lumen.example`, password: oldPassword });
  };
  const call = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    program.request(`${api}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
  const tokenFor = async (userId: string): Promise<string> => {
    const { link = '' } = await opened.app.resets.send(opened.operator, userId, { printLink: true });
    return new URL(link).searchParams.get('token') ?? '';
  };

  it('I-01 I-06 I-07 I-08 lets no header of a request into a link or a return path', async () => {
    const hostile: Record<string, string>[] = [
      { host: 'evil.example' },
      { host: 'reset.lumen.example:x@evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' },
      { forwarded: 'for=192.0.2.1;host=evil.example;proto=http' },
      { 'x-original-url': 'https://evil.example/', 'x-host': 'evil.example', 'x-forwarded-server': 'evil.example' },
    ];
    const behind = createPages({ ...opened.app, baseUrl: origin, trustedProxies: ['192.0.2.7'] });
    const doors: ((login: string, headers: Record<string, string>) => Promise<Answer>)[] = [
      (login, headers) => opened.visitor().post('/web/reset_password', { login }, headers),
      (login, headers) => visit(behind, origin).post('/web/reset_password', { login }, headers),
      (login, headers) => call('/password-resets', { login }, headers),
    ];
    for (const headers of hostile) {
      for (const ask of doors) {
        const { login, email = '' } = await person();
        const { status } = await ask(login, { 'sec-fetch-site': 'same-origin', ...headers });
        assert.ok(status === 303 || status === 202, String(status));
        await opened.app.resets.decide();
        const [letter] = await opened.letters(email);
        assert.ok(letter, JSON.stringify(headers));
        assert.doesNotMatch(JSON.stringify(letter), /evil/);
        assert.ok(letter.text.includes(`${origin}/web/reset_password?token=`));
      }
    }
  });

  it('I-02 mails nobody else when an address comes as a list', async () => {
    const { email = '' } = await person();
    const other = 'attacker@evil.example';
    const lists = [`login[]=${email}&login[]=${other}`, `login=${email}&login=${other}`, `login[0]=${email}`];
    for (const form of lists) assert.equal((await opened.visitor().post('/web/reset_password', form)).status, 400);
    for (const login of [[email, other], { 0: email }, { $in: [email, other] }, null, 7])
      assert.equal((await call('/password-resets', { login })).status, 400, JSON.stringify(login));
    for (const login of [
      `${email},${other}`,
      `${email};${other}`,
      `${email}\r\nBcc: ${other}`,
      `"${email}"@evil.example`,
    ])
      await opened.visitor().post('/web/reset_password', { login });
    await opened.app.resets.decide();
    assert.deepEqual([(await opened.letters(email)).length, (await opened.letters(other)).length], [0, 0]);
  });

  it('I-23 I-24 I-25 I-26 takes nothing for a token but the one of a letter', async () => {
    const user = await person();
    const token = await tokenFor(user.id);
    const wrong = [
      ...['', ' ', '0', 'null', 'undefined', 'true', '[]', '%', '*', token.slice(0, -1), `${token}A`, ` ${token}x`],
      ...[null, 0, 1, true, [], [token], {}, { $ne: null }, { $regex: '.*' }, { token }],
      ...[token.toLowerCase(), encodeURIComponent(`${token}\0`), `${token}' OR '1'='1`],
    ];
    for (const bad of wrong) {
      const { status } = await call('/password-resets/redeem', { token: bad, password: newPassword });
      assert.ok(status === 400 || status === 404, `${JSON.stringify(bad)} ${status}`);
    }
    assert.equal((await call('/password-resets/redeem', { token, password: newPassword })).status, 200);
  });

  it('I-43 works on no more of what is typed for a password than a password may have', async () => {
    const { id, login } = await person();
    const token = await tokenFor(id);
    const browser = await opened.signedIn(login);
    const marks = '\u0301\u0316'.repeat(15_000); // the costliest there are for NFC
    let longest = 0;
    const { normalize } = String.prototype;
    const watched = mock.method(String.prototype, 'normalize', function (this: string, form?: string) {
      longest = Math.max(longest, this.length);
      return normalize.call(this, form);
    });
    try {
      const answers = [
        await opened.visitor().post('/web/login', `login=${login}&password=${marks}`),
        await browser.post('/web/password_check', `password=${marks}`),
        await browser.post('/my/password', `old_password=${marks}&new_password=x&confirm_password=x`),
        await call('/password-resets/redeem', { token, password: marks }),
      ];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [401, 200, 422, 422],
      );
      assert.match(answers[1]?.body ?? '', /"too_long"/);
    } finally {
      watched.mock.restore();
    }
    assert.ok(longest > 0 && longest <= 8 * 256, String(longest));
  });

  it('I-48 filters and sorts by nothing but what a list shows', async () => {
    const read = async (query: string): Promise<Answer> =>
      program.get(`${api}/users?${query}`, { authorization: `Bearer ${key}` });
    const { hash } = await opened.app.database.read.selectFrom('passwords').select('hash').executeTakeFirstOrThrow();
    const all = (await read('')).body;
    for (const query of [
      'password.hash[$startsWith]=$argon2',
      'filter[passwords][hash]=x',
      'where[token_digest]=a',
      'sort=hash',
      'order=token_digest',
      'fields=hash,token_digest',
      'expand=passwords',
    ]) {
      const { status, body } = await read(query);
      assert.ok(status === 400 || (status === 200 && body === all), `${query} ${status}`);
    }
    for (const search of [hash.slice(0, 12), hash.slice(-12)])
      assert.deepEqual(JSON.parse((await read(new URLSearchParams({ search }).toString())).body).items, []);
    const chief = await opened.signedIn('chief');
    const rows = ({ body }: Answer): string[] => body.match(/Select Person [\w-]+/g) ?? [];
    const shown = rows(await chief.get('/settings/users'));
    assert.ok(shown.length > 1);
    for (const query of ['sort=hash', 'group=hash', 'columns=hash'])
      assert.deepEqual(rows(await chief.get(`/settings/users?${query}`)), shown, query);
    for (const query of ['filter=hash:$argon2', 'filter=token_digest:a'])
      assert.equal((await chief.get(`/settings/users?${query}`)).status, 400, query);
  });

  it('I-51 needs a key, and a session, however a path is written', async () => {
    const ways = [
      '/./users',
      '//users',
      '/x/../users',
      '/users/',
      '/users;x',
      '/%75sers',
      '/users%2f',
      '/USERS',
      '/users?x=/openapi.json',
    ];
    for (const way of [...ways, '/openapi.json/../users', '/openapi.json%2f..%2fusers', '/password-policy/../users']) {
      const { status, body } = await program.get(`${api}${way}`);
      assert.ok(status === 401 || status === 404, `${way} ${status}`);
      assert.doesNotMatch(body, /chief/);
    }
    for (const way of [
      '/settings/./users',
      '//settings/users',
      '/settings//users',
      '/settings;x/users',
      '/%73ettings/users',
      '/web/login/../../settings/users',
      '/assets/../settings/users',
      '/SETTINGS/users',
    ]) {
      const { status, body } = await opened.visitor().get(`${origin}${way}`);
      assert.ok(status === 303 || status === 404, `${way} ${status}`);
      assert.doesNotMatch(body, /chief/);
    }
  });

  it('I-12 I-61 opens a link whatever else stands in its address or form, and for nobody else', async () => {
    const user = await person();
    const other = await person();
    const token = await tokenFor(user.id);
    const browser = opened.visitor();
    const extra = `utm_source=mail&debug=1&login=${other.login}&db=x&redirect=%2F%2Fevil.example`;
    const { status, location } = await browser.get(`/web/reset_password?${extra}&token=${token}`);
    assert.deepEqual([status, location], [303, '/web/reset_password']);
    const page = await browser.get('/web/reset_password');
    assert.match(page.body, /autocomplete="new-password"/);
    const form = { link: hidden(page, 'link'), password: newPassword, confirm_password: newPassword };
    const named = { login: other.login, username: other.login, user_id: other.id, email: other.email ?? '' };
    assert.equal((await browser.post('/web/reset_password', { ...form, ...named })).status, 303);
    await opened.signedIn(user.login, newPassword);
    await opened.signedIn(other.login);
  });

  it('I-61 leads whoever lacks the factor that is demanded to where it is added, wherever they go', async () => {
    const login = 'lacks-a-factor';
    const factors = '/my/security/two-factor';
    await opened.confirmed({ login, role: 'settings', password: oldPassword });
    const browser = await opened.signedIn(login);
    await opened.app.settings.change(opened.operator, 'second_factor_for', 'staff');
    const inside = opened.web.routes.filter(
      ({ method, path }) => method === 'GET' && /^\/(?:my|settings)(?:\/|$)/.test(path) && !/\/assets\//.test(path),
    );
    assert.ok(inside.length > 40);
    for (const { path } of inside.filter((one) => !one.path.startsWith(factors))) {
      const asked = path.replace(/:\w+(?:\{[^}]*\})?/g, 'x');
      const { status, location } = await browser.get(asked);
      assert.deepEqual([status, location], [303, `${factors}?redirect=${encodeURIComponent(asked)}`], path);
    }
    assert.equal((await browser.get(factors)).status, 200);
    const password = { old_password: oldPassword, new_password: newPassword, confirm_password: newPassword };
    const { location } = await browser.post('/my/password', password);
    assert.equal(location, `${factors}?redirect=${encodeURIComponent('/my/password')}`);
    await opened.app.settings.change(opened.operator, 'second_factor_for', 'nobody');
  });
});

describe('mail that does not leave', () => {
  it('I-35 I-36 changes no answer to anybody, and no word of a mail server is told to strangers', async () => {
    const gone = { ...serverFromUrl('smtp://127.0.0.1:1'), name: 'gone' };
    const opened = await openPages(sqlite, { mailServers: async () => [gone] });
    await opened.confirmed({ login: 'mara', email: 'mara@lumen.example', password: oldPassword });
    const askFor = async (login: string): Promise<string> => {
      const browser = opened.visitor();
      const { status, location } = await browser.post('/web/reset_password', { login });
      const page = await browser.get(location ?? '');
      return `${status} ${location} ${page.status} ${page.body}`;
    };
    const before = await askFor('mara');
    await opened.app.resets.decide();
    const { read } = opened.app.database;
    const failed = () => read.selectFrom('outgoing_mail_server_states').selectAll().executeTakeFirst();
    for (let tries = 0; tries < 1_000 && !(await failed()); tries++) await delay(5);
    assert.ok(await failed(), 'the mail server was found to be away');
    assert.equal(await askFor('mara'), before);
    assert.equal(await askFor('nobody'), before);
    assert.doesNotMatch(before, /SMTP|ECONN|refused|127\.0\.0\.1/i);
    await opened.close();
  });
});
