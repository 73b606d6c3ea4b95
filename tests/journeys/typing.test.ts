import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, desktop, newPassword, phone, reads, signIn, stageForAll } from './stage.ts';

const stage = stageForAll();

const openFor = async (login: string, how: object = desktop): Promise<Page> => {
  const page = await stage.open(how);
  await page.addInitScript(recordShifts);
  await page.goto(await stage.linkFor(login));
  await page.waitForURL('**/web/reset_password');
  return page;
};
const first = (page: Page) => page.getByLabel('New Password', { exact: true });
const second = (page: Page) => page.getByLabel('Confirm New Password', { exact: true });

describe('the rules of a new password', () => {
  it('are all there before anything is typed', async () => {
    const page = await openFor('mara.keller');
    const list = page.getByRole('region', { name: 'What it needs' }).getByRole('listitem');
    assert.equal(await list.count(), 7);
    assert.equal(await page.locator('[data-state="met"], [data-state="unmet"]').count(), 0);
  });

  it('look met only when they are, also where the reader forces colours', async () => {
    const page = await openFor('mara.keller');
    await page.emulateMedia({ forcedColors: 'active' });
    const shown = page.locator('.rules .tick .icon').filter({ visible: true });
    assert.equal(await shown.count(), 0);
    await first(page).fill('ve');
    await stateIs(page, { 'A lowercase letter': 'met' });
    assert.equal(await shown.count(), 1);
  });

  it('tick one by one while one types, and blame nobody before they have finished', async () => {
    const page = await openFor('mara.keller');
    await first(page).pressSequentially('ve');
    await stateIs(page, {
      'A lowercase letter': 'met',
      'An uppercase letter': 'open',
      'At least 8 characters': 'open',
    });
    await first(page).pressSequentially('LVET');
    await stateIs(page, { 'An uppercase letter': 'met', 'A number': 'open' });
    await first(page).pressSequentially('7-');
    await stateIs(page, { 'A number': 'met', 'A special character': 'met', 'At least 8 characters': 'met' });
    await first(page).fill('velvet');
    await stateIs(page, { 'A lowercase letter': 'met', 'A number': 'open' });
    await second(page).focus();
    await stateIs(page, { 'A number': 'unmet', 'An uppercase letter': 'unmet' });
  });

  it('that only the server can judge are judged after a pause, with the reason', async () => {
    const page = await openFor('mara.keller');
    await first(page).fill('Password1!');
    await stateIs(page, { 'Not common': 'unmet', 'Not personal': 'met' });
    await page.getByText('It is on a list of well-known passwords, or nearly so.').waitFor();
    await first(page).fill('Windmill-k3ll3r-9');
    await stateIs(page, { 'Not common': 'met', 'Not personal': 'unmet' });
    await page.getByText(/It contains “.+” from your name\./).waitFor();
    await first(page).fill(newPassword);
    await stateIs(page, { 'Not common': 'met', 'Not personal': 'met' });
    await page.getByText('All rules are met.').waitFor({ state: 'attached' });
  });

  it('are judged in the same way when one is signed in', async () => {
    await stage.givePassword('goods-in', newPassword);
    const page = await stage.open();
    await signIn(page, 'goods-in', newPassword);
    await page.goto('/my/password');
    await first(page).fill('Goods-In=4terminal');
    await stateIs(page, { 'Not personal': 'unmet', 'A number': 'met' });
  });

  it('are asked about no more once the form is sent, which may end the session that asks', async () => {
    const page = await openFor('mara.keller');
    await page.route('**/web/password_check', () => undefined); // no answer
    await Promise.all([page.waitForRequest('**/web/password_check'), first(page).fill(newPassword)]);
    await second(page).fill(newPassword);
    const givenUp = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/web/password_check'));
    await page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()));
    await page.getByRole('button', { name: 'Change Password' }).click();
    await givenUp;
  });

  for (const [device, how] of [
    ['a phone', phone],
    ['a desktop', desktop],
  ] as const) {
    it(`move nothing on ${device}, whatever they say`, async () => {
      const page = await openFor('maximiliana.von.rabenfels-lichtenwalde', how); // her language has long words
      const placesBefore = await places(page);
      const entry = page.getByLabel('Neues Passwort', { exact: true });
      const again = page.getByLabel('Neues Passwort bestätigen', { exact: true });
      await entry.fill('a');
      for (const password of ['Password1!', 'Rabenfels-Lichtenwalde-1', 'Qwertyuiop[1', 'Untergries#4x', newPassword]) {
        await Promise.all([page.waitForResponse('**/web/password_check'), entry.fill(password)]);
        await again.fill('other');
        await again.fill(password);
      }
      await page.getByText('Beide sind gleich.').waitFor();
      assert.deepEqual(await shiftsOf(page), []);
      assert.deepEqual(await places(page), placesBefore);
      await provesThatShiftsAreSeen(page);
    });
  }
});

