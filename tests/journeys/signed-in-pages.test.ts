import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { isFitForEverybody } from './every-page.ts';
import { newPassword, oldPassword, reads, signIn, stageForAll } from './stage.ts';

let page: Page;
const stage = stageForAll(async () => {
  for (const login of ['mara.keller', 'maximiliana.von.rabenfels-lichtenwalde']) {
    await stage.givePassword(login, oldPassword);
  }
});

describe('every page of somebody who is signed in is fit for everybody', () => {
  const it_ = (name: string, reach: () => Promise<unknown>, login = 'mara.keller'): void => {
    it(name, async () => {
      page = await stage.open();
      await signIn(page, login, oldPassword);
      await reach();
      await isFitForEverybody(page);
    });
  };

  it_('the profile', async () => {});
  it_('the profile of somebody with a long name', async () => {}, 'maximiliana.von.rabenfels-lichtenwalde');
  it_('the profile that was saved', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your profile was saved.').waitFor();
  });
  it_('the password', () => page.goto('/my/password'));
  it_('the password, refused', async () => {
    await page.goto('/my/password');
    await page.getByLabel('Old Password').fill(oldPassword);
    await page.getByLabel('New Password', { exact: true }).fill('mara');
    await page.getByLabel('Confirm New Password').fill('mare');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  });
  it_('the sessions', async () => {
    const other = await stage.open();
    await signIn(other, 'mara.keller', oldPassword);
    await page.goto('/my/security');
    await page.getByRole('button', { name: 'End this session' }).first().waitFor();
  });
  it_('the sessions after some were ended', async () => {
    await page.goto('/my/security');
    await page.getByRole('button', { name: 'End all other sessions' }).click();
    await page.getByText(/were ended|was ended/).waitFor();
  });
  it_('the API keys, one of them just made', async () => {
    await page.goto('/my/security/api-keys');
    await page.getByLabel('Name').fill('Intranet');
    await page.getByLabel('Read, make and revoke API keys').check();
    await page.getByRole('button', { name: 'Make key' }).click();
    await page.getByText('Copy the key now').waitFor();
  });
  it_('the way out', () => page.goto('/web/session/logout'));
  it_('the sign-in page afterwards', async () => {
    await page.goto('/web/session/logout');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').waitFor();
  });
  it_('what everybody should know', () => page.goto('/help/passwords'));
  it_('a page of staff, refused', () => page.goto('/settings'));
  it_('an address where nothing is', () => page.goto('/my/nothing-here'));
});

describe('every page of staff is fit for everybody', () => {
  it('the overview, with resets of every kind', async () => {
    const { login, password } = await stage.administrator();
    page = await stage.open();
    await signIn(page, login, password);
    await reads(page, 'Overview');
    await isFitForEverybody(page);
    await stage.givePassword('bob', newPassword);
    await page.reload();
    await page.getByRole('cell', { name: '<b>Bob</b>' }).first().waitFor();
    await isFitForEverybody(page);
  });
});
