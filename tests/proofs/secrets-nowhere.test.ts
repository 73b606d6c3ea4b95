import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { TOTP } from 'otpauth';
import { createApi } from '../../src/api/index.ts';
import { day, type Log, minute, scopes } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { follow, newPassword, type Opened, oldPassword, openPages, origin, pathOf } from '../pages/opened.ts';
import { hidden, type Visitor, visit } from '../pages/visitor.ts';

const wrongPassword = 'Mistyped-Orchard-11';
const apiPassword = 'Copper-lantern-64';
const smtpPassword = 'Relay-Granite-90';

/** Everything that a person, a program and an administrator know and nobody else may, from one run through all of it. */
onEveryEngine('a secret that was used', (engine) => {
  let opened: Opened;
  const lines: string[] = [];
  const secrets = new Map<string, string>();
  const keep = (what: string, value: string | undefined): string => {
    assert.ok(value, what);
    secrets.set(what, value);
    return value;
  };
  before(async () => {
    const told = (event: string, fields: object = {}) => void lines.push(JSON.stringify({ event, ...fields }));
    const error: Log['error'] = (event, why, fields = {}) =>
      told(event, { ...fields, why: why instanceof Error ? `${why.message} ${why.stack} ${why.cause}` : why });
    opened = await openPages(engine, { log: { info: told, warn: told, error } });
    for (const password of [oldPassword, newPassword, wrongPassword, apiPassword, smtpPassword])
      keep(`the password ${password}`, password);
  });
  after(() => opened.close());

  const keepCookies = (who: string, browser: Visitor): void => {
    for (const name of ['__Host-rekey_session', '__Host-rekey_browser', '__Secure-rekey_device']) {
      const [value] = browser.cookie(name)?.split('~') ?? [];
      if (value) keep(`${who} ${name} ${secrets.size}`, value);
    }
  };
  const tokensMailedTo = async (email: string): Promise<string[]> => {
    const letters = await opened.letters(email);
    return letters.flatMap(({ text }) => [...text.matchAll(/[?&]token=([\w-]+)/g)].map(([, token = '']) => token));
  };

  const resetByLetter = async (user: User): Promise<void> => {
    const browser = opened.visitor();
    await browser.post('/web/login', { login: user.login, password: wrongPassword });
    await browser.post('/web/reset_password', { login: user.login });
    await opened.app.resets.decide();
    const [token = ''] = await tokensMailedTo(user.email ?? '');
    const page = await follow(browser, `/web/reset_password?token=${token}`);
    keep('the step of the link', browser.cookie('__Secure-rekey_reset')?.split('~')[0] ?? token);
    const form = { link: hidden(page, 'link'), password: newPassword, confirm_password: newPassword };
    assert.equal((await browser.post('/web/reset_password', form)).status, 303);
    keepCookies('after the reset', browser);
  };

  const useProgram = async (user: User, chief: User): Promise<void> => {
    const { app, operator, clock } = opened;
    const program = visit(createApi({ ...app, baseUrl: app.baseUrl(), trustedProxies: [], version: '1' }), origin);
    const wanted = { name: 'All', scopes, expiresAt: clock.now() + day };
    const key = keep('an API key', (await app.apiKeys.create(operator, chief.id, wanted)).key);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const { link = '' } = await app.resets.send(operator, user.id, { printLink: true });
    const token = keep('a printed link', new URL(link).searchParams.get('token') ?? '');
    const post = (path: string, body: object) =>
      program.request(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.equal((await post('/password-resets/redeem', { token, password: apiPassword })).status, 200);
    const more = { name: 'Less', scopes: ['users:read'], expires_at: new Date(clock.now() + day).toISOString() };
    const made = await program.request('/api/v1/api-keys', {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': 'once' },
      body: JSON.stringify(more),
    });
    keep('a key that a program made', (JSON.parse(made.body) as { key: string }).key);
    await program.get('/api/v1/users', { authorization: `Bearer ${key}x` });
  };

  const addFactor = async (user: User): Promise<void> => {
    const { app, clock } = opened;
    const { secret } = await app.factors.offerTotp(signedIn(user));
    keep('the seed of an app', secret);
    const code = () => new TOTP({ secret }).generate({ timestamp: clock.now() });
    const { codes } = await app.factors.confirmTotp(signedIn(user), code());
    for (const one of codes) keep(`the recovery code ${one}`, one);
    clock.advance(minute);
    const browser = opened.visitor();
    await browser.post('/web/login', { login: user.login, password: apiPassword });
    const proved = await browser.post('/web/login/totp', { totp_token: code(), remember: 'on' });
    assert.equal(proved.status, 303);
    keepCookies('with a factor', browser);
  };

  const administer = async (user: User): Promise<void> => {
    const { app, operator } = opened;
    const server = {
      name: 'Relay',
      smtp_host: '127.0.0.1',
      smtp_port: 1,
      smtp_encryption: 'none',
      smtp_user: 'relay',
    } as const;
    const { id } = await app.mail.servers.create(operator, { ...server, smtp_pass: smtpPassword });
    await app.mail.servers.test(operator, { server: id }).catch(() => undefined);
    await app.mail.dkim.create(operator, 'lumen.example');
    await app.resets.sendCode(operator, user.id);
    const letters = await opened.letters(user.email ?? '');
    const letter = letters.find(({ subject }) => subject === 'Your verification code');
    keep('a code to read back', /\b(\d{3} \d{3})\b/.exec(letter?.text ?? '')?.[1]);
    await app.resets.changeEmail(signedIn(user), { email: 'other@lumen.example', password: apiPassword });
    for (const token of await tokensMailedTo('other@lumen.example')) keep(`a proof ${secrets.size}`, token);
    await opened.visitor().get(pathOf(`${origin}/web/set_up?token=${keep('no token of ours', 'Zm9yLW5vYm9keQx7')}`));
  };

  it('is in no row, no file and no line of the log', async () => {
    const user = await opened.confirmed({ login: 'mara', email: 'mara@lumen.example', password: oldPassword });
    const chief = await opened.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    keepCookies('staff', await opened.signedIn('chief'));
    await resetByLetter(user);
    await useProgram(user, chief);
    await addFactor(user);
    await administer(user);
    for (const token of await tokensMailedTo('mara@lumen.example')) keep(`a mailed token ${secrets.size}`, token);

    const everything = [await opened.everythingStored(), ...lines].join('\n');
    assert.ok(everything.includes('mara@lumen.example'), 'it was looked where things are');
    assert.ok(lines.length > 15 && lines.some((line) => line.includes('/web/reset_password')), 'and in the log');
    assert.ok(secrets.size > 25, String(secrets.size));
    assert.doesNotMatch(everything, /PRIVATE KEY|\$argon2id\$[^"]*Orchard/);
    for (const [what, secret] of secrets)
      for (const way of clothesOf(secret)) assert.ok(!everything.includes(way), what);
  });
});

/** A text as it may be written down, and as letters and addresses carry it. */
function clothesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const bare = secret.replace(/[ -]/g, '');
  const others = [bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, ''), encodeURIComponent(secret)];
  return [secret, ...others, ...(bare.length > 9 ? [bare, bare.toLowerCase()] : [])];
}
