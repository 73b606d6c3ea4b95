import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { postgresql } from '../engines.ts';
import { isFitForEverybody } from './every-page.ts';
import { atKeyboard, type Keyboard } from './keyboard.ts';
import { answerTo, desktop, newPassword, openStage, reads, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage(postgresql);
});
after(() => stage.end());

describe('somebody who has a keyboard only', () => {
  afterEach(() => stage.closeAll());

  it('resets their password, corrects a refused one, and signs out', async () => {
    const page = await stage.open();
    const keys = atKeyboard(page);
    await page.goto('/web/login');
    await keys.tabTo(page.getByRole('link', { name: 'Reset Password' }));
    await keys.press('Enter');
    await reads(page, 'Reset your password');
    await keys.isAt(page.getByLabel('Email'));
    await keys.type('lukasz.zurawski');
    const letter = await stage.letterAfter(() => keys.press('Enter'), {
      to: 'lukasz.zurawski@example.com',
      subject: 'Password reset for Łukasz Żurawski',
    });

    await page.goto(letter.link('/web/reset_password'));
    await correctsRefused(page, keys);

    await reads(page, 'Your password was changed');
    await keys.tabTo(page.getByRole('link', { name: 'Continue' }));
    await keys.press('Enter');
    await reads(page, 'Your profile');
    await keys.tabTo(page.getByRole('link', { name: 'Sign out' }));
    await keys.press('Enter');
    await reads(page, 'Sign out');
    await keys.tabTo(page.getByRole('button', { name: 'Sign out' }));
    await keys.press('Space');
    await page.getByText('You are signed out.').waitFor();
  });

  it('skips what stands above every page', async () => {
    const page = await stage.open();
    const keys = atKeyboard(page);
    await page.goto('/help/passwords');
    await keys.press('Tab');
    await keys.isAt(page.getByRole('link', { name: 'Skip to content' }));
    await keys.press('Enter');
    await keys.tabTo(page.locator('main a').first(), 1);
  });

  it('answers whether it was them', async () => {
    const page = await stage.open();
    const keys = atKeyboard(page);
    const notice = await stage.letterAfter(() => stage.givePassword('ipek.caglar', newPassword), {
      to: 'ipek.caglar@example.com',
      subject: 'Your password was changed',
    });
    await page.goto(notice.link('/web/not_me'));
    await keys.tabTo(page.getByRole('radio', { name: 'It was me' }));
    await keys.press('Space');
    await keys.tabTo(page.getByRole('button', { name: 'Answer' }));
    await keys.press('Enter');
    await reads(page, 'Thank you. Nothing was changed');
  });
});

const to = 'mara.keller@example.com';
const reset = { to, subject: 'Password reset for Mara Keller' };

