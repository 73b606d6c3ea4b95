import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { second } from '../../src/kernel/index.ts';
import { servedForAll } from './served.ts';
import { oldPassword, phone, reads, signIn } from './stage.ts';

const served = servedForAll(async () => {
  await served.confirmed({ login: 'mira', password: oldPassword });
  await served.app.settings.change(served.operator, 'challenge', 'always');
});

const sent = 'Password reset instructions are on their way, if an account matches.';
const askFor = async (page: Page, login: string): Promise<void> => {
  await page.goto('/web/reset_password');
  await page.getByLabel('Email').fill(login);
  await page.getByRole('button', { name: 'Reset Password' }).click();
};

describe('a challenge', () => {
  it('is worked out by the page: nobody sees it who asks or signs in, however fast', async () => {
    const page = await served.open();
    await askFor(page, 'mira');
    await reads(page, sent);
    await signIn(page, 'mira', oldPassword);
    assert.equal(new URL(page.url()).pathname, '/my');
  });

  it('without JavaScript makes a person wait for five seconds, and shows nobody what was typed', async () => {
    const page = await served.open({ ...phone, javaScriptEnabled: false });
    const waits = new Set<string>();
    for (const login of ['mira', 'nobody-at-all']) {
      await askFor(page, login);
      await page.getByText('Please wait for a few seconds', { exact: true }).waitFor();
      const html = await page.content();
      assert.doesNotMatch(html, /mira|nobody-at-all/);
      waits.add(html.replace(/<input type="hidden"[^>]*>/g, ''));
      served.clock.advance(5 * second);
      await page.getByRole('button', { name: 'Reset Password' }).click();
      await reads(page, sent);
    }
    assert.equal(waits.size, 1);
  });

  it('without JavaScript lets a person sign in again who was too fast, and at once who was not', async () => {
    const page = await served.open({ ...phone, javaScriptEnabled: false });
    const send = async () => {
      await page.getByLabel('Password', { exact: true }).fill(oldPassword);
      await page.getByRole('button', { name: 'Sign in' }).click();
    };
    await page.goto('/web/login');
    await page.getByLabel('Login or email').fill('mira');
    await send();
    await page.getByText('Please wait for a few seconds', { exact: true }).waitFor();
    assert.equal(await page.getByLabel('Login or email').inputValue(), 'mira');
    served.clock.advance(5 * second);
    await send();
    assert.equal(new URL(page.url()).pathname, '/my');
  });
});
