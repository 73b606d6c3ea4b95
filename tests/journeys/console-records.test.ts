import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Transformer } from '@napi-rs/image';
import { isFitForEverybody } from './every-page.ts';
import { phone, reads, stageForAll } from './stage.ts';

const stage = stageForAll(async () => {
  const asking = await stage.open();
  for (const who of ['mara.keller', 'mara.kellre']) {
    await asking.goto('/web/reset_password');
    await asking.getByLabel('Email').fill(who);
    await asking.getByRole('button', { name: 'Reset Password' }).click();
    await asking.waitForURL('**/sent');
  }
});

for (const [name, how, isFit] of [
  ['with JavaScript', {}, isFitForEverybody],
  // What judges a page needs scripts itself.
  ['without JavaScript, on a phone', { ...phone, javaScriptEnabled: false }, async () => {}],
] as const) {
  describe(`an administrator who gets the call, ${name}`, () => {
    it('sees why no mail came, who may have been meant, and what became of their letter', async () => {
      const page = await stage.asAdministrator(how);
      await page.goto('/settings/resets/why');
      await page.getByLabel('Login or email').fill('mara.kellre');
      await page.getByRole('button', { name: 'Look' }).click();
      await page.getByText('No letter: No user has this login or email.').waitFor();
      await isFit(page);
      await page.locator('section', { hasText: 'Almost the same' }).getByRole('link', { name: 'Why no mail?' }).click();
      // The second time its links were cancelled, below.
      await page.getByText(/The (mail server took|link in) the last letter to Mara Keller/).waitFor();
      await page.locator('.meant a[href^="/settings/resets/"]').first().click();
      await reads(page, 'Mara Keller');
      await page.getByText('The mail server took the letter').first().waitFor();
      await isFit(page);
    });

    it('resends a reset, and cancels its links', async () => {
      const page = await stage.asAdministrator(how);
      await page.goto('/settings/resets?search=mara.keller');
      await page.getByRole('link', { name: 'Mara Keller' }).first().click();
      await page.locator('.gear summary').click();
      await page.getByRole('button', { name: 'Resend' }).click();
      await page.getByText(/Password reset instructions (are being|have been) sent to/).waitFor();
      await page.locator('.gear summary').click();
      await page.getByRole('link', { name: 'Cancel links' }).click();
      await page.getByRole('button', { name: 'Cancel links' }).click();
      await page.getByText('Ended without a new password').waitFor();
    });

    it('changes a setting, is told the bounds, and goes back to the default', async () => {
      const page = await stage.asAdministrator(how);
      await page.goto('/settings/general');
      await page.getByLabel('A reset link holds', { exact: true }).fill('2');
      await page.getByLabel('A reset link holds: unit').selectOption('days');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').getByText('from 10 minutes to 1 day').waitFor();
      await page.getByLabel('A reset link holds: unit').selectOption('hours');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('One setting was changed').waitFor();
      await isFit(page);
      await page.getByRole('button', { name: 'Back to the default A reset link holds' }).click();
      await page.getByText('A reset link holds: back to the default').waitFor();
    });

    it('gives a company its colour and its logo, which people then see', async () => {
      const page = await stage.asAdministrator(how);
      await page.goto('/settings/companies');
      await page.locator('td a').first().click();
      await page.getByLabel('Colour').fill('#ffee00');
      await page.getByRole('button', { name: 'Save' }).click();
      await page
        .getByRole('alert')
        .getByText(/White letters cannot be read on it/)
        .waitFor();
      await page.getByLabel('Colour').fill('#7a1f5c');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText(/was saved/).waitFor();
      const drawn = await Transformer.fromRgbaPixels(new Uint8Array(300 * 90 * 4).fill(160), 300, 90).png();
      await page.getByLabel('Picture').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: drawn });
      await page.getByRole('button', { name: /Upload|Replace/ }).click();
      await page.getByText('The logo was saved').waitFor();
      await isFit(page);
      await page.getByRole('link', { name: 'Preview' }).click();
      await reads(page, 'Sign in');
      await isFit(page);
      const visitor = await stage.open(how);
      await visitor.goto('/web/login');
      assert.equal(await visitor.locator('.brand-logo').count(), 1);
      await isFit(visitor);
    });

    it('finds in the audit record what somebody did, and verifies it', async () => {
      const page = await stage.asAdministrator(how);
      const { login } = await stage.administrator();
      await page.goto(`/settings/technical/audit?search=${login}`);
      await page.getByRole('link', { name: 'Signed in' }).first().click();
      await page.getByText('session.opened').waitFor();
      await page.goto('/settings/technical/audit/seal');
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText(/as they were sealed/).waitFor();
      await isFit(page);
    });
  });
}
