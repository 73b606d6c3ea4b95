import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page, Response } from 'playwright-core';
import { answerTo, isSignedIn, oldPassword, patience, phone, reads, signIn, stageForAll } from './stage.ts';

const stage = stageForAll(async () => {
  await stage.givePassword('mara.keller', oldPassword);
  await stage.givePassword('sam.okafor', oldPassword);
});

const tryWith = async (page: Page, login: string, password: string): Promise<Response> => {
  await page.getByLabel('Login or email').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  return answerTo(page, () => page.getByRole('button', { name: 'Sign in' }).click());
};

describe('signing in', () => {
  for (const login of ['mara.keller', ' MARA.Keller@EXAMPLE.com ']) {
    it(`takes "${login}" and leads to one's own pages`, async () => {
      const page = await stage.open(phone);
      await signIn(page, login, oldPassword);
      await reads(page, 'Your profile');
      await page.goto('/web/login');
      await reads(page, 'Your profile');
      await page.goto('/settings');
      await reads(page, 'You may not do this');
    });
  }

  it('leads to where the person was going, on this site only', async () => {
    const page = await stage.open();
    await page.goto('/my/password');
    await reads(page, 'Sign in');
    await tryWith(page, 'mara.keller', oldPassword);
    await reads(page, 'Change your password');
    const other = await stage.open();
    await other.goto('/web/login?redirect=//elsewhere.example/');
    await tryWith(other, 'mara.keller', oldPassword);
    await reads(other, 'Your profile');
  });

  it('leads staff to what needs attention', async () => {
    const { login, password } = await stage.administrator();
    for (const [who, with_] of [
      [login, password],
      ['sam.okafor', oldPassword],
    ] as const) {
      const page = await stage.open();
      await signIn(page, who, with_);
      await reads(page, 'Overview');
      assert.equal(new URL(page.url()).pathname, '/settings');
      await page.getByText('One user has an email that no letter can go to').waitFor();
    }
  });

  it('says the same of a wrong password, an unknown login and an archived person', async () => {
    const page = await stage.open(phone);
    const said = new Set<string>();
    for (const login of ['claire.lefevre', 'nobody-at-all', 'priya.raman', 'nia.prosser']) {
      await page.goto('/web/login');
      assert.equal((await tryWith(page, login, 'Not-the-password-1')).status(), 401);
      await page.getByRole('alert').getByText('Wrong login or password.').waitFor();
      assert.equal(await page.getByLabel('Login or email').inputValue(), login);
      assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '');
      said.add((await page.locator('main').innerText()).replace(login, ''));
    }
    assert.equal(said.size, 1);
    await page.getByLabel('Password', { exact: true }).and(page.locator(':focus')).waitFor();
  });

  it('is slowed down after some wrong passwords, says for how long, and works again', async () => {
    const page = await stage.open();
    await page.goto('/web/login');
    let answer: Response | undefined;
    for (let tries = 0; tries < 12 && answer?.status() !== 429; tries++) {
      answer = await tryWith(page, 'ingrid.sorlie', `Not-the-password-${tries}`);
    }
    assert.equal(answer?.status(), 429);
    assert.ok(Number(await answer.headerValue('retry-after')) > 0);
    await page.getByText('Too many tries in a short time').waitFor();
    await page.getByText(/Try again in (one second|\d+ seconds|\d+ minutes?)\./).waitFor();
    const until = Date.now() + patience;
    while (answer?.status() === 429 && Date.now() < until) {
      answer = await tryWith(page, 'ingrid.sorlie', 'Not-the-password-x');
    }
    assert.equal(answer?.status(), 401);
  });
});

describe('signing out', () => {
  it('asks once, ends this session only, and leaves nothing to go back to', async () => {
    const [page, other] = [await stage.open(phone), await stage.open()];
    await signIn(page, 'mara.keller', oldPassword);
    await signIn(other, 'mara.keller', oldPassword);
    await page.getByRole('link', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Stay signed in' }).click();
    await reads(page, 'Your profile');
    await page.getByRole('link', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
    await page.goBack();
    await page.goBack();
    await reads(page, 'Sign in');
    assert.equal(await isSignedIn(page), false);
    assert.equal(await isSignedIn(other), true);
  });
});
