import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { Engine } from '../engines.ts';
import { choose, isSignedIn, newPassword, oldPassword, openStage, phone, reads, type Stage, signIn } from './stage.ts';

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
      for (const typed of ['keller', to]) {
        await goThroughBar(page, 'Users & Companies', 'Users');
        await page.getByRole('searchbox').fill(typed);
        await page.getByText('1–1 / 1').waitFor();
      }
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
      assert.match(letter.text, /Never give this link to anybody/);
      assert.match(letter.text, /The link holds until .* and works once\./);
      assert.ok(letter.html.includes('Reset Password'));
      await page.goto('/settings/general');
      assert.equal(await page.getByLabel('A reset link holds', { exact: true }).inputValue(), '1');
      assert.equal(await page.getByLabel('A reset link holds: unit').inputValue(), 'days');
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
      const [person, elsewhere] = [await stage.open(phone), await stage.open()];
      await stage.givePassword('mara.keller', oldPassword);
      await signIn(elsewhere, 'mara.keller', oldPassword);
      await person.goto('/web/login');
      await person.getByRole('link', { name: 'Reset Password' }).click();
      await person.getByLabel('Email').fill(to);
      const letter = await stage.letterAfter(
        () => person.getByRole('button', { name: 'Reset Password' }).click(),
        reset,
      );
      await reads(person, 'Password reset instructions are on their way, if an account matches.');
      await person.getByText('look in the spam folder').waitFor();
      const link = letter.link('/web/reset_password');
      await person.goto(link);
      for (const rule of ['At least 8 characters', 'A lowercase letter', 'An uppercase letter', 'A number']) {
        await person.getByText(rule).first().waitFor();
      }
      const changed = { to, subject: 'Your password was changed' };
      await stage.letterAfter(() => choose(person, newPassword), changed);
      await reads(person, 'Your password was changed');
      assert.equal(await isSignedIn(person), true);
      assert.equal(await isSignedIn(elsewhere), false, 'all other sessions are over');
      await signIn(elsewhere, 'mara.keller', newPassword);
      await person.goto(link);
      await reads(person, 'This link has already been used');
      for (const name of ['Sign in', 'Reset Password']) await person.getByRole('link', { name }).first().waitFor();
    });

    it('G20 users are told of strong passwords, of password managers, and not to share links', async () => {
      const person = await stage.open(phone);
      await person.goto('/help/passwords');
      for (const name of ['A strong password', 'Let a password manager remember it', 'Never share a link']) {
        await person.getByRole('heading', { name }).waitFor();
      }
    });

    it('Settings → Technical → Email → Outgoing Mail Servers takes the settings and sends a test email', async () => {
      await goThroughBar(page, 'Technical', 'Outgoing Mail Servers');
      await page.getByRole('link', { name: 'New', exact: true }).click();
      for (const label of ['SMTP Server', 'SMTP Port', 'Connection Security', 'Username', 'Password']) {
        await page.getByLabel(label, { exact: true }).waitFor();
      }
      const port = page.getByLabel('SMTP Port');
      assert.equal(await port.inputValue(), '587');
      await page.getByLabel('Connection Security').selectOption({ label: 'SSL/TLS (465)' });
      assert.equal(await port.inputValue(), '465');
      await page.goto('/settings/technical/email/outgoing-mail-servers/mailbox');
      await page.getByRole('button', { name: 'Send test mail' }).click();
      await page.getByText(/The test mail was sent to/).waitFor();
    });

    it('what mail servers said is there to review, and what IT support needs to know is copied', async () => {
      await goThroughBar(page, 'Technical', 'Emails');
      await page.getByRole('link', { name: 'Mara Keller' }).first().click();
      await page.getByRole('heading', { name: 'What was tried' }).waitFor();
      await page.getByText('250 ').first().waitFor();
      await goThroughBar(page, 'Technical', 'Outgoing Mail Servers');
      await page.getByText('Findings for IT support').waitFor();
      await page.getByRole('button', { name: 'Copy', exact: true }).waitFor();
    });

    it('G17 users whose email is missing, malformed, shared or not reached are found by filters', async () => {
      for (const [filter, name] of [
        ['No email', 'Goods-In Terminal'],
        ['Malformed email', 'Tom Fletcher'],
        ['Shared email', 'Anna Lindqvist'],
      ] as const) {
        await goThroughBar(page, 'Users & Companies', 'Users');
        await page.locator('summary', { hasText: 'Filters, groups, favorites' }).click();
        await page.getByRole('link', { name: filter, exact: true }).click();
        await page.getByRole('link', { name, exact: true }).waitFor();
      }
      await page.locator('summary', { hasText: 'Filters, groups, favorites' }).click();
      await page.getByRole('link', { name: 'Mail failing', exact: true }).waitFor();
    });

    it('G14, G15 resets are monitored, and who did what is audited', async () => {
      await goThroughBar(page, 'Resets', 'Resets');
      await page.getByRole('link', { name: 'Mara Keller' }).first().waitFor();
      await goThroughBar(page, 'Technical', 'Audit');
      await page.getByRole('link', { name: 'Reset asked for' }).first().waitFor();
      await page.getByRole('link', { name: 'Password replaced' }).first().waitFor();
    });

    it('G21 without working mail every page says so, and so does the confirmation', async () => {
      await page.goto('/settings/technical/email/outgoing-mail-servers');
      await page.getByRole('button', { name: 'Stop all outgoing mail' }).click();
      await page.getByText('All outgoing mail is stopped.').first().waitFor();
      await loadUntilItSays(page, '/settings/users?search=mara', 'All outgoing mail is stopped. Letters wait');
      await page.getByRole('link', { name: 'Mara Keller' }).click();
      await reads(page, 'Mara Keller');
      await openSending(page);
      await page
        .getByRole('dialog')
        .getByText('the letter will wait and go out once somebody lets mail go on')
        .waitFor();
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
