import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { answerTo, newPassword, openStage, reads, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
afterEach(() => stage.closeAll());
after(() => stage.end());

describe('somebody who has a keyboard only', () => {
  it('resets their password, corrects a refused one, and signs out', async () => {
    const page = await stage.open();
    await page.goto('/web/login');
    await tabTo(page, page.getByRole('link', { name: 'Reset Password' }));
    await page.keyboard.press('Enter');
    await reads(page, 'Reset your password');
    await hasFocus(page, page.getByLabel('Email'));
    await page.keyboard.type('lukasz.zurawski');
    const letter = await stage.letterAfter(() => page.keyboard.press('Enter'), {
      to: 'lukasz.zurawski@example.com',
      subject: 'Password reset for Łukasz Żurawski',
    });

    await page.goto(letter.link('/web/reset_password'));
    await correctsRefused(page);

    await reads(page, 'Your password was changed');
    await tabTo(page, page.getByRole('link', { name: 'Continue' }));
    await page.keyboard.press('Enter');
    await reads(page, 'Your profile');
    await tabTo(page, page.getByRole('link', { name: 'Sign out' }));
    await page.keyboard.press('Enter');
    await reads(page, 'Sign out');
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
    await page.keyboard.press('Space');
    await page.getByText('You are signed out.').waitFor();
  });

  it('skips what stands above every page', async () => {
    const page = await stage.open();
    await page.goto('/help/passwords');
    await page.keyboard.press('Tab');
    await hasFocus(page, page.getByRole('link', { name: 'Skip to content' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.locator('main a').first(), 1);
  });

  it('answers whether it was them', async () => {
    const page = await stage.open();
    const notice = await stage.letterAfter(() => stage.givePassword('ipek.caglar', newPassword), {
      to: 'ipek.caglar@example.com',
      subject: 'Your password was changed',
    });
    await page.goto(notice.link('/web/not_me'));
    await tabTo(page, page.getByRole('radio', { name: 'It was me' }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('button', { name: 'Answer' }));
    await page.keyboard.press('Enter');
    await reads(page, 'Thank you. Nothing was changed');
  });
});

/** What is wrong has the focus, leads to its field, and is mended there. */
async function correctsRefused(page: Page): Promise<void> {
  const password = page.getByLabel('New Password', { exact: true });
  const confirm = page.getByLabel('Confirm New Password', { exact: true });
  await hasFocus(page, password);
  await page.keyboard.type('short');
  await tabTo(page, page.getByRole('button', { name: /^Show/ }).first(), 1);
  await page.keyboard.press('Space');
  assert.equal(await password.getAttribute('type'), 'text');
  await tabTo(page, confirm, 1);
  await page.keyboard.type('short');
  const answer = await answerTo(page, () => page.keyboard.press('Enter'));
  assert.equal(answer.status(), 422);
  await hasFocus(page, page.getByRole('alert'));
  await tabTo(page, page.getByRole('link', { name: /It has 5 characters/ }), 1);
  await page.keyboard.press('Enter');
  await hasFocus(page, password);
  await page.keyboard.type(newPassword);
  await tabTo(page, confirm);
  await page.keyboard.type(newPassword);
  await tabTo(page, page.getByRole('button', { name: 'Change Password' }));
  await page.keyboard.press('Enter');
}

/** Presses Tab until `wanted` has the focus; on the way, whatever has it can be seen to have it. */
async function tabTo(page: Page, wanted: Locator, most = 30): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    assert.equal(await unseenFocus(page), undefined);
    if ((await wanted.and(page.locator(':focus')).count()) === 1) return;
  }
  assert.fail(`${wanted} is not reached with ${most} presses of Tab`);
}

async function hasFocus(page: Page, wanted: Locator): Promise<void> {
  await wanted.and(page.locator(':focus')).waitFor();
  assert.equal(await unseenFocus(page), undefined);
}

/** The focused element, unless it is in view and outlined. */
function unseenFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element) return 'nothing';
    const outlined = [element, element.closest('label')].some((one) => {
      const style = one && getComputedStyle(one);
      return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    });
    const { top, bottom, width, height } = element.getBoundingClientRect();
    const inView = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    return outlined && inView ? undefined : element.outerHTML;
  });
}
