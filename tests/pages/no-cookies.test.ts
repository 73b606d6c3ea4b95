import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { languages } from '../../src/locale/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { tokenIn } from '../installation.ts';
import { changePassword, type Opened, oldPassword, openPages, origin, pathOf } from './opened.ts';
import { type Answer, type Visitor, visit } from './visitor.ts';

const navigating = { 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'same-origin' };

let opened: Opened;
before(async () => {
  opened = await openPages();
});
after(() => opened.close());

/** A browser with cookies blocked. */
const blocking = (): Visitor => visit(opened.web, origin, { keepsCookies: false });

/** Where a browser arrives that is led on until a page comes. */
async function arrive(browser: Visitor, answer: Answer, headers: Record<string, string> = {}) {
  const way: string[] = [];
  let page = answer;
  while (page.location !== null && way.length < 9) {
    way.push(page.location);
    page = await browser.get(page.location, { ...navigating, ...headers });
  }
  return { page, way };
}

const open = async (browser: Visitor, link: string, headers: Record<string, string> = {}) =>
  arrive(browser, await browser.get(link, { ...navigating, ...headers }), headers);

const signIn = async (browser: Visitor, login: string, redirect?: string) =>
  arrive(
    browser,
    await browser.post('/web/login', { login, password: oldPassword, ...(redirect && { redirect }) }, navigating),
  );

/** Somebody with an authenticator app. */
async function withApp(): Promise<User> {
  const user = await opened.somebody();
  const { secret } = await opened.app.factors.offerTotp(signedIn(user));
  await opened.app.factors.confirmTotp(
    signedIn(user),
    new TOTP({ secret }).generate({ timestamp: opened.clock.now() }),
  );
  return user;
}

describe('a browser that keeps no cookies', () => {
  it('is told so by whichever link it follows, which stays as good as it was', async () => {
    const user = await opened.somebody();
    const { login, email = '' } = user;
    await opened.app.resets.send(opened.operator, user.id, {});
    const [letter] = await opened.letters(email);
    const disown = /https:\/\/\S+\/web\/not_me\?token=[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
    const links = [`/web/reset_password?token=${tokenIn(letter)}`, pathOf(disown), await opened.linkFor(user)];
    for (const link of links) {
      const { page } = await open(blocking(), link);
      assert.equal(page.status, 403, link);
      assert.match(
        page.text,
        /This page needs cookies.*no cookies of this site.*Allow cookies.*follow the link again\./,
      );
      assert.doesNotMatch(page.text, new RegExp(`${login}|Mira|Email`), 'nor does it ask for a new link');
      assert.doesNotMatch(page.body, /name="language"/, 'a language could not be kept');
    }
    for (const link of links) assert.equal((await open(opened.visitor(), link)).page.status, 200, link);
  });

  it('is told so in the language that it asks for', async () => {
    const link = await opened.linkFor(await opened.somebody());
    const told = new Set<string>();
    for (const language of languages) {
      const { page } = await open(blocking(), link, { 'accept-language': language });
      assert.match(page.body, new RegExp(`<html[^>]* lang="${language}"`));
      told.add(/<h1>(.*?)<\/h1>/.exec(page.body)?.[1] ?? '');
    }
    assert.equal(told.size, languages.length);
  });

  it('is told so after it signed in, and led back to where it wanted to go', async () => {
    const { login } = await opened.somebody();
    const { page } = await signIn(blocking(), login, '/my/security?x=1');
    assert.equal(page.status, 403);
    assert.match(page.text, /This page needs cookies.*you are not signed in here.*sign in again\./);
    assert.match(page.body, /href="\/web\/login\?redirect=%2Fmy%2Fsecurity%3Fx%3D1"[^>]*>\s*Sign in/);
  });

  it('is told so before its second factor is asked for', async () => {
    const { login } = await withApp();
    const { page } = await signIn(blocking(), login);
    assert.equal(page.status, 403);
    assert.match(page.text, /This page needs cookies/);
  });
});

describe('a browser that keeps cookies', () => {
  it('comes to the page of its link at the clean address', async () => {
    const browser = opened.visitor();
    const { page, way } = await open(browser, await opened.linkFor(await opened.somebody()));
    assert.equal(page.status, 200);
    assert.equal(way.at(-1), '/web/reset_password');
    assert.equal((await changePassword(browser, page)).location, '/web/reset_password/done');
  });

  it('is asked for a name, and told nothing of cookies, once that of its link has ended', async () => {
    const browser = opened.visitor();
    const { way } = await open(browser, await opened.linkFor(await opened.somebody()));
    const later = await blocking().get(way.at(-1) ?? '', navigating);
    assert.equal(later.status, 200);
    assert.match(later.text, /Reset your password/);
    assert.doesNotMatch(later.text, /cookies/);
  });

  it('is signed in where it wanted to go, with its second factor where there is one', async () => {
    const { login } = await opened.somebody();
    const { page, way } = await signIn(opened.visitor(), login, '/my/security');
    assert.deepEqual([page.status, way.at(-1)], [200, '/my/security']);
    const asked = await signIn(opened.visitor(), (await withApp()).login, '/my/security');
    assert.deepEqual([asked.page.status, asked.way.at(-1)], [200, '/web/login/totp?redirect=%2Fmy%2Fsecurity']);
  });

  it('is asked to sign in, and told nothing of cookies, once its session has ended', async () => {
    const browser = opened.visitor();
    const { way } = await signIn(browser, (await opened.somebody()).login);
    const { page } = await open(blocking(), way.at(-1) ?? '');
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /cookies/);
  });
});
