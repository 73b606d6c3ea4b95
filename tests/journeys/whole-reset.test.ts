import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { answerTo, choose, isSignedIn, newPassword, oldPassword, phone, reads, signIn, stageForAll } from './stage.ts';

const stage = stageForAll();

const onTheWay = 'Password reset instructions are on their way, if an account matches.';

for (const { javaScriptEnabled, name, login } of [
  { javaScriptEnabled: true, name: 'Mara Keller', login: 'mara.keller' },
  { javaScriptEnabled: false, name: 'Олена Коваленко', login: 'olena.kovalenko' },
]) {
  describe(`a locked-out person with a phone ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    const to = `${login}@example.com`;
    const reset = { to, subject: `Password reset for ${name}` };
    const changed = { to, subject: 'Your password was changed' };
    const how = { ...phone, javaScriptEnabled };

    it('gets from the sign-in page to where they wanted to go, and everybody else out', async () => {
      await stage.givePassword(login, oldPassword);
      const elsewhere = await stage.open();
      await signIn(elsewhere, login, oldPassword);
      const page = await stage.open(how);

      await page.goto('/my/security');
      await reads(page, 'Sign in');
      await page.getByRole('link', { name: 'Reset Password' }).click();
      await page.getByLabel('Email').fill(to);
      const letter = await stage.letterAfter(async () => {
        await page.getByRole('button', { name: 'Reset Password' }).click();
        await reads(page, onTheWay);
      }, reset);

      await page.goto(letter.link('/web/reset_password'));
      assert.equal(new URL(page.url()).search, '', 'the address no longer holds the link');
      await reads(page, 'Choose a new password');
      assert.match((await page.locator('.whose').textContent()) ?? '', new RegExp(`${name}.*${login}`));
      const notice = await stage.letterAfter(() => choose(page, newPassword), changed);
      await reads(page, 'Your password was changed');
      await page.getByText(`You are signed in as ${name}. The old password no longer works.`).waitFor();
      await page.getByText('One other session was ended.').waitFor();
      await page.getByRole('link', { name: 'Continue' }).click();
      await reads(page, 'Your sessions');
      await page.getByText('You are signed in nowhere else.').waitFor();
      await page.getByRole('link', { name: 'Profile' }).click();
      await reads(page, 'Your profile');
      assert.equal(new URL(page.url()).pathname, '/my');

      assert.equal(await isSignedIn(elsewhere), false);
      await oldPasswordIsDead(login);
      await notMe(page, { login, name, notice: notice.link('/web/not_me'), reset, how });
    });
  });
}

async function oldPasswordIsDead(login: string): Promise<void> {
  const page = await stage.open();
  await page.goto('/web/login');
  await page.getByLabel('Login or email').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(oldPassword);
  const answer = await answerTo(page, () => page.getByRole('button', { name: 'Sign in' }).click());
  assert.equal(answer.status(), 401);
  await page.getByText('Wrong login or password.').waitFor();
}

/** The owner reads the notice elsewhere and says that it was somebody else who has just changed the password. */
async function notMe(
  intruder: Page,
  told: { login: string; name: string; notice: string; reset: { to: string; subject: string }; how: object },
): Promise<void> {
  const page = await stage.open(told.how);
  await page.goto(told.notice);
  assert.equal(new URL(page.url()).search, '');
  await reads(page, 'Was this you?');
  assert.equal(await page.getByRole('radio', { checked: true }).count(), 0, 'nothing is chosen for them');
  await page.getByRole('radio', { name: 'It was not me' }).check();
  const fresh = await stage.letterAfter(() => page.getByRole('button', { name: 'Answer' }).click(), told.reset);
  await reads(page, 'Whoever it was is locked out now');
  assert.equal(await isSignedIn(intruder), false);
  await page.goto(fresh.link('/web/reset_password'));
  await reads(page, 'Choose a new password');
  await choose(page, 'Copper+windmill41');
  await reads(page, 'Your password was changed');
}