/** One long sitting, from sign-in on: each step begins where the one before left the focus. */
describe('an administrator who has a keyboard only', () => {
  let page: Page;
  let keys: Keyboard;
  before(async () => {
    page = await stage.open({ ...desktop, permissions: ['clipboard-write'] });
    keys = atKeyboard(page);
  });
  after(() => stage.closeAll());

  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
  const menu = (name: string) => page.locator('summary').filter({ hasText: name });
  const dialog = () => page.getByRole('dialog', { name: 'Send Password Reset Instructions' });

  const goThroughBar = async (group: string, entry: string, way = 'Tab'): Promise<void> => {
    await keys.pressTo(way, menu(group));
    await keys.pressTo('ArrowDown', link(entry));
    await keys.follow();
    await reads(page, entry);
  };

  const openSending = async (): Promise<void> => {
    await keys.press('Alt+U');
    await keys.isAt(menu('Action'));
    await keys.pressTo('ArrowDown', link('Send Password Reset Instructions'));
    await keys.press('Enter');
    await keys.isAt(dialog().getByLabel('I know the person'));
  };

  it('G1 signs in and reaches the list of all users through the bar', async () => {
    const { login, password } = await stage.administrator();
    await page.goto('/settings');
    await keys.isAt(page.getByLabel('Login or email'));
    await keys.type(login);
    await keys.tabTo(page.getByLabel('Password', { exact: true }), 1);
    await keys.type(password);
    await keys.follow();
    await keys.tabTo(link('Skip to content'), 1);
    await goThroughBar('Users & Companies', 'Users');
    await page.getByText('1–23 / 23').waitFor();
  });

  it('G2 goes down the rows and up again, and from one user to the next', async () => {
    const names = page.locator('.list-link');
    await keys.tabTo(names.first());
    await keys.pressTo('ArrowDown', names.last());
    await keys.pressTo('Shift+Tab', page.getByRole('searchbox'), 60);
    await keys.pressTo('ArrowDown', names.first(), 1);
    const [first = '', second = ''] = await page.locator('.named > span:last-child').allInnerTexts();
    await keys.follow();
    await reads(page, first);
    await keys.press('Alt+N');
    await reads(page, second);
    await keys.tabTo(link('Users'));
    await keys.follow();
  });

  it('G2 groups, saves the search, and sees what is behind the notification as well', async () => {
    await keys.press('Alt+F');
    await keys.pressTo('ArrowDown', link('Role'));
    await keys.follow();
    await keys.tabTo(page.getByRole('link', { name: /^Help desk/ }));
    await keys.follow();
    await keys.press('Alt+F');
    await keys.tabTo(page.getByLabel('Save current search'));
    await keys.type('The desk');
    await keys.follow();
    await page.getByText('The search was saved as The desk.').waitFor();
    await keys.tabTo(link('Cards'));
    await keys.tabTo(button('Close'));
    await keys.press('Enter');
    await keys.isAt(link('Sam Okafor'));
  });

  it('G3 sends to all whom they select', async () => {
    await keys.pressTo('Shift+Tab', box('Select Lukas Weiß'));
    await keys.press('Space');
    await keys.pressTo('ArrowDown', box('Select Sam Okafor'), 1);
    await keys.press('Space');
    await page.getByText('2 selected').waitFor();
    await keys.pressTo('Shift+Tab', link('Select none'));
    await keys.press('Enter');
    await keys.isAt(box('Select Lukas Weiß'));
    await keys.press('Space');
    await keys.press('Alt+U');
    await keys.isAt(menu('Actions'));
    await keys.pressTo('ArrowDown', button('Send Password Reset Instructions'));
    await keys.follow();
    await reads(page, 'Send Password Reset Instructions to 1 user?');
    await keys.tabTo(button('Start'));
    await keys.follow();
    await page.getByRole('main').getByText('Done: 1 done, 0 not reached, of 1').waitFor();
  });

  it('G2 finds somebody by name', async () => {
    await goThroughBar('Users & Companies', 'Users');
    await keys.press('Alt+Q');
    await keys.isAt(page.getByRole('searchbox'));
    await keys.type('keller');
    await page.getByText('1–1 / 1').waitFor();
    await keys.pressTo('ArrowDown', link('Mara Keller'), 1);
    await keys.follow();
    await reads(page, 'Mara Keller');
  });

  it('G3, G16 sends instructions from the Action menu, which has the focus again when they thought better of it', async () => {
    await openSending();
    await keys.press('Escape');
    await keys.isAt(menu('Action'));
    await stage.letterAfter(async () => {
      await openSending();
      await dialog().getByText(to).waitFor();
      await keys.pressTo('ArrowDown', dialog().getByLabel('I called back on a number on file'), 1);
      await keys.tabTo(dialog().getByLabel('Note'));
      await keys.type('Ticket 4711');
      await keys.tabTo(dialog().getByRole('button', { name: 'Send', exact: true }), 1);
      await keys.follow();
      await page.getByText(`Password reset instructions have been sent to ${to}`).waitFor();
    }, reset);
  });

  it('takes nothing away by pressing Enter once more', async () => {
    await keys.press('Alt+U');
    await keys.pressTo('ArrowDown', link('Archive'));
    await keys.press('Enter');
    const asked = page.getByRole('dialog', { name: /Mara Keller/ });
    await keys.isAt(asked.getByRole('link', { name: 'Cancel' }));
    await keys.press('Enter');
    await keys.isAt(menu('Action'));
  });

  it('G3 lands on the refusal where a form cannot be done as a whole', async () => {
    await goThroughBar('Users & Companies', 'Users', 'Shift+Tab');
    await keys.press('Alt+Q');
    await keys.type('terminal');
    await page.getByText('1–1 / 1').waitFor();
    await keys.pressTo('ArrowDown', link('Goods-In Terminal'), 1);
    await keys.follow();
    await openSending();
    await keys.press('Space');
    await keys.tabTo(dialog().getByRole('button', { name: 'Send', exact: true }));
    await keys.follow();
    await keys.isAt(page.getByRole('alert').filter({ hasText: 'has no email address' }));
    await isFitForEverybody(page);
    await page.setViewportSize(desktop.viewport);
    await page.goto('/settings/users?search=keller');
    await keys.tabTo(link('Mara Keller'));
    await keys.follow();
  });

  it('G13 reads what happened to the letter, and resends it', async () => {
    await keys.tabTo(link('Resets'));
    await keys.follow();
    const resets = page.getByRole('region', { name: 'Resets' });
    await keys.tabTo(resets.getByRole('link'));
    await keys.follow();
    await page.getByText('The mail server took the letter').waitFor();
    await page.getByText('Ticket 4711').first().waitFor();
    await keys.press('Alt+U');
    await keys.pressTo('ArrowDown', button('Resend'));
    await stage.letterAfter(() => keys.follow(), reset);
  });

  it('G13 asks why no mail came, and is led to the answer', async () => {
    await goThroughBar('Resets', 'Why no mail?');
    await keys.isAt(page.getByLabel('Login or email'));
    await keys.type(to);
    await keys.follow();
    await keys.isAt(page.getByRole('region', { name: 'What to do next' }));
    await page.getByText('The mail server took the last letter to Mara Keller').waitFor();
    await keys.tabTo(link('Mara Keller'));
    await keys.follow();
    await reads(page, 'Mara Keller');
  });

  it('G16 checks who is calling with a code that the caller reads back', async () => {
    await openSending();
    await keys.tabTo(button('Mail a code'));
    const code = { to, subject: 'Your verification code' };
    const letter = await stage.letterAfter(() => keys.follow(), code);
    await keys.isAt(page.getByLabel('Code', { exact: true }));
    assert.ok(await page.getByLabel('The caller read the code back').isChecked());
    await keys.type(/\b\d{3} \d{3}\b/.exec(letter.text)?.[0] ?? '');
    await stage.letterAfter(() => keys.follow(), reset);
  });

  it('Test Connection says first what is wrong', async () => {
    await goThroughBar('Technical', 'Outgoing Mail Servers');
    await keys.tabTo(link('New'));
    await keys.follow();
    await keys.tabTo(page.getByLabel('SMTP Server'));
    await keys.type('localhost');
    await keys.tabTo(page.getByLabel('Connection Security'), 1);
    await keys.press('ArrowDown');
    assert.equal(await page.getByLabel('SMTP Port').inputValue(), '465');
    await keys.tabTo(page.getByLabel('Username'));
    await keys.type('rekey@example.com');
    await keys.tabTo(page.getByLabel('Password', { exact: true }));
    await keys.type('Very-Secret-1');
    await keys.tabTo(button('Test Connection'));
    await keys.follow();
    await keys.isAt(page.getByRole('alert').filter({ hasText: 'Connection Test Failed!' }));
  });

  it('saves a new mail server, once what it lacks is mended', async () => {
    await goThroughBar('Technical', 'Outgoing Mail Servers', 'Shift+Tab');
    await keys.tabTo(link('New'));
    await keys.follow();
    await keys.tabTo(page.getByLabel('Name', { exact: true }));
    await keys.type('Second relay');
    await keys.tabTo(page.getByLabel('SMTP Server'));
    await keys.type('https://relay');
    await keys.tabTo(page.getByLabel('SMTP Port'));
    await keys.press('Control+A');
    await keys.type('2525');
    await keys.tabTo(button('Save'));
    await keys.follow();
    await keys.isAt(page.getByRole('alert').filter({ hasText: 'The server was not saved:' }));
    await keys.tabTo(page.getByRole('alert').getByRole('link'), 1);
    await keys.press('Enter');
    await keys.isAt(page.getByLabel('SMTP Server'));
    await keys.press('Control+A');
    await keys.type('localhost');
    await keys.tabTo(button('Save'));
    await keys.follow();
    await page.getByText('Second relay was saved. Letters meet it as it is now, in its turn.').waitFor();
    await reads(page, 'Second relay');
    assert.equal(await page.getByLabel('SMTP Port').inputValue(), '2525');
  });

  it('moves it to the end, and has it deleted', async () => {
    await goThroughBar('Technical', 'Outgoing Mail Servers');
    const down = page.getByRole('button', { name: 'Move localhost down' });
    await keys.tabTo(down);
    await keys.follow();
    await page.getByText('The order was changed.').waitFor();
    await keys.isAt(page.getByRole('button', { name: 'Move localhost up' }));
    await keys.pressTo('Shift+Tab', link('Second relay'));
    await keys.follow();
    await keys.press('Alt+U');
    await keys.pressTo('ArrowDown', link('Delete'));
    await keys.press('Enter');
    const asked = page.getByRole('dialog', { name: 'Delete Second relay?' });
    await keys.isAt(asked.getByRole('link', { name: 'Cancel' }));
    await keys.pressTo('Shift+Tab', asked.getByRole('button', { name: 'Delete' }), 1);
    await keys.follow();
    await page.getByText('Second relay was deleted.').waitFor();
  });

  it('G21 copies the findings, stops all mail, and is then told where it is missed', async () => {
    await goThroughBar('Technical', 'Outgoing Mail Servers');
    await keys.tabTo(button('Copy'));
    await keys.press('Enter');
    await keys.isAt(button('Copied'));
    await keys.pressTo('Shift+Tab', button('Stop all outgoing mail'));
    await keys.follow();
    await page.getByText('All outgoing mail is stopped.').first().waitFor();
    await goThroughBar('Users & Companies', 'Users');
    await keys.press('Alt+Q');
    await keys.type('keller');
    await page.getByText('1–1 / 1').waitFor();
    await keys.pressTo('ArrowDown', link('Mara Keller'), 1);
    await keys.follow();
    await reads(page, 'Mara Keller');
    await openSending();
    await dialog().getByText('the letter will wait and go out once somebody lets mail go on').waitFor();
  });
});

/** What is wrong has the focus, leads to its field, and is mended there. */
async function correctsRefused(page: Page, keys: Keyboard): Promise<void> {
  const password = page.getByLabel('New Password', { exact: true });
  const confirm = page.getByLabel('Confirm New Password', { exact: true });
  await keys.isAt(password);
  await keys.type('short');
  await keys.tabTo(page.getByRole('button', { name: /^Show/ }).first(), 1);
  await keys.press('Space');
  assert.equal(await password.getAttribute('type'), 'text');
  await keys.tabTo(confirm, 1);
  await keys.type('short');
  const answer = await answerTo(page, () => keys.press('Enter'));
  assert.equal(answer.status(), 422);
  await keys.isAt(page.getByRole('alert'));
  await keys.tabTo(page.getByRole('link', { name: /It has 5 characters/ }), 1);
  await keys.press('Enter');
  await keys.isAt(password);
  await keys.type(newPassword);
  await keys.tabTo(confirm);
  await keys.type(newPassword);
  await keys.tabTo(page.getByRole('button', { name: 'Change Password' }));
  await keys.press('Enter');
}
