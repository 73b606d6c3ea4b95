import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { day, minute } from '../../src/kernel/index.ts';
import { signedIn } from '../callers.ts';
import { tokenIn } from '../installation.ts';
import { answerNotMe, follow, newPassword, type Opened, oldPassword, openPages, pathOf } from './opened.ts';

let opened: Opened;
before(async () => {
  opened = await openPages();
  const chief = { login: 'chief', name: 'Chief', email: 'chief@lumen.example', role: 'settings' } as const;
  await opened.confirmed({ ...chief, password: oldPassword });
});
after(() => opened.close());

const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: opened.clock.now() });

/** Somebody in whose account an app was added, and its key. */
const withApp = async (login: string) => {
  const email = `${login}@lumen.example`;
  const user = await opened.confirmed({ login, name: 'Mira Sol', email, password: oldPassword });
  const { secret } = await opened.app.factors.offerTotp(signedIn(user));
  await opened.app.factors.confirmTotp(signedIn(user), codeOf(secret));
  await opened.later(minute);
  return { user, email, secret };
};

const setPassword = async (link: string) => {
  const browser = opened.visitor();
  const page = await follow(browser, link);
  const id = /name="link" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const answer = await browser.post('/web/reset_password', {
    link: id,
    password: newPassword,
    confirm_password: newPassword,
  });
  return { browser, next: answer.location ?? '' };
};

describe('a second factor that somebody else added', () => {
  it('is disowned with the button of its letter; after the password the owner is told who helps', async () => {
    const { user, email } = await withApp('mira');
    const letter = (await opened.letters(email)).find(({ subject }) => subject.includes('second factor'));
    const browser = opened.visitor();
    const page = await follow(browser, `/web/not_me?token=${tokenIn(letter)}`);
    assert.match(page.text, /The second factors of mira at Lumen were changed on/);
    await answerNotMe(browser, page, 'not_me');
    const done = await browser.get('/web/not_me/done');
    assert.match(
      done.text,
      /Second factors that were added since then, or while letters went elsewhere, or used for it open nothing any more\./,
    );
    assert.match(done.text, /Sign in with another second factor that you had before\./);

    const reset = (await opened.letters(email)).find(({ subject }) => subject.startsWith('Password reset'));
    const link = /https:\/\/\S+\/web\/reset_password\?token=[\w-]+/.exec(reset?.text ?? '')?.[0] ?? '';
    const { browser: owner, next } = await setPassword(pathOf(link));
    const step = await owner.get(next);
    assert.match(step.text, /Your password is right\. .* somebody else added or used: they open nothing/);
    assert.match(step.text, /Help desk/);
    assert.doesNotMatch(step.body, /totp_token/);

    const chief = await opened.signedIn('chief');
    const tab = await chief.get(`/settings/users/${user.id}?tab=security`);
    assert.match(tab.text, /authenticator app disowned/);
  });

  it('is taken back by its letter alone once the account is secured, and the page says so before and after', async () => {
    const { user, email } = await withApp('lena');
    const letter = (await opened.letters(email)).find(({ subject }) => subject.includes('second factor'));
    await setPassword(await opened.linkFor(user));
    await opened.later(minute);
    const notice = (await opened.letters(email)).find(({ subject }) => subject === 'Your password was changed');
    const newest = opened.visitor();
    await answerNotMe(newest, await follow(newest, `/web/not_me?token=${tokenIn(notice)}`), 'not_me');
    const told = (await newest.get('/web/not_me/done')).text;
    assert.match(told, /If one of them is not yours, press “This was not me” in the letter about it, too/);

    const browser = opened.visitor();
    const page = await follow(browser, `/web/not_me?token=${tokenIn(letter)}`);
    assert.match(
      page.text,
      /opens nothing any more, and the sessions that it opened end\. Nothing else is touched: your password stays as it is\./,
    );
    await answerNotMe(browser, page, 'not_me');
    const done = (await browser.get('/web/not_me/done')).text;
    assert.match(done, /That second factor opens nothing any more.*It stays on the account until the help contact/);
    assert.doesNotMatch(done, /choose a new password|no longer works|locked out/);
  });

  it('is named on the page after a reset while it is new, with where it is removed', async () => {
    const { user, secret } = await withApp('nora');
    await opened.later(6 * day);
    const finished = async () => {
      const { browser, next } = await setPassword(await opened.linkFor(user));
      const { location } = await browser.post(next, {
        totp_token: codeOf(secret),
        redirect: '/web/reset_password/done',
      });
      assert.equal(location, '/web/reset_password/done');
      return browser.get('/web/reset_password/done');
    };
    const page = await finished();
    assert.match(page.text, /Second factors added in the last seven days.*Authenticator app added/);
    assert.match(page.body, /href="\/my\/security\/two-factor">Look at my second factors/);
    await opened.later(day);
    assert.doesNotMatch((await finished()).text, /in the last seven days/);
  });
});

it('shows a waiting app to nobody signed in elsewhere, and says that another one was begun there', async () => {
  await opened.confirmed({ login: 'taro', name: 'Taro', email: 'taro@lumen.example', password: oldPassword });
  const [owner, other] = [await opened.signedIn('taro'), await opened.signedIn('taro')];
  const at = '/my/security/two-factor/app';
  const secretIn = (body: string) => /<code dir="ltr">([A-Z2-7 ]+)</.exec(body)?.[1]?.replaceAll(' ', '') ?? '';
  const secret = secretIn((await owner.post(at, {})).body);
  assert.ok(secret);
  const spied = await other.post(`${at}/confirm`, { totp_token: '000000' });
  assert.equal(spied.status, 409);
  assert.equal(secretIn(spied.body), '');
  const theirs = secretIn((await other.post(at, {})).body);
  const told = await owner.post(`${at}/confirm`, { totp_token: codeOf(secret) });
  assert.match(told.text, /An authenticator app was begun in another session/);
  assert.ok(!told.body.includes(theirs) && secretIn(told.body) === '');
});
