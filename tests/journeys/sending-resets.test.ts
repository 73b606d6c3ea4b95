import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { startJob } from './console-page-list.ts';
import { desktop, oldPassword, phone, reads, stageForAll } from './stage.ts';

const subject = 'Password reset for Mara Keller';
const to = 'mara.keller@example.com';

/** Whatever moves without being asked to, on all pages from now on. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(JSON.stringify(entry));
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Those of the page that is shown. They are told with the frame after. */
async function shiftsOf(page: Page): Promise<string[]> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
}

describe('an administrator', () => {
  const stage = stageForAll();

  const find = async (page: Page, login: string, name: string): Promise<void> => {
    await page.goto(`/settings/users?search=${login}`);
    await page.getByRole('link', { name }).first().click();
    await reads(page, name);
  };

  it('sends reset instructions from the Action menu without JavaScript, page by page', async () => {
    const page = await stage.asAdministrator({ ...desktop, javaScriptEnabled: false });
    await find(page, 'mara', 'Mara Keller');
    await stage.letterAfter(
      async () => {
        await page.getByText('Action', { exact: true }).click();
        await page.getByRole('link', { name: 'Send Password Reset Instructions' }).click();
        await page.getByRole('button', { name: 'Send', exact: true }).click();
        await page.getByText(/Password reset instructions (are being|have been) sent to/).waitFor();
      },
      { to, subject },
    );
    await page.getByRole('link', { name: 'Mailbox', exact: true }).click();
    await page.getByRole('link', { name: subject }).first().waitFor();
  });

  it('is asked once, however often an Action is pressed over a slow line', async () => {
    const page = await stage.asAdministrator(desktop);
    await find(page, 'mara', 'Mara Keller');
    await page.route('**/send-reset', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
    await page.getByText('Action', { exact: true }).click();
    await page.getByRole('link', { name: 'Send Password Reset Instructions' }).dblclick();
    const dialogs = page.getByRole('dialog', { name: 'Send Password Reset Instructions' });
    await dialogs.first().waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await dialogs.count(), 1);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await dialogs.first().waitFor({ state: 'detached' });
  });

  for (const [where, how] of Object.entries({ 'at a desk': desktop, 'on a phone': phone })) {
    it(`follows a bulk action to its end ${where}, and nothing on its page moves`, async () => {
      const page = await stage.asAdministrator(how);
      await watchShifts(page);
      await startJob(page, async () => {});
      await page.getByRole('main').getByText('Done: 1 done, 1 not reached, of 2').waitFor();
      await page.getByText('Goods-In Terminal has no email address').waitFor();
      await page.getByRole('button', { name: 'Cancel the rest' }).waitFor({ state: 'hidden' });
      assert.deepEqual(await shiftsOf(page), []);
    });

    it(`is told a reason of many lines ${where}, and nothing on the page of the action moves`, async () => {
      const name = `Wilhelmina Featherstonehaugh-Cholmondeley of the night shift ${where}`;
      const page = await stage.asAdministrator(how);
      await page.goto('/settings/users/new');
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByLabel('Login', { exact: true }).fill(`wilhelmina ${where}`);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await reads(page, name);
      await watchShifts(page);
      await startJob(page, async () => {}, ['Anna Lindqvist', name, 'Mara Keller']);
      await page.getByRole('main').getByText('Done: 2 done, 1 not reached, of 3').waitFor();
      await page.getByText(`${name} has no email address`).waitFor();
      assert.deepEqual(await shiftsOf(page), []);
    });
  }

  describe('of two who decide about resets of administrators', () => {
    const ingrid = { login: 'ingrid.sorlie', to: 'ingrid.sorlie@example.com' };
    const claire = { to: 'claire.lefevre@example.com', subject: 'Réinitialisation du mot de passe de Claire Lefèvre' };

    const askForClaire = async (page: Page): Promise<void> => {
      await find(page, 'claire', 'Claire Lefèvre');
      await page.goto(`${new URL(page.url()).pathname}/send-reset`);
      await page.getByLabel('I called back on a number on file').check();
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText('It is done as soon as another administrator approves it.').waitFor();
    };

    it('asks, and the other one hears of it by letter, signs in there and approves or refuses', async () => {
      await stage.givePassword(ingrid.login, oldPassword);
      const asking = await stage.asAdministrator();
      await asking.goto('/settings/general');
      await asking.getByLabel('Resets and changes of administrators need a second administrator').check();
      await asking.getByRole('button', { name: 'Save', exact: true }).click();
      await asking.getByText('setting was changed').waitFor();
      const told = { to: ingrid.to, subject: 'Rekey alert: approval needed' };
      const letter = await stage.letterAfter(() => askForClaire(asking), told);
      assert.equal(await stage.countLetters(claire), 0);

      const deciding = await stage.open();
      await deciding.goto(letter.link('/settings/approvals'));
      await deciding.getByLabel('Login or email').fill(ingrid.login);
      await deciding.getByLabel('Password', { exact: true }).fill(oldPassword);
      await deciding.getByRole('button', { name: 'Sign in' }).click();
      await reads(deciding, 'Approvals');
      const waiting = deciding.getByRole('region', { name: /Claire|claire/ }).filter({ hasText: 'Waiting' });
      await stage.letterAfter(() => waiting.getByRole('button', { name: 'Approve' }).click(), claire);

      await askForClaire(asking);
      await deciding.goto('/settings/approvals');
      await waiting.getByRole('button', { name: 'Refuse' }).click();
      await asking.goto('/settings/approvals');
      await asking.getByRole('heading', { name: 'Reset of claire.lefevre Refused' }).waitFor();
      assert.equal(await stage.countLetters(claire), 1);
    });
  });
});
