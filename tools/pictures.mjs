// `node tools/pictures.mjs`, after a build: makes the pictures of the README again, from an evaluation of its own.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openChromium } from '../dist/tests/chromium.js';
import { rekey } from '../dist/tests/journeys/stage.js';
import { dataFolder, startServer } from '../dist/tests/server.js';

const folder = join(import.meta.dirname, '../docs/pictures');
const typed = 'Amber-kettle-4';

/** The whole page, or what fits the window. No room is kept for a scrollbar that no picture has. */
async function take(page, name, { width, height, whole = false }) {
  await page.setViewportSize({ width, height });
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: whole,
    caret: 'hide',
    animations: 'disabled',
    scale: 'css',
    style: 'html { scrollbar-gutter: auto !important }',
  });
  console.log(`docs/pictures/${name}.png`);
}

/** As people do who have forgotten their password. */
async function ask(page, login) {
  await page.goto('/web/reset_password');
  await page.getByLabel('Email').fill(login);
  await page.getByRole('button', { name: 'Reset Password' }).click();
  await page.waitForURL('**/sent');
}

/** The letters' ids, newest first, once there are so many. */
async function letters(page, many) {
  for (;;) {
    const list = await (await page.request.get('/mailbox.json')).json();
    if (list.length >= many) return list;
    await page.waitForTimeout(50);
  }
}

async function linkIn(page, { id }) {
  const { links } = await (await page.request.get(`/mailbox/${id}.json`)).json();
  return links[0];
}

async function reset(page, link, password) {
  await page.goto(link);
  await page.getByLabel('New Password', { exact: true }).fill(password);
  await page.getByLabel('Confirm New Password').fill(password);
  await page.getByRole('button', { name: 'Change Password' }).click();
  await page.waitForURL('**/done');
}

async function type(page, password, confirm) {
  await Promise.all([
    page.waitForResponse('**/web/password_check'),
    page.getByLabel('New Password', { exact: true }).fill(password),
  ]);
  await page.locator('[data-rule="personal"]:not([data-state="open"])').waitFor();
  await page.getByLabel('Confirm New Password').pressSequentially(confirm);
}

async function draw(browser, dataDir, { url, output }) {
  const open = (how) => browser.newPage({ baseURL: url, deviceScaleFactor: 1, bypassCSP: true, ...how });
  const [desk, phone] = [await open({}), await open({ colorScheme: 'dark', isMobile: true, hasTouch: true })];
  await desk.goto('/web/login');
  await take(desk, 'sign-in', { width: 720, height: 400, whole: true });

  await reset(
    desk,
    (await rekey(dataDir, 'users', 'send-reset', 'mara.keller', '--print-link')).link,
    'Copper+windmill41',
  );
  await desk.context().clearCookies();
  const people = ['sinead.obrien', 'nobody@example.com', 'priya.raman', 'lukasz.zurawski', 'mara.keller@example.com'];
  for (const login of people) await ask(desk, login);
  const [letter] = (await letters(desk, 4)).filter(({ subject }) => subject === 'Password reset for Mara Keller');
  await desk.goto(`/mailbox/${letter.id}.html`);
  await take(desk, 'letter', { width: 680, height: 900 });

  const link = await linkIn(desk, letter);
  await desk.goto(link);
  await type(desk, typed, typed.slice(0, 5));
  await take(desk, 'new-password', { width: 960, height: 600, whole: true });
  await phone.goto(link);
  await type(phone, 'Keller-2026', '');
  await take(phone, 'new-password-phone', { width: 390, height: 844 });

  await reset(desk, link, typed);
  await take(desk, 'done', { width: 720, height: 400, whole: true });

  const [, login, password] = /Login: +(\S+)\s+Password: +(\S+)/.exec(output()) ?? [];
  const staff = await open({});
  await staff.goto('/web/login');
  await staff.getByLabel('Login or email').fill(login);
  await staff.getByLabel('Password', { exact: true }).fill(password);
  await staff.getByRole('button', { name: 'Sign in' }).click();
  await staff.waitForURL('**/settings');
  await take(staff, 'overview', { width: 1100, height: 400, whole: true });
  await staff.goto('/settings/users');
  await take(staff, 'users', { width: 1280, height: 720 });
  await staff.goto('/settings/resets');
  await staff.getByRole('link', { name: 'Mara Keller' }).first().click();
  await staff.waitForURL(/resets\/[0-9a-f-]{36}/);
  await take(staff, 'timeline', { width: 1280, height: 400, whole: true });
}

const data = dataFolder();
const server = await startServer(data.path, { flags: ['--evaluation'] });
const browser = await openChromium();
try {
  mkdirSync(folder, { recursive: true });
  await draw(browser, data.path, server);
} finally {
  await browser.close();
  await server.stop();
  data.remove();
}
