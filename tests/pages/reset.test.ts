import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { day, minute } from '../../src/kernel/index.ts';
import { signedIn } from '../callers.ts';
import { tokenIn } from '../installation.ts';
import { changePassword, follow, newPassword, type Opened, oldPassword, openPages } from './opened.ts';
import { hidden } from './visitor.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

describe('the link of a letter', () => {
  it('leaves the address at once, for a cookie of the page', async () => {
    const link = await opened.linkFor(await opened.somebody());
    const answer = await opened.visitor().get(`${link}&utm_source=mail&x=%00`);
    assert.deepEqual([answer.status, answer.location, answer.body], [303, '/web/reset_password', '']);
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    const [cookie = '', ...more] = answer.cookies;
    assert.match(
      cookie,
      /^__Secure-rekey_reset=[\w-]{43}\.[\w-]{43}~[\w-]{43}; Max-Age=3600; Path=\/web\/reset_password; HttpOnly; Secure; SameSite=Lax$/,
    );
    assert.match(more.join(), /^__Host-rekey_bond=[\w-]{43}; [^,]+$/);
  });

  it('keeps its cookie no longer than it lives', async () => {
    const link = await opened.linkFor(await opened.somebody());
    await opened.later(day - 10 * minute);
    const [cookie = ''] = (await opened.visitor().get(link)).cookies;
    assert.match(cookie, /Max-Age=600;/);
  });

  it('I-19 may be followed by scanners as often as they like', async () => {
    const user = await opened.somebody();
    const link = await opened.linkFor(user);
    for (const agent of ['', 'Mimecast', 'Slackbot-LinkExpanding 1.0'])
      await opened.visitor().get(link, { 'user-agent': agent });
    assert.equal((await opened.visitor().request(link, { method: 'HEAD' })).status, 303);
    const page = await follow(opened.visitor(), link);
    assert.equal(page.status, 200);
  });

  it('opens a page that says whose password it is, what it needs and until when', async () => {
    const user = await opened.somebody();
    const page = await follow(opened.visitor(), await opened.linkFor(user));
    assert.equal(page.status, 200);
    for (const words of ['Mira Sol', user.login, 'New Password', 'Confirm New Password', 'Change Password'])
      assert.ok(page.text.includes(words), words);
    for (const rule of [
      'At least 8 characters',
      'An uppercase letter',
      'A number',
      'A special character',
      'Not common',
      'Not personal',
    ]) {
      assert.ok(page.text.includes(rule), rule);
    }
    assert.match(page.text, /Your link holds until \d+ \w+ 2026, \d\d:\d\d UTC and works once\./);
    assert.match(page.body, /name="password"[^>]*autocomplete="new-password"[^>]*passwordrules="minlength: 8;/);
    assert.match(page.body, /name="username" autocomplete="username" value="mira/);
    assert.match(page.body, /href="\/help\/passwords"/);
    assert.match(page.text, /Help desk/);
  });

  it('gives way to the form that asks for another, on request', async () => {
    const browser = opened.visitor();
    await follow(browser, await opened.linkFor(await opened.somebody()));
    assert.match((await browser.get('/web/reset_password?ask=1')).text, /Reset your password/);
    assert.match((await browser.get('/web/reset_password')).text, /Choose a new password/);
  });
});

describe('a new password', () => {
  it('is refused with all that it lacks at once, and costs neither the link nor the page', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(await opened.somebody()));
    const refused = await changePassword(browser, page, 'mira', 'mirror');
    assert.equal(refused.status, 422);
    for (const fault of [
      'at least 8 are needed',
      'no uppercase letter',
      'no number',
      'no special character',
      'It contains',
      'not the same',
    ]) {
      assert.ok(refused.text.includes(fault), fault);
    }
    assert.match(refused.body, /<input class="input" type="password"[^>]*name="password"[^>]*aria-invalid="true"/);
    assert.doesNotMatch(refused.body, /value="(mira|mirror)"/);
    assert.equal((await changePassword(browser, refused)).status, 303);
  });

  it('signs in, ends what was open and says so', async () => {
    const user = await opened.somebody();
    const elsewhere = await opened.signedIn(user.login);
    const browser = opened.visitor();
    const answer = await changePassword(browser, await follow(browser, await opened.linkFor(user)));
    assert.deepEqual([answer.status, answer.location], [303, '/web/reset_password/done']);
    assert.match(
      answer.cookies.find((line) => line.startsWith('__Host-rekey_session=')) ?? '',
      /; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const done = await browser.get('/web/reset_password/done');
    assert.match(done.text, /You are signed in as Mira Sol\..*One other session was ended\./);
    assert.match(done.body, /href="\/my"[^>]*>Continue</);
    assert.equal((await elsewhere.get('/my')).status, 303);
    assert.equal((await opened.visitor().post('/web/login', { login: user.login, password: oldPassword })).status, 401);
  });

  it('is a success again for the browser that has just won', async () => {
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(await opened.somebody()));
    await changePassword(browser, page);
    const again = await changePassword(browser, page);
    assert.deepEqual([again.status, again.location], [303, '/web/reset_password/done']);
    assert.equal((await browser.get('/web/reset_password/done')).status, 200);
  });

  it('is not guessed by whoever has won once, after its owner chose another', async () => {
    const user = await opened.somebody();
    const thief = opened.visitor();
    const page = await follow(thief, await opened.linkFor(user));
    await changePassword(thief, page);
    opened.clock.advance(2 * minute);
    const owner = opened.visitor();
    const later = 'Orchard-window-66';
    assert.equal((await changePassword(owner, await follow(owner, await opened.linkFor(user)), later)).status, 303);
    assert.equal((await changePassword(thief, page, later)).status, 410);
    assert.equal((await owner.get('/my')).status, 200);
  });

  it('ends the session of whoever was signed in at this browser', async () => {
    const [first, second] = [await opened.somebody(), await opened.somebody()];
    const browser = await opened.signedIn(first.login);
    const earlier = browser.cookie('__Host-rekey_session') ?? '';
    await changePassword(browser, await follow(browser, await opened.linkFor(second)));
    const thief = opened.visitor();
    thief.setCookie('__Host-rekey_session', earlier);
    assert.equal((await thief.get('/my')).status, 303);
  });

  it('is not set for a link that the browser does not hold', async () => {
    const [mine, other] = [await opened.somebody(), await opened.somebody()];
    const browser = opened.visitor();
    const page = await follow(browser, await opened.linkFor(mine));
    await follow(browser, await opened.linkFor(other));
    const mixed = await changePassword(browser, page);
    assert.equal(mixed.status, 409);
    assert.match(mixed.body, /href="\/web\/reset_password"[^>]*>Go on with the latest link</);
    const lost = await changePassword(opened.visitor(), page);
    assert.equal(lost.status, 409);
    assert.equal((await opened.visitor().post('/web/login', { login: mine.login, password: oldPassword })).status, 303);
  });

  it('leads to the sign-in page where signing in is not automatic', async () => {
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'off');
    const browser = opened.visitor();
    const answer = await changePassword(browser, await follow(browser, await opened.linkFor(await opened.somebody())));
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'on');
    assert.deepEqual([answer.status, answer.location], [303, '/web/login']);
    const page = await browser.get('/web/login');
    assert.match(page.text, /Your password was changed\. Sign in with the new one\..*No other session was open\./);
    assert.doesNotMatch((await browser.get('/web/login')).text, /was changed/, 'told once');
    assert.equal((await browser.get('/web/reset_password/done')).location, '/web/login');
  });

  it('tells strangers who guess nothing, and keeps the browser that set it waiting for none of their guesses', async () => {
    const user = await opened.somebody();
    const guess = async (login: string) =>
      (await opened.visitor().post('/web/login', { login, password: 'Wrong-77-x' })).status;
    for (const login of [user.login, 'nobody-has-this']) for (let tries = 0; tries < 7; tries++) await guess(login);
    assert.deepEqual([await guess(user.login), await guess('nobody-has-this')], [429, 429]);
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'off');
    const browser = opened.visitor();
    await changePassword(browser, await follow(browser, await opened.linkFor(user)));
    await opened.app.settings.change(opened.operator, 'automatic_sign_in', 'on');
    assert.deepEqual([await guess(user.login), await guess('nobody-has-this')], [429, 429]);
    const signedIn = await browser.post('/web/login', { login: user.login, password: newPassword });
    assert.equal(signedIn.status, 303);
  });

  it('leads on to where the person wanted to go when they asked', async () => {
    const user = await opened.somebody();
    const browser = opened.visitor();
    const signIn = await browser.get('/web/login?redirect=%2Fodoo%2Fproject%3Fview%3Dlist');
    assert.match(signIn.body, /href="\/web\/reset_password\?redirect=%2Fodoo%2Fproject%3Fview%3Dlist"/);
    const ask = await browser.get('/web/reset_password?redirect=%2Fodoo%2Fproject%3Fview%3Dlist');
    await browser.post('/web/reset_password', { login: user.login, redirect: hidden(ask, 'redirect') });
    await opened.app.resets.decide();
    const [letter] = await opened.letters(user.email ?? '');
    await changePassword(browser, await follow(browser, `/web/reset_password?token=${tokenIn(letter)}`));
    assert.match(
      (await browser.get('/web/reset_password/done')).body,
      /href="\/odoo\/project\?view=list"[^>]*>Continue</,
    );
  });
});

