import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { desktop, oldPassword, reads, stageForAll } from './stage.ts';

const subject = 'Password reset for Mara Keller';
const to = 'mara.keller@example.com';

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
  });

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
