import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { minute } from '../../src/kernel/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { refuses } from '../refuses.ts';
import { changePassword, follow, newPassword, type Opened, oldPassword, openPages } from './opened.ts';
import { hidden } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
  await opened.confirmed({ login: 'mira', name: 'Mira Sol', email: 'mira@lumen.example', password: oldPassword });
  await opened.confirmed({ login: 'sam', role: 'helpdesk', password: oldPassword });
});
after(() => opened.close());

describe('signing in', () => {
  const signIn = (fields: Record<string, string>) =>
    opened.visitor().post('/web/login', { password: oldPassword, ...fields });

  it('leads a person to their own page, and staff to the console', async () => {
    assert.equal((await signIn({ login: 'mira' })).location, '/my');
    assert.equal((await signIn({ login: 'MIRA@Lumen.example ' })).location, '/my');
    assert.equal((await signIn({ login: 'sam' })).location, '/settings');
  });

  it('leads to a page, whatever was sent after the session or the step of the second factor had ended', async () => {
    const send = (path: string, fields: Record<string, string> = {}) => opened.visitor().post(path, fields);
    assert.equal((await send('/settings/theme', { theme: 'dark' })).location, '/web/login');
    assert.equal((await send('/my/password')).location, '/web/login?redirect=%2Fmy%2Fpassword');
    const late = await send('/web/login/totp', { totp_token: '123456', redirect: '/my/security' });
    assert.equal(late.location, '/web/login?redirect=%2Fmy%2Fsecurity');
    const asked = await send('/web/login/totp/passkey?redirect=%2Fmy%2Fsecurity');
    assert.equal(asked.location, '/web/login?redirect=%2Fmy%2Fsecurity', 'what the page’s script asks for, too');
  });

  it('tells whose session had ended that nothing may have come of what they sent, and says nothing to whoever only looked', async () => {
    const [late, looking] = [opened.visitor(), opened.visitor()];
    const words = /You were signed out meanwhile\. What you sent may not have been done/;
    const [sent, looked] = [await late.post('/my/password', {}), await looking.get('/my/password')];
    assert.match((await late.get(sent.location ?? '')).text, words);
    assert.doesNotMatch((await looking.get(looked.location ?? '')).text, words);
  });

  it('asks neither of two for the second factor who share a browser and had it remember them', async () => {
    const browser = opened.visitor();
    const people = ['first', 'second'].map((name) => `shares-${name}`);
    const begin = (login: string) => browser.post('/web/login', { login, password: oldPassword });
    for (const login of people) {
      const caller = signedIn(await opened.confirmed({ login, password: oldPassword }));
      const { secret } = await opened.app.factors.offerTotp(caller);
      const codeNow = () => new TOTP({ secret }).generate({ timestamp: opened.clock.now() });
      await opened.app.factors.confirmTotp(caller, codeNow());
      await opened.later(minute);
      assert.equal((await begin(login)).location, '/web/login/totp');
      await browser.post('/web/login/totp', { totp_token: codeNow(), remember: 'on' });
    }
    for (const login of people) assert.equal((await begin(login)).location, '/my');
  });

  it('leads to where the person wanted to go, on this site only', async () => {
    assert.equal((await signIn({ login: 'mira', redirect: '/my/security?x=1' })).location, '/my/security?x=1');
    for (const redirect of ['//evil.example', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      assert.equal((await signIn({ login: 'mira', redirect })).location, '/my', redirect);
    }
  });

  it('fails in one way, keeps the login and forgets the password', async () => {
    const bodies = new Set<string>();
    for (const login of ['mira', 'sam', 'nobody']) {
      const answer = await signIn({ login, password: 'Wrong-Horse-1', redirect: '/my/security' });
      assert.equal(answer.status, 401);
      assert.match(answer.text, /Wrong login or password\./);
      assert.equal(hidden(answer, 'redirect'), '/my/security');
      assert.doesNotMatch(answer.body, /Wrong-Horse/);
      bodies.add(answer.body.replaceAll(login, 'LOGIN'));
    }
    assert.equal(bodies.size, 1);
  });

  it('refuses a passkey that it does not know in one way, and what is none as malformed', async () => {
    const browser = opened.visitor();
    assert.equal((await browser.post('/web/login/passkey/options', {})).status, 200);
    const response = { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', userHandle: 'mira' };
    const passkey = JSON.stringify({ id: 'AAAA', rawId: 'AAAA', type: 'public-key', response });
    const answer = await browser.post('/web/login/passkey', { passkey, redirect: '/my/security' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /This passkey was not accepted/);
    assert.equal(hidden(answer, 'redirect'), '/my/security');
    for (const passkey of ['[1]', '{"id":{"toString":1},"response":null}']) {
      assert.equal((await browser.post('/web/login/passkey', { passkey })).status, 400, passkey);
    }
  });

  it('shows what was typed as text, never as markup', async () => {
    const { body } = await signIn({ login: `"><script>alert(1)</script>`, password: 'x' });
    assert.doesNotMatch(body, /<script>/);
    assert.match(body, /value="&quot;&gt;&lt;script&gt;/);
  });

  it('gives a session cookie and marks the browser as known', async () => {
    const { cookies } = await signIn({ login: 'mira' });
    assert.match(
      cookies.join('\n'),
      /^__Host-rekey_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
    );
    assert.match(
      cookies.join('\n'),
      /^__Host-rekey_browser=\S+; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
    );
  });

  it('ends the session that the browser held before', async () => {
    const browser = await opened.signedIn('mira');
    const earlier = browser.cookie('__Host-rekey_session') ?? '';
    await browser.post('/web/login', { login: 'sam', password: oldPassword });
    const thief = opened.visitor();
    thief.setCookie('__Host-rekey_session', earlier);
    assert.equal((await thief.get('/my')).status, 303);
  });

  it('slows down who guesses, and says for how long', async () => {
    const browser = opened.visitor();
    let answer = await browser.post('/web/login', { login: 'guessed', password: 'x' });
    for (let tries = 0; tries < 5; tries++)
      answer = await browser.post('/web/login', { login: 'guessed', password: 'x' });
    assert.equal(answer.status, 429);
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
    assert.match(answer.text, /Too many tries in a short time.*Try again in/);
    assert.match(answer.body, /<form method="post" action="\/web\/login"/, 'with the same form');
  });

  it('tells whoever is held back for longer where a new password lets them in at once, as it does', async () => {
    const user = await opened.somebody();
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'off');
    for (let tries = 0; tries < 100; tries++) {
      const guess = { login: user.login, password: 'guess', knownBrowser: undefined };
      await refuses(opened.app.sessions.signIn(strangerAt(`10.${tries}.7.1`), guess), 'wrong_credentials');
    }
    const browser = opened.visitor();
    const held = await browser.post('/web/login', { login: user.login, password: oldPassword });
    assert.equal(held.status, 429);
    assert.match(held.text, /Try again in 24 hours.*You need not wait: .* at once in the browser in which you did so/);
    await changePassword(browser, await follow(browser, await opened.linkFor(user)));
    const signIn = { login: user.login, password: newPassword };
    assert.equal((await browser.post('/web/login', signIn)).status, 303);
    assert.equal((await opened.visitor().post('/web/login', signIn)).status, 429, 'in another one as before');
    await opened.app.settings.revert(opened.operator, 'automatic_sign_in');
  });

  it('from another site is refused', async () => {
    const answer = await opened
      .visitor()
      .post('/web/login', { login: 'mira', password: oldPassword }, { origin: 'https://evil.example' });
    assert.equal(answer.status, 403);
    assert.match(answer.text, /not sent from our own page/);
    assert.equal(answer.cookies.length, 0);
  });
});

describe('who is signed in already', () => {
  it('is led on from the start page and the sign-in page', async () => {
    const browser = await opened.signedIn('mira');
    assert.equal((await browser.get('/')).location, '/my');
    assert.equal((await browser.get('/web/login')).location, '/my');
    assert.equal((await browser.get('/web/login?redirect=%2Fmy%2Fpassword')).location, '/my/password');
  });

  it('is not, and so is led to the sign-in page and back', async () => {
    const browser = opened.visitor();
    assert.equal((await browser.get('/')).location, '/web/login');
    assert.equal((await browser.get('/my/security?x=1')).location, '/web/login?redirect=%2Fmy%2Fsecurity%3Fx%3D1');
    assert.equal((await browser.post('/my', { time_zone: 'UTC' })).location, '/web/login?redirect=%2Fmy');
    browser.setCookie('__Host-rekey_session', 'x'.repeat(43));
    assert.equal((await browser.get('/my')).status, 303);
  });
});

describe('signing out', () => {
  it('is asked for with one button, done by POST, and told', async () => {
    const browser = await opened.signedIn('mira');
    const session = browser.cookie('__Host-rekey_session') ?? '';
    assert.match((await browser.get('/web/session/logout')).text, /You are signed in as Mira Sol/);
    assert.equal((await browser.get('/my')).status, 200, 'looking changes nothing');
    const answer = await browser.post('/web/session/logout', {});
    assert.deepEqual([answer.status, answer.location], [303, '/web/login']);
    assert.match(answer.headers.get('clear-site-data') ?? '', /"cache"/);
    assert.match((await browser.get('/web/login')).text, /You are signed out\./);
    browser.setCookie('__Host-rekey_session', session);
    assert.equal((await browser.get('/my')).status, 303);
    assert.equal((await opened.visitor().get('/web/session/logout')).location, '/web/login');
  });
});
