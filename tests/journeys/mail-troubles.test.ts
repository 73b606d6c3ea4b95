import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { minute, second } from '../../src/kernel/index.ts';
import { type MailTrouble, serverFromUrl } from '../../src/mail/index.ts';
import { openChromium } from '../chromium.ts';
import { until } from '../mail/stage.ts';
import { openServed, type Served } from '../pages/served.ts';
import { freePort } from '../server.ts';
import { replies, type ScriptedServer, startRawServer, startSmtpServer } from '../smtp-server.ts';
import { isFitForEverybody } from './every-page.ts';
import { oldPassword, openWindows, phone, reads, signIn } from './stage.ts';

const email = '/settings/technical/email';
const everywhere = ['/settings/users', `${email}/outgoing-mail-servers`, `${email}/doctor`, '/settings/resets/why'];

let relay: ScriptedServer;
let served: Served;
let browser: Browser;
let windows: ReturnType<typeof openWindows>;
let admin: Page;
before(async () => {
  relay = await startSmtpServer({ port: await freePort() });
  const mailServers = async () => [{ ...serverFromUrl(`smtp://127.0.0.1:${relay.port}`), name: 'Relay' }];
  const mailLimits = { command: 2 * second, slow: second };
  [served, browser] = await Promise.all([openServed({ mailServers, mailLimits }), openChromium()]);
  windows = openWindows(browser, served.url);
  await served.confirmed({ login: 'ada', role: 'settings', password: oldPassword });
  admin = await windows.open();
  await signIn(admin, 'ada', oldPassword);
});
after(async () => {
  await windows.closeAll();
  await browser.close();
  await relay.close();
  await served.close();
});

/** How a mail server is in trouble: what begins it, and what ends it. */
interface Case {
  matter: string;
  what: MailTrouble['what'];
  /** What the alert of every page begins with, and the words to act on. */
  alert: RegExp;
  words: RegExp;
  begin(): Promise<void>;
  heal(): Promise<void>;
}

/** Another one stands at the port of the mail server. */
let instead: { close(): Promise<void> } | undefined;
const comesBack = async (): Promise<void> => {
  await instead?.close();
  instead = undefined;
  relay = Object.assign(await startSmtpServer({ port: relay.port }), { received: relay.received });
};
const slowly = Promise.withResolvers<undefined>();

const cases: Case[] = [
  {
    matter: 'refuses us',
    what: 'failing',
    alert: /No outgoing mail server works right now/,
    words: /does not talk to this machine\. Ask whoever runs it to allow this machine’s address/,
    async begin() {
      relay.script.connect = () => ({ code: 554, text: '5.7.1 not from your address' });
      relay.hangUp();
    },
    async heal() {
      relay.script.connect = () => undefined;
    },
  },
  {
    matter: 'is slow',
    what: 'slow',
    alert: /Outgoing mail is slow right now/,
    words: /takes unusually long over each letter.*have it looked at/,
    async begin() {
      relay.script.letter = () => slowly.promise;
    },
    async heal() {
      relay.script.letter = () => undefined;
      slowly.resolve(undefined);
    },
  },
  {
    matter: 'greets and then says nothing more',
    what: 'failing',
    alert: /No outgoing mail server works right now/,
    words: /says hello and then stops answering.*have it looked at, or restarted/,
    async begin() {
      await relay.close();
      instead = await startRawServer(replies([[/^EHLO/, '250 half.test']]), relay.port);
    },
    heal: comesBack,
  },
  {
    matter: 'is gone',
    what: 'failing',
    alert: /No outgoing mail server works right now/,
    words: /Nothing listens at this server and port.*that the mail server runs/,
    begin: () => relay.close(),
    heal: comesBack,
  },
];

/** A person asks, and is answered as ever, whatever the mail server does. */
async function ask(login: string): Promise<void> {
  const page = await windows.open(phone);
  await page.goto('/web/reset_password');
  await page.getByLabel('Email').fill(login);
  await page.getByRole('button', { name: 'Reset Password' }).click();
  await reads(page, 'Password reset instructions are on their way, if an account matches.');
  assert.doesNotMatch(await page.locator('body').innerText(), /mail server/i);
  await page.context().close();
  await served.app.resets.decide();
}

const arrivedAt = (to: string): boolean => relay.received.some((letter) => letter.to.includes(to));

/** Time goes on until a letter is there. */
async function arrives(to: string): Promise<void> {
  await until(async () => {
    served.clock.advance(minute);
    await served.app.database.write(async () => undefined); // any commit wakes the worker
    await delay(50);
    return arrivedAt(to);
  });
}

describe('when the outgoing mail server', () => {
  for (const [index, { matter, what, alert, words, begin, heal }] of cases.entries()) {
    const login = `locked.out.${index}`;
    const to = `${login}@lumen.example`;

    it(`${matter}, the console says so within a minute and what to do, no page waits for it, and no letter is lost`, async () => {
      await served.adopted({ login, email: to, name: `Person ${index}` });
      await begin();
      await ask(login);
      await until(() => served.app.mail.trouble()?.what === what);

      await admin.goto('/settings');
      const told = admin.getByRole('status').filter({ hasText: alert });
      assert.match(await told.innerText(), words);
      const home = await admin.locator('main').innerText();
      assert.match(home, new RegExp(`The outgoing mail server Relay has been ${what} since`));
      assert.match(home, words);

      await admin.locator('main table a[href^="/settings/resets/"]').first().click();
      await admin.getByRole('heading', { name: 'What happened' }).waitFor();
      assert.match(await admin.locator('.timeline').innerText(), words);
      await admin.goto(`${email}/emails`);
      assert.match(await admin.getByRole('row', { name: to }).innerText(), words);
      await told.getByRole('link', { name: 'Relay' }).click();
      assert.match(await admin.locator('.standing').innerText(), words);
      for (const path of everywhere) {
        await admin.goto(path);
        assert.match(await told.innerText(), words, path);
      }
      if (index === 0) await isFitForEverybody(admin);
      assert.ok(!arrivedAt(to), 'all of this was answered while the letter waited');

      await heal();
      await arrives(to);
    });
  }

  it('works again, nothing is said of it any more, and every letter came once', async () => {
    const to = 'well.again@lumen.example';
    await served.adopted({ login: 'well.again', email: to });
    await ask('well.again');
    await arrives(to);
    // A letter that took long on a busy machine is not to be the last word.
    assert.equal((await served.app.mail.servers.test(served.operator, {})).accepted, true);
    await admin.goto('/settings');
    assert.equal(await admin.locator('.mail-alert').count(), 0);
    const came = relay.received.flatMap((letter) => letter.to).sort();
    assert.deepEqual(came, [...cases.keys()].map((index) => `locked.out.${index}@lumen.example`).concat(to));
  });
});
