import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Engine } from '../engines.ts';
import { choose, isSignedIn, newPassword, openStage, phone, reads, type Stage, signIn } from './stage.ts';

const to = 'mara.keller@example.com';
const reset = { to, subject: 'Password reset for Mara Keller' };

/** The guide as its reader follows it, in its own order and words; each step goes on where the one before it ended. */
export function followTheGuide(engine: Engine): void {
  describe(`the guide, step by step, on ${engine.name}`, () => {
    let stage: Stage;
    let page: Page;
    before(async () => {
      stage = await openStage(engine);
      page = await stage.open();
    });
    after(async () => {
      try {
        await stage.closeAll();
      } finally {
        await stage.end();
      }
    });

    it('G1 Settings → Users & Companies → Users displays all users', async () => {
      const { login, password } = await stage.administrator();
      await signIn(page, login, password);
      await goThroughBar(page, 'Users & Companies', 'Users');
      await page.getByText('1–23 / 23').waitFor();
    });

    it('G2 the user is found by search, by filter, and by scrolling, and a click opens the profile', async () => {
      await page.getByRole('link', { name: 'Mara Keller' }).waitFor();
      await page.locator('summary', { hasText: 'Filters, groups, favorites' }).click();
      await page.getByRole('link', { name: 'Invited', exact: true }).click();
      await page.getByRole('link', { name: 'Nia Prosser' }).waitFor();
      await goThroughBar(page, 'Users & Companies', 'Users');
      await page.getByRole('searchbox').fill(to);
      await page.getByText('1–1 / 1').waitFor();
      await page.getByRole('link', { name: 'Mara Keller' }).click();
      await reads(page, 'Mara Keller');
    });

    it('G3, G16 Action → Send Password Reset Instructions, confirmed, is told to have been sent', async () => {
      const letter = await stage.letterAfter(async () => {
        await openSending(page);
        const dialog = page.getByRole('dialog', { name: 'Send Password Reset Instructions' });
        await dialog.getByText(to).waitFor();
        assert.equal(await dialog.getByRole('radio', { checked: true }).count(), 0, 'nothing is chosen for them');
        await dialog.getByLabel('I called back on a number on file').check();
        await dialog.getByRole('textbox', { name: 'Note' }).fill('Ticket 4711');
        await dialog.getByRole('button', { name: 'Send', exact: true }).click();
        await page.getByText(`Password reset instructions have been sent to ${to}`).waitFor();
      }, reset);
      assert.match(letter.text, /Never|never/);
      assert.ok(letter.html.includes('Reset Password'));
    });

    it('G13, G16 what happened to the letter and how the caller was checked are there to read, and it is resent', async () => {
      await page.goto('/settings/resets/why');
      await page.getByLabel('Login or email').fill(to);
      await page.getByRole('button', { name: 'Look' }).click();
      await page.getByText('The mail server took the last letter to Mara Keller').waitFor();
      await page.locator('.meant a[href^="/settings/resets/"]').first().click();
      await page.getByText('The mail server took the letter').first().waitFor();
      await page.getByText('Ticket 4711').first().waitFor();
      await page.locator('.gear summary').click();
      await stage.letterAfter(() => page.getByRole('button', { name: 'Resend' }).click(), reset);
    });

    it('the user asks below the sign-in form, sets a new password, and is signed in; the link works once', async () => {
      const person = await stage.open(phone);
      await person.goto('/web/login');
      await person.getByRole('link', { name: 'Reset Password' }).click();
      await person.getByLabel('Email').fill(to);
      const letter = await stage.letterAfter(
        () => person.getByRole('button', { name: 'Reset Password' }).click(),
        reset,
      );
      const link = letter.link('/web/reset_password');
      await person.goto(link);
      await choose(person, newPassword);
      await reads(person, 'Your password was changed');
      assert.equal(await isSignedIn(person), true);
      await person.goto(link);
      await reads(person, 'This link has already been used');
    });

    it('Settings → Technical → Email → Outgoing Mail Servers takes the settings and sends a test email', async () => {
      await goThroughBar(page, 'Technical', 'Outgoing Mail Servers');
      await page.getByRole('link', { name: 'New', exact: true }).click();
      for (const label of ['SMTP Server', 'SMTP Port', 'Connection Security', 'Username', 'Password']) {
        await page.getByLabel(label, { exact: true }).waitFor();
      }
      await page.goto('/settings/technical/email/outgoing-mail-servers/mailbox');
      await page.getByRole('button', { name: 'Send test mail' }).click();
      await page.getByText(/The test mail was sent to/).waitFor();
    });

    it('G21 without working mail every page says so, and so does the confirmation', async () => {
      await page.goto('/settings/technical/email/outgoing-mail-servers');
      await page.getByRole('button', { name: 'Stop all outgoing mail' }).click();
      await page.getByText('All outgoing mail is stopped.').first().waitFor();
      await loadUntilItSays(page, '/settings/users?search=mara', 'All outgoing mail is stopped. Letters wait');
      await page.getByRole('link', { name: 'Mara Keller' }).click();
      await reads(page, 'Mara Keller');
      await openSending(page);
      await page.getByRole('dialog').getByText('the letter will wait and go out once one does').waitFor();
    });
  });
}

async function goThroughBar(page: Page, group: string, entry: string): Promise<void> {
  await page.locator('summary', { hasText: group }).click();
  await page.getByRole('link', { name: entry, exact: true }).click();
  await reads(page, entry);
}

/** Whether mail can leave is looked at each second. */
async function loadUntilItSays(page: Page, address: string, text: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await page.goto(address);
    if ((await page.getByText(text).count()) > 0) return;
  }
  assert.fail(`${address} does not say "${text}"`);
}

async function openSending(page: Page): Promise<void> {
  await page.getByText('Action', { exact: true }).click();
  await page.getByRole('link', { name: 'Send Password Reset Instructions' }).click();
}
