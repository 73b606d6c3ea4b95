import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, afterEach, before } from 'node:test';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';
import { operator } from '../callers.ts';
import { openChromium } from '../chromium.ts';
import { createClient, hiddenField } from '../client.ts';
import { type Engine, postgresql, sqlite } from '../engines.ts';
import { beside, configOf, settingsOf } from '../proofs/people.ts';
import { dataFolder, freePort, program, type Server, startServer } from '../server.ts';
import { inboxOf, type NewLetter } from './mailbox.ts';
import { watch } from './watch.ts';

/** The running product and people with browsers in front of it. Each file of journeys has one. */
export interface Stage {
  url: string;
  /** A browser of its own: no cookie is shared with the others. */
  open(how?: BrowserContextOptions): Promise<Page>;
  /** Closes every browser; fails if a page complained or asked another host for anything. */
  closeAll(): Promise<void>;
  /** Does `act` and waits for the letter that it brings. */
  letterAfter(act: () => Promise<unknown>, wanted: { to: string; subject: string }): Promise<NewLetter>;
  /** How many letters with this subject a person has by now. */
  countLetters(wanted: { to: string; subject: string }): Promise<number>;
  /** A fresh link, handed over without a letter. */
  linkFor(login: string): Promise<string>;
  /** Lets a demo person, whose password nobody knows, have this one. */
  givePassword(login: string, password: string): Promise<void>;
  /** The demo administrator's sign-in. */
  administrator(): Promise<{ login: string; password: string }>;
  /** A browser of theirs that shows their first page. They sign in once; every other one has the same session. */
  asAdministrator(how?: BrowserContextOptions): Promise<Page>;
  /** The same installation, started again that much later. */
  restartLater(offset: string): Promise<void>;
  end(): Promise<void>;
}

/** A phone that is as narrow as any. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true } as const;
export const desktop = { viewport: { width: 1280, height: 800 } } as const;

/** Far more than anything here takes; only a page that never comes is slower. */
export const patience = 20_000;

export const oldPassword = 'Lantern-harbour-58';
export const newPassword = 'Velvet-anchor-73';

/** A stage for the journeys around this call, once it is prepared. Each of them closes its browsers. */
export function stageForAll(prepare?: () => Promise<unknown>): Stage {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    await prepare?.();
  });
  afterEach(() => stage.closeAll());
  after(() => stage.end());
  return new Proxy({} as Stage, { get: (_, name) => Reflect.get(stage, name) });
}

/** `npm run prove` goes on every journey a second time, on PostgreSQL. */
export const usualEngine: Engine = process.env['JOURNEYS_ON'] === postgresql.name ? postgresql : sqlite;

export async function openStage(engine = usualEngine): Promise<Stage> {
  const folder = dataFolder();
  const place = await engine.place();
  const port = String(await freePort());
  const settings = settingsOf(folder.path, place, `http://127.0.0.1:${port}`);
  const start = (env: NodeJS.ProcessEnv = {}) =>
    startServer(folder.path, { flags: ['--evaluation'], env: { ...settings, REKEY_PORT: port, ...env } });
  const browser = await openChromium();
  const firstServer = await start().catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
  let server: Server = firstServer;
  const { url } = firstServer;
  const inbox = inboxOf(url);
  const windows = openWindows(browser, url);
  const linkFor = (login: string): Promise<string> =>
    beside(configOf(settings), async ({ users, database, resets }) => {
      const [user] = await users.meantBy(database.read, login);
      assert.ok(user, login);
      return (await resets.send(operator, user.id, { printLink: true })).link ?? '';
    });
  const administrator: Stage['administrator'] = async () => {
    const [, login = '', password = ''] = /Login: +(\S+)\s+Password: +(\S+)/.exec(firstServer.output()) ?? [];
    return { login, password };
  };
  return {
    url,
    ...windows,
    administrator,
    asAdministrator: openedBy(administrator, windows.open),
    letterAfter: inbox.letterAfter,
    countLetters: inbox.count,
    linkFor,
    async givePassword(login, password) {
      const client = createClient(url);
      const page = await client.visit(await linkFor(login));
      const fields = { link: hiddenField(page.body, 'link'), password, confirm_password: password };
      assert.equal((await client.post('/web/reset_password', fields)).location, '/web/reset_password/done');
      assert.equal((await client.post('/web/session/logout', {})).location, '/web/login');
    },
    async restartLater(offset) {
      await server.stop();
      server = await start({ REKEY_CLOCK_OFFSET: offset });
    },
    async end() {
      await browser.close();
      await server.stop();
      await place.remove();
      folder.remove();
    },
  };
}

function openedBy(administrator: Stage['administrator'], open: Stage['open']): Stage['asAdministrator'] {
  let session: BrowserContextOptions['storageState'];
  return async (how = desktop) => {
    const page = await open({ ...how, ...(session && { storageState: session }) });
    if (session) {
      await page.goto('/settings');
      return page;
    }
    const { login, password } = await administrator();
    await signIn(page, login, password);
    session = await page.context().storageState();
    return page;
  };
}

/** What a command prints as its one document. */
export async function rekey(settings: NodeJS.ProcessEnv, ...args: string[]): Promise<Record<string, unknown>> {
  const env = { PATH: process.env['PATH'], ...settings };
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args, '--json'], { env });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** Browsers that are watched: whatever their pages complain about fails the test that they were opened in. */
export function openWindows(browser: Browser, url: string): Pick<Stage, 'open' | 'closeAll'> {
  const opened: { close(): Promise<void>; complaints: string[] }[] = [];
  return {
    async open(how = desktop) {
      const context = await browser.newContext({ baseURL: url, ...how });
      context.setDefaultTimeout(patience);
      opened.push({ close: () => context.close(), complaints: watch(context, url) });
      return context.newPage();
    },
    async closeAll() {
      const closing = opened.splice(0);
      for (const window of closing) await window.close();
      assert.deepEqual(
        closing.flatMap(({ complaints }) => complaints),
        [],
      );
    },
  };
}

/** Does `act`, which leads to another page, and answers what the server said to it first. */
export async function answerTo(page: Page, act: () => Promise<unknown>): Promise<Response> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest()),
    page.waitForEvent('load'),
    act(),
  ]);
  return answer;
}

/** Signs in as a person does. */
export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/web/login');
  await page.getByLabel('Login or email').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/web/login');
}

/** Types a new password twice and presses the button. */
export async function choose(page: Page, password: string, confirmed = password): Promise<void> {
  await page.getByLabel('New Password', { exact: true }).fill(password);
  await page.getByLabel('Confirm New Password', { exact: true }).fill(confirmed);
  await page.getByRole('button', { name: 'Change Password' }).click();
}

/** Waits until the page with this heading is there. */
export async function reads(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

/** Whether this browser is signed in, as its person finds out. */
export async function isSignedIn(page: Page): Promise<boolean> {
  await page.goto('/my');
  return new URL(page.url()).pathname === '/my';
}