describe('the second entry', () => {
  it('says that both are the same, or not yet, and nothing while it may still become so', async () => {
    const page = await openFor('mara.keller');
    const said = page.locator('#same');
    await first(page).fill(newPassword);
    await second(page).pressSequentially('Velvet');
    assert.equal(await said.textContent(), '');
    await second(page).pressSequentially('x');
    assert.equal(await said.textContent(), 'Not the same yet.');
    await second(page).fill(newPassword);
    assert.equal(await said.textContent(), 'Both are the same.');
    await first(page).pressSequentially('!');
    assert.equal(await said.textContent(), 'Not the same yet.');
  });

  it('is no longer told what was wrong with the one before, and nothing moves', async () => {
    const page = await openFor('mara.keller');
    await choose(page, newPassword, `${newPassword}x`);
    const complaint = page.locator('.error').filter({ hasText: 'The two entries are not the same.' });
    await complaint.waitFor();
    const placesBefore = await places(page);
    await first(page).fill(newPassword);
    await second(page).fill(newPassword);
    await page.getByText('Both are the same.').waitFor();
    assert.equal(await complaint.isVisible(), false);
    assert.equal(await second(page).getAttribute('aria-invalid'), null);
    assert.deepEqual(await places(page), placesBefore);
  });
});

describe('a password that is typed', () => {
  it('is shown and hidden by a button of its own', async () => {
    const page = await openFor('mara.keller');
    const button = page.getByRole('button', { name: 'Show New Password', exact: true });
    await first(page).fill(newPassword);
    assert.equal(await first(page).getAttribute('type'), 'password');
    await button.click();
    assert.equal(await first(page).getAttribute('type'), 'text');
    assert.equal(await second(page).getAttribute('type'), 'password');
    assert.equal(await button.getAttribute('aria-pressed'), 'true');
    await button.click();
    assert.equal(await first(page).getAttribute('type'), 'password');
  });

  it('may be pasted', async () => {
    const page = await openFor('mara.keller');
    await page.getByRole('button', { name: 'Show New Password', exact: true }).click();
    await first(page).fill(newPassword);
    await first(page).press('ControlOrMeta+a');
    await first(page).press('ControlOrMeta+c');
    await second(page).focus();
    await second(page).press('ControlOrMeta+v');
    assert.equal(await second(page).inputValue(), newPassword);
  });

  it('is not sent as plain text of the form, so that no browser keeps it', async () => {
    const page = await openFor('mara.keller');
    await page.getByRole('button', { name: 'Show New Password', exact: true }).click();
    await page.evaluate(() =>
      document.addEventListener('submit', (event) => {
        event.preventDefault();
        document.title = document.querySelector<HTMLInputElement>('#password')?.type ?? '';
      }),
    );
    await choose(page, newPassword);
    await page.waitForFunction(() => document.title === 'password');
  });
});

describe('a password manager', () => {
  it('finds on the page of a link whose password it keeps and what to generate', async () => {
    const page = await openFor('mara.keller');
    const username = page.locator('form input[autocomplete="username"]');
    assert.equal(await username.inputValue(), 'mara.keller');
    for (const field of [first(page), second(page)]) {
      assert.equal(await field.getAttribute('autocomplete'), 'new-password');
      assert.match((await field.getAttribute('passwordrules')) ?? '', /^minlength: 8;.*required: upper;/);
    }
  });

  it('is told when the password is the present one', async () => {
    await stage.givePassword('goods-in', newPassword);
    const page = await stage.open();
    await page.goto('/web/login');
    assert.equal(await page.getByLabel('Login or email').getAttribute('autocomplete'), 'username');
    assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete'), 'current-password');
    await signIn(page, 'goods-in', newPassword);
    await page.goto('/.well-known/change-password');
    await reads(page, 'Change your password');
    assert.equal(await page.getByLabel('Old Password').getAttribute('autocomplete'), 'current-password');
    assert.equal(await page.locator('form input[autocomplete="username"]').inputValue(), 'goods-in');
  });
});

type State = 'open' | 'met' | 'unmet';

/** Waits until each rule, named by how its line begins, is in its state; the words say the same as the tick. */
async function stateIs(page: Page, states: Record<string, State>): Promise<void> {
  for (const [rule, state] of Object.entries(states)) {
    const line = page.locator(`[data-rule][data-state="${state}"]`, { hasText: new RegExp(`^${rule}`) });
    await line.waitFor();
    const words = ((await line.textContent()) ?? '').trim();
    assert.match(words, { open: /^(?!.*\bmet$)/, met: /(?<!not) met$/, unmet: /not met$/ }[state]);
  }
}

interface Shifting {
  shifts: string[];
}

/** In the page: keeps every shift of the layout, also those that a browser forgives because somebody has just typed. */
function recordShifts(): void {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifts.push(JSON.stringify(entry));
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Where on the whole page its parts begin, wherever it is scrolled to. */
function places(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main :is(label, input, button, li, p:not(.visually-hidden)), footer')]
      .filter((element) => element.checkVisibility())
      .map((element) => Math.round(element.getBoundingClientRect().top + scrollY)),
  );
}

async function provesThatShiftsAreSeen(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => document.querySelector('main')?.prepend(document.createElement('hr')));
  await page.waitForFunction(() => (window as unknown as Shifting).shifts.length > 0, undefined, { polling: 50 });
}

async function shiftsOf(page: Page): Promise<string[]> {
  // Shifts are told with the frame after.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => (window as unknown as Shifting).shifts);
}