describe('a reset that a second factor follows', () => {
  const asked = '/odoo/project?view=list';
  /** The page that asks for the factor, after a reset from a page that led there. */
  const dueAfterReset = async () => {
    const user = await opened.somebody();
    const { secret } = await opened.app.factors.offerTotp(signedIn(user));
    const code = () => new TOTP({ secret }).generate({ timestamp: opened.clock.now() });
    await opened.app.factors.confirmTotp(signedIn(user), code());
    await opened.later(minute);
    const browser = opened.visitor();
    await browser.post('/web/reset_password', { login: user.login, redirect: asked });
    await opened.app.resets.decide();
    const letters = await opened.letters(user.email ?? '');
    const letter = letters.find(({ subject }) => subject.startsWith('Password reset'));
    const page = await follow(browser, `/web/reset_password?token=${tokenIn(letter)}`);
    const { location } = await changePassword(browser, page);
    return { user, browser, location: location ?? '', code };
  };

  it('leads on to where the person wanted to go', async () => {
    const { browser, location, code } = await dueAfterReset();
    const redirect = new URLSearchParams(location.split('?')[1]).get('redirect') ?? '';
    const inside = await browser.post('/web/login/totp', { totp_token: code(), redirect });
    assert.match((await browser.get(inside.location ?? '')).body, /href="\/odoo\/project\?view=list"[^>]*>Continue</);
  });

  it('leads there, too, when it took too long and the person signs in', async () => {
    const { user, browser, location, code } = await dueAfterReset();
    await opened.later(11 * minute);
    const late = (await browser.get(location)).location ?? '';
    const redirect = hidden(await browser.get(late), 'redirect');
    const due = await browser.post('/web/login', { login: user.login, password: newPassword, redirect });
    const next = hidden(await browser.get(due.location ?? ''), 'redirect');
    const inside = await browser.post('/web/login/totp', { totp_token: code(), redirect: next });
    assert.equal((await browser.get(inside.location ?? '')).location, asked);
  });

  it('leads nobody who is not signed in past signing in, and never to another site', async () => {
    const browser = opened.visitor();
    const there = await browser.get(`/web/reset_password/done?redirect=${encodeURIComponent(asked)}`);
    assert.equal(there.location, `/web/login?redirect=${encodeURIComponent(asked)}`);
    const away = await browser.get('/web/reset_password/done?redirect=%2F%2Fevil.example');
    assert.equal(away.location, '/web/login');
  });
});

describe('the token', () => {
  it('is in no body and no further address from the first answer to the last', async () => {
    const user = await opened.somebody();
    const link = await opened.linkFor(user);
    const token = link.slice(link.indexOf('=') + 1);
    const browser = opened.visitor();
    const page = await follow(browser, link);
    const answers = [
      page,
      await browser.get(link),
      await changePassword(browser, page, 'x'),
      await browser.post('/web/password_check', {
        password: 'x',
        check: /data-check="([^"]+)"/.exec(page.body)?.[1] ?? '',
      }),
      await changePassword(browser, page),
      await browser.get('/web/reset_password/done'),
      await browser.get('/web/reset_password'),
      await follow(opened.visitor(), link),
    ];
    for (const { body, location } of answers) assert.ok(!`${body} ${location}`.includes(token));
  });
});
