import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { desktop, openStage, patience, type Stage, signIn } from './stage.ts';

const subject = 'Password reset for Mara Keller';
const to = 'mara.keller@example.com';

describe('an administrator', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.closeAll());
  after(() => stage.end());

  const atMara = async (how: BrowserContextOptions = desktop): Promise<Page> => {
    const page = await stage.open(how);
    const { login, password } = await stage.administrator();
    await signIn(page, login, password);
    await page.goto('/settings/users?search=mara');
    await page.getByRole('link', { name: 'Mara Keller' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Mara Keller' }).waitFor();
    return page;
  };

  it('sends reset instructions from the Action menu, by keyboard, and sees them sent', async () => {
    const page = await atMara();
    await stage.letterAfter(
      async () => {
        await page.locator('summary', { hasText: 'Action' }).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('link', { name: 'Send Password Reset Instructions' }).focus();
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog', { name: 'Send Password Reset Instructions' });
        await dialog.getByText(to).waitFor();
        await dialog.getByLabel('I called back on a number on file').focus();
        await page.keyboard.press('Space');
        await dialog.getByRole('button', { name: 'Send', exact: true }).focus();
        await page.keyboard.press('Enter');
        await page.getByText(`Password reset instructions have been sent to ${to}`).waitFor({ timeout: patience });
      },
      { to, subject },
    );
  });

  it('does the same without JavaScript, page by page', async () => {
    const page = await atMara({ ...desktop, javaScriptEnabled: false });
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

  it('checks who is calling with a code that the caller reads back', async () => {
    const page = await atMara();
    await page.goto(`${new URL(page.url()).pathname}/send-reset`);
    const letter = await stage.letterAfter(() => page.getByRole('button', { name: 'Mail a code' }).click(), {
      to,
      subject: 'Your verification code',
    });
    const code = /\b\d{3} \d{3}\b/.exec(letter.text)?.[0] ?? '';
    await page.getByText('A code is on its way to').waitFor();
    assert.ok(await page.getByLabel('The caller read the code back').isChecked());
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.keyboard.press('Enter');
    await page.getByText(/Password reset instructions (are being|have been) sent to/).waitFor();
  });
});
