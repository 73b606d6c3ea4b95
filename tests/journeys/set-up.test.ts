import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openChromium } from '../chromium.ts';
import { type Place, sqlite } from '../engines.ts';
import { type Inbox, openInbox } from '../inbox.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { answerTo, choose, newPassword, oldPassword, openWindows, phone, reads, rekey, usualEngine } from './stage.ts';
import { untilLetter } from './until-letter.ts';

describe('a server that was just installed', () => {
  const folder = dataFolder();
  let place: Place;
  let installed: NodeJS.ProcessEnv;
  let browser: Browser;
  let inbox: Inbox;
  let server: Server;
  before(async () => {
    [browser, inbox] = await Promise.all([openChromium(), openInbox()]);
    place = await usualEngine.place();
    const port = await freePort();
    // A file beside the other data is all that nothing has to be set for.
    const onServer = { REKEY_DATABASE_URL: place.url, REKEY_SECRET: 'the secret that all processes share' };
    installed = { REKEY_DATA_DIR: folder.path, ...(usualEngine !== sqlite && onServer) };
    const env = {
      ...installed,
      REKEY_PORT: String(port),
      REKEY_BASE_URL: `http://127.0.0.1:${port}`,
      REKEY_SMTP_URL: `smtp://127.0.0.1:${inbox.port}`,
      REKEY_MAIL_FROM: 'Accounts <accounts@lumen.example>',
    };
    server = await startServer(folder.path, { env });
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await inbox.close();
    await place.remove();
    folder.remove();
  });

  it('is set up by whoever can run its commands, and then resets passwords', async () => {
    const { open, closeAll } = openWindows(browser, server.url);
    const link = String((await rekey(installed, 'setup'))['link']);
    const page = await open(phone);
    await page.goto(link);
    assert.equal(new URL(page.url()).search, '');
    await reads(page, 'Set up Rekey');

    const fill = async (fields: Record<string, string>, password: string) => {
      for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
      await page.getByLabel('New Password', { exact: true }).fill(password);
      await page.getByLabel('Confirm New Password').fill(password);
      return answerTo(page, () => page.getByRole('button', { name: 'Set up and sign in' }).click());
    };
    const ada = { 'Your name': 'Ada Moor', Login: 'ada', Company: 'Lumen Works' };
    assert.equal((await fill({ ...ada, Email: 'ada' }, oldPassword)).status(), 422);
    await page.getByRole('alert').getByText('This is not an email address').waitFor();
    assert.equal(await page.getByLabel('Company').inputValue(), 'Lumen Works', 'nothing has to be typed again');
    assert.equal((await fill({ ...ada, Email: 'ada@post.example' }, 'Lumen-works-1')).status(), 422);
    assert.match(await page.getByRole('alert').innerText(), /from the name of your company/);
    assert.equal((await fill({}, oldPassword)).status(), 303);
    await reads(page, 'Overview');
    await page.getByRole('heading', { name: 'First steps' }).waitFor();

    const notice = await untilLetter(inbox, 'Your password was changed');
    assert.match(notice.text, /It was set with the set-up link of this installation\./);
    await cannotBeSetUpAgain(await open(), link);
    await resets(await open(phone));
    await closeAll();
  });

  async function cannotBeSetUpAgain(page: Awaited<ReturnType<Browser['newPage']>>, link: string): Promise<void> {
    assert.ok(((await page.goto(link))?.status() ?? 0) >= 400);
    await page.getByRole('link').first().waitFor();
    assert.equal(await page.getByLabel('Login').count(), 0);
  }

  async function resets(page: Awaited<ReturnType<Browser['newPage']>>): Promise<void> {
    await page.goto('/web/reset_password');
    await page.getByLabel('Email').fill('ADA@post.example');
    await page.getByRole('button', { name: 'Reset Password' }).click();
    const letter = await untilLetter(inbox, 'Password reset for Ada Moor');
    assert.match(letter.headers['from'] ?? '', /accounts@lumen\.example/);
    const [address = ''] = /http:\S+token=[\w-]+/.exec(letter.text) ?? [];
    await page.goto(address);
    await choose(page, newPassword);
    await reads(page, 'Your password was changed');
    await page.getByRole('link', { name: 'Continue' }).click();
    await reads(page, 'Overview');
  }
});
