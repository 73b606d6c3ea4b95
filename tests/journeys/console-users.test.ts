import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { isFitForEverybody } from './every-page.ts';
import { answerTo, desktop, reads, stageForAll } from './stage.ts';

const stage = stageForAll();

const names = (page: Page): Promise<string[]> => page.locator('tbody th').allInnerTexts();

for (const javaScriptEnabled of [true, false]) {
  describe(`the list of users, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    const open = () => stage.asAdministrator({ ...desktop, javaScriptEnabled });

    it('is reached from the bar', async () => {
      const page = await open();
      await page.getByText('Users & Companies').click();
      await page.getByRole('link', { name: 'Users', exact: true }).click();
      await reads(page, 'Users');
      assert.equal((await names(page)).length, 23);
    });

    it('is filtered, grouped and sorted, each by an address of its own', async () => {
      const page = await open();
      await page.goto('/settings/users');
      await page.locator('summary', { hasText: 'Filters, groups, favorites' }).click();
      await page.getByRole('link', { name: 'Archived', exact: true }).click();
      await page.getByText('Not archived or Archived').first().waitFor();
      assert.match(page.url(), /\?filter=active&filter=archived$/);
      await page.getByRole('link', { name: 'Remove Not archived or Archived' }).click();
      await page.locator('summary', { hasText: 'Filters, groups, favorites' }).click();
      await page.getByRole('link', { name: 'Role', exact: true }).click();
      await page
        .getByRole('link', { name: /^Help desk/ })
        .first()
        .click();
      await page.getByText('Sam Okafor').waitFor();
      await page.getByRole('link', { name: 'Login', exact: true }).click();
      await page.locator('th[aria-sort="ascending"]', { hasText: 'Login' }).waitFor();
    });

    it('finds somebody by a part of name, login or email', async () => {
      const page = await open();
      await page.goto('/settings/users');
      await page.getByRole('searchbox').fill('zuraw');
      if (!javaScriptEnabled) await answerTo(page, () => page.keyboard.press('Enter'));
      await page.getByRole('status').getByText('1–1 / 1').waitFor();
      assert.deepEqual(
        await names(page),
        ['ŁŻ\nŁukasz Żurawski'].map((name) => name),
      );
      assert.match(page.url(), /search=zuraw/);
    });

    it('keeps a search, and gives it up again', async () => {
      const page = await open();
      await page.goto('/settings/users?filter=role:helpdesk');
      const menu = page.locator('summary', { hasText: 'Filters, groups, favorites' });
      await menu.click();
      await page.getByLabel('Save current search').fill('The desk');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('The search was saved as The desk.').waitFor();
      await page.goto('/settings/users');
      await menu.click();
      await page.getByRole('link', { name: 'The desk' }).click();
      await page.getByText('Sam Okafor').waitFor();
      await menu.click();
      await page.getByRole('button', { name: 'Remove The desk' }).click();
      await page.getByText('The saved search was removed.').waitFor();
      await page.reload();
      assert.equal(await page.getByText('The saved search was removed.').count(), 0);
    });

    it('is taken away as a file, as far as it is selected, and is there for the next act at once', async () => {
      const page = await open();
      await page.goto('/settings/users');
      await page.getByLabel('Select Mara Keller').check();
      await page.getByText('Actions', { exact: true }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.selection').getByRole('button', { name: 'Export' }).click(),
      ]);
      assert.equal(file.suggestedFilename(), 'users.csv');
      const archive = page.getByRole('button', { name: 'Archive', exact: true });
      if (!(await archive.isVisible())) await page.getByText('Actions', { exact: true }).click();
      await archive.click();
      await page.getByRole('heading', { level: 1, name: 'Archive 1 user?' }).waitFor();
    });
  });
}

describe('somebody with a keyboard only', () => {
  it('searches, sees the keys, and turns to dark', async () => {
    const page = await stage.asAdministrator();
    await page.goto('/settings/users');
    await page.keyboard.press('Alt+Q');
    await page.keyboard.type('mara');
    await page.getByRole('status').getByText('1–1 / 1').waitFor();
    await page.keyboard.press('Alt+K');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Alt + Q').waitFor();
    await page.keyboard.press('Escape');
    const own = page.locator('summary', { hasText: 'Your menu' });
    await own.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Dark' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('meta[name="color-scheme"][content="dark"]').waitFor({ state: 'attached' });
    await own.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'My Profile' }).focus();
    await page.keyboard.press('Escape');
    await own.and(page.locator(':focus')).waitFor();
    assert.equal(await page.getByRole('link', { name: 'My Profile' }).isVisible(), false);
  });
});

describe('what was typed into a user', () => {
  it('is not left behind without a question, and saved without one', async () => {
    const page = await stage.asAdministrator();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      return dialog.dismiss();
    });
    await page.goto('/settings/users?search=tom.fletcher');
    await page.getByRole('link', { name: 'Tom Fletcher' }).click();
    await page.getByRole('link', { name: 'Preferences' }).click();
    await reads(page, 'Tom Fletcher');
    await page.getByLabel('Name', { exact: true }).fill('Tom Flechter');
    await page.getByRole('link', { name: 'Security' }).click();
    assert.deepEqual(asked, ['beforeunload']);
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Tom Flechter');
    await page.getByRole('button', { name: 'Save' }).click();
    await reads(page, 'Tom Flechter');
    assert.equal(asked.length, 1);
  });
});

describe('long work', () => {
  it('is watched while it goes on, paused, found again after a restart, and brought to its end', async () => {
    const page = await stage.asAdministrator();
    await page.goto('/settings/users');
    await page.getByLabel('Select all on this page').check();
    await page.getByText('Actions', { exact: true }).click();
    await page.getByRole('button', { name: 'Send Password Reset Instructions' }).click();
    await page.getByText('2 users will not be reached').waitFor();
    await page.getByLabel('Pace').selectOption('120');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    const progress = page.locator('.progress');
    await progress.getByText(/^Running: ([2-9]|1[0-5]) done/).waitFor(); // nobody has pressed anything
    await page.getByRole('button', { name: 'Pause' }).click();
    await progress.getByText(/^Paused/).waitFor();
    await stage.restartLater('+0h');
    await page.reload();
    await progress.getByText(/^Paused/).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await progress.getByText('Done: 21 done, 2 not reached, of 23').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Pause' }).count(), 0);
    assert.equal(await page.locator('.job-results tbody td', { hasText: /^Done$/ }).count(), 21);
  });
});

describe('the list is fit for everybody', () => {
  it('with a selection and with its menus open', async () => {
    const page = await stage.asAdministrator();
    await page.goto('/settings/users');
    await page.locator('summary', { hasText: 'Filters, groups, favorites' }).click();
    await isFitForEverybody(page);
    await page.goto('/settings/users');
    await page.getByLabel('Select Mara Keller').check();
    await page.getByText('1 selected').waitFor();
    await isFitForEverybody(page);
  });
});
