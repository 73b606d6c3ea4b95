import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { TOTP } from 'otpauth';
import { minute } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Opened, oldPassword, openPages } from './opened.ts';
import type { Visitor } from './visitor.ts';

const page = '/my/security/two-factor';
const codesIn = (body: string): string[] =>
  [...body.matchAll(/<code[^>]*>([^<]+)<\/code>/g)].map(([, code = '']) => code);

onEveryEngine('a page on which second factors are changed', (engine) => {
  let home: Opened;
  before(async () => {
    home = await openPages(engine);
    const chief = { login: 'chief', name: 'Chief', email: 'chief@lumen.example', role: 'settings' } as const;
    await home.confirmed({ ...chief, password: oldPassword });
  });
  after(() => home.close());

  const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: home.clock.now() });
  /** Adds an app in this browser; answers its key, the page that tells so, and the sheet of codes on it. */
  const addApp = async (browser: Visitor) => {
    const offered = await browser.post(`${page}/app`, {});
    const secret = (codesIn(offered.body)[0] ?? '').replaceAll(' ', '');
    const added = await browser.post(`${page}/app/confirm`, { totp_token: codeOf(secret) });
    await home.later(minute);
    return { secret, added, codes: codesIn(added.body) };
  };
  const enter = async (login: string, code: string, remember = false): Promise<Visitor> => {
    const browser = await home.signedIn(login);
    const fields = { totp_token: code, ...(remember && { remember: 'on' }) };
    assert.equal((await browser.post('/web/login/totp', fields)).location, '/my');
    return browser;
  };

  it('keeps the wish not to be asked again on a device where the first code was wrong', async () => {
    const { login } = await home.somebody();
    await addApp(await home.signedIn(login));
    const browser = await home.signedIn(login);
    const box = /<input type="checkbox" id="remember" name="remember"( checked)?/;
    for (const [remember, kept] of [
      ['on', ' checked'],
      ['', undefined],
    ] as const) {
      const fields = { totp_token: '000000', ...(remember && { remember }) };
      assert.equal(box.exec((await browser.post('/web/login/totp', fields)).body)?.[1], kept);
    }
  });

  it('tells how many sessions and devices ended with the app, once', async () => {
    const { login } = await home.somebody();
    const own = await home.signedIn(login);
    const { secret } = await addApp(own);
    await enter(login, codeOf(secret), true);
    const removed = await own.post(`${page}/remove`, { remove: 'app' });
    assert.deepEqual([removed.status, removed.location], [303, page]);
    const { text } = await own.get(page);
    assert.match(text, /The app was removed\. ?One other session was ended\. ?One remembered device was forgotten\./);
    assert.doesNotMatch((await own.get(page)).text, /was removed/);
  });

  it('tells how many sessions ended with the earlier sheet of recovery codes', async () => {
    const { login } = await home.somebody();
    const own = await home.signedIn(login);
    const { codes } = await addApp(own);
    await enter(login, codes[0] ?? '');
    await enter(login, codes[1] ?? '');
    const drawn = await own.post(`${page}/codes`, {});
    assert.equal(codesIn(drawn.body).length, 10);
    assert.match(drawn.body, /<title>Your recovery codes · /);
    assert.match(drawn.text, /2 other sessions were ended\./);
  });

  it('tells how many sessions ended because nobody had proved a second factor in them', async () => {
    const { login } = await home.somebody();
    const own = await home.signedIn(login);
    await home.signedIn(login);
    const { added } = await addApp(own);
    assert.match(added.text, /From now on the second factor is asked for\. ?One other session was ended\./);
  });

  it('says of no session that was open elsewhere that there was none', async () => {
    const { login } = await home.somebody();
    const own = await home.signedIn(login);
    const { codes } = await addApp(own);
    await enter(login, codes[0] ?? '');
    await own.post(`${page}/remove`, { remove: 'devices' });
    const { text } = await own.get(page);
    assert.match(text, /Every device is asked for the second factor again\./);
    assert.doesNotMatch(text, /No other session was open|session was ended/);
  });

  it('tells staff how many sessions they ended with the factors that they took away', async () => {
    const user = await home.somebody();
    const { secret } = await addApp(await home.signedIn(user.login));
    await enter(user.login, codeOf(secret));
    const chief = await home.signedIn('chief');
    const users = `/settings/users/${user.id}`;
    const removed = await chief.post(`${users}/remove-factors`, { identity_check: 'known', note: '' });
    assert.equal(removed.status, 303);
    assert.match(
      (await chief.get(removed.location ?? '')).text,
      /One session that had been opened with one was ended\./,
    );
  });
});
