import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { answerTo, choose, newPassword, phone, reads, stageForAll } from './stage.ts';

/** Links of yesterday. */
interface Old {
  expired: string;
  used: string;
  overtaken: string;
  /** A page that was open when its link expired. */
  open: Page;
}

let old: Old;
const stage = stageForAll(async () => {
  old = {
    expired: await stage.linkFor('mara.keller'),
    used: await stage.linkFor('ipek.caglar'),
    overtaken: await stage.linkFor('taro.nihon'),
    open: await stage.open(phone),
  };
  await changeWith(old.used);
  await changeWith(await stage.linkFor('taro.nihon'));
  await old.open.goto(await stage.linkFor('sinead.obrien'));
  await stage.restartLater('+25h');
});

const changeWith = async (link: string): Promise<void> => {
  const page = await stage.open();
  await page.goto(link);
  await choose(page, newPassword);
  await reads(page, 'Your password was changed');
};

const statusOf = async (page: Page, link: string): Promise<number | undefined> => (await page.goto(link))?.status();

const contact = 'Service Desk (+44 20 7946 0123, service-desk@example.com)';

describe('a link that has expired', () => {
  it('while its page was open says so when the button is pressed, and nothing is lost', async () => {
    const answer = await answerTo(old.open, () => choose(old.open, newPassword));
    assert.equal(answer.status(), 410);
    await reads(old.open, 'This link has expired');
    const wanted = { to: "sinead.o'brien@example.com", subject: "Password reset for Sinéad O'Brien" };
    await stage.letterAfter(() => old.open.getByRole('button', { name: 'Send a new link' }).click(), wanted);
  });

  it('says how old it is, names nobody, and sends a new one to the same person', async () => {
    const page = await stage.open(phone);
    assert.equal(await statusOf(page, old.expired), 410);
    await reads(page, 'This link has expired');
    const words = await page.locator('body').innerText();
    assert.match(words, /It was made on \d+ \w+ \d{4}, \d\d:\d\d/);
    assert.ok(words.includes(contact), words);
    assert.doesNotMatch(await page.content(), /mara|keller/i);
    const press = () => page.getByRole('button', { name: 'Send a new link' }).click();
    const wanted = { to: 'mara.keller@example.com', subject: 'Password reset for Mara Keller' };
    const letter = await stage.letterAfter(press, wanted);
    await reads(page, 'Password reset instructions are on their way, if an account matches.');
    await page.goto(letter.link('/web/reset_password'));
    await choose(page, newPassword);
    await reads(page, 'Your password was changed');
  });

  it('does not hold its browser: the next visit finds the form that asks for another', async () => {
    const page = await stage.open();
    await page.goto(old.expired);
    await page.goto('/web/reset_password');
    await reads(page, 'Reset your password');
  });

  it('because another one changed the password says when that was', async () => {
    const page = await stage.open();
    assert.equal(await statusOf(page, old.overtaken), 410);
    await reads(page, 'This link has expired');
    await page.getByText(/The password was changed at .+; that ended every earlier link\./).waitFor();
    await page.getByRole('button', { name: 'Send a new link' }).waitFor();
  });
});

describe('a link that was used', () => {
  it('offers to sign in', async () => {
    const page = await stage.open(phone);
    assert.equal(await statusOf(page, old.used), 410);
    await reads(page, 'This link has already been used');
    assert.ok((await page.locator('body').innerText()).includes(contact));
    await page.getByRole('link', { name: 'Sign in' }).click();
    await reads(page, 'Sign in');
  });

  it('offers to ask for another, and does not hold its browser', async () => {
    const page = await stage.open();
    await page.goto(old.used);
    await page.getByRole('link', { name: 'Reset Password' }).click();
    await reads(page, 'Reset your password');
    await page.goto('/web/reset_password');
    await reads(page, 'Reset your password');
  });
});

describe('a link that nobody knows', () => {
  for (const token of ['x'.repeat(43), 'cut-off', '']) {
    it(`such as "${token}" leads on to the form that asks for one`, async () => {
      const page = await stage.open(phone);
      assert.equal(await statusOf(page, `/web/reset_password?token=${token}`), 404);
      await reads(page, 'This link does not work');
      assert.ok((await page.locator('body').innerText()).includes(contact));
      await page.getByRole('link', { name: 'Reset Password' }).click();
      await reads(page, 'Reset your password');
    });
  }

  it('is also the one of a notice that was cut off', async () => {
    const page = await stage.open();
    assert.equal(await statusOf(page, '/web/not_me?token=cut-off'), 404);
    await reads(page, 'This link does not work');
  });
});
