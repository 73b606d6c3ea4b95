import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../chromium.ts';
import { isFitForEverybody } from '../journeys/every-page.ts';
import { type MailboxSite, mailboxSite } from './mailbox-site.ts';

describe('the mailbox in a real browser', () => {
  let site: MailboxSite;
  let browser: Browser;
  let elsewhere: Elsewhere;
  before(async () => {
    site = await mailboxSite();
    elsewhere = await openElsewhere();
    browser = await openChromium();
  });
  after(async () => {
    await browser.close();
    elsewhere.close();
    await site.end();
  });

  const withPage = async (javaScriptEnabled: boolean, work: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ javaScriptEnabled });
    try {
      await work(await context.newPage());
    } finally {
      await context.close();
    }
  };
  const newestId = async () => (await site.mailbox.list())[0]?.id ?? '';
  const resetLetter = () => ({
    subject: 'Password reset for Mara Keller',
    html: `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>
      <a href="${site.url}/web/reset_password?token=t" style="display:inline-block;padding:10px">Reset Password</a></body></html>`,
    text: `Open ${site.url}/web/reset_password?token=t`,
  });

  for (const javaScript of [true, false]) {
    it(`leads from the inbox through the letter's button to the link's page ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
      await site.send(resetLetter());
      await withPage(javaScript, async (page) => {
        await page.goto(`${site.url}/mailbox`);
        await page.getByRole('link', { name: 'Password reset for Mara Keller' }).first().click();
        await page.frameLocator('iframe').getByRole('link', { name: 'Reset Password' }).click();
        await page.waitForURL(`${site.url}/web/reset_password?token=t`);
        assert.equal(await page.getByRole('heading').textContent(), 'New password');
      });
    });
  }

  it('leads to the link in a window of its own when the letter wants one, free of the sandbox', async () => {
    const link = `${site.url}/web/reset_password?token=t`;
    await site.send({ subject: 'blank', html: `<a href="${link}" target="_blank" rel="noopener">Reset Password</a>` });
    const id = await newestId();
    await withPage(true, async (page) => {
      await page.goto(`${site.url}/mailbox/${id}`);
      const opening = page.waitForEvent('popup');
      await page.frameLocator('iframe').getByRole('link', { name: 'Reset Password' }).click();
      const opened = await opening;
      await opened.waitForURL(link);
      assert.equal(await opened.evaluate(() => window.origin), site.url);
      assert.equal(page.url(), `${site.url}/mailbox/${id}`);
    });
  });

  it('opens the letter by itself, and its text, and leads on from there', async () => {
    await site.send(resetLetter());
    const id = await newestId();
    await withPage(true, async (page) => {
      for (const address of [`/mailbox/${id}.html`, `/mailbox/${id}?view=text`, `/mailbox/${id}?view=details`]) {
        await page.goto(`${site.url}${address}`);
        await page.locator('a[href*="token="]').click();
        await page.waitForURL(`${site.url}/web/reset_password?token=t`);
      }
    });
  });

  it('lets a hostile letter do nothing', async () => {
    await site.send({ subject: 'hostile', html: hostileHtml(elsewhere.url, site.url) });
    const id = await newestId();
    await withPage(true, async (page) => {
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      for (const address of [`/mailbox/${id}`, `/mailbox/${id}.html`]) {
        await page.goto(`${site.url}${address}`, { waitUntil: 'load' });
        const letter = page.frames().find((frame) => frame.url() === `${site.url}/mailbox/${id}.html`);
        assert.ok(letter);
        await letter.locator('button').click();
        await letter.locator('#last').waitFor();
        assert.equal(page.url(), `${site.url}${address}`);
        assert.equal(
          await letter.locator('#relative').evaluate((link) => (link as HTMLAnchorElement).href),
          `${site.url}/x`,
        );
        assert.equal(
          letter.childFrames().every((frame) => !frame.url().startsWith('http')),
          true,
        );
      }
      assert.deepEqual(dialogs, []);
    });
    assert.deepEqual(elsewhere.asked, []);
  });

  it('shows a letter that arrives while the inbox is open, and tells it', async () => {
    await site.send({ subject: 'earlier', text: 'x' });
    await withPage(true, async (page) => {
      await page.goto(`${site.url}/mailbox`);
      await page.getByRole('link', { name: 'earlier' }).first().focus();
      await site.send({ subject: 'while you watch', text: 'x' });
      await page.getByRole('link', { name: 'while you watch' }).waitFor();
      assert.equal(await page.locator('[role="status"]').textContent(), 'A new letter: while you watch');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), 'earlier');
    });
  });

  it('is fit for everybody', async () => {
    await site.send(resetLetter());
    const id = await newestId();
    await withPage(true, async (page) => {
      for (const address of ['/mailbox', `/mailbox/${id}`, `/mailbox/${id}?view=text`, `/mailbox/${id}?view=details`]) {
        await page.goto(`${site.url}${address}`);
        await isFitForEverybody(page);
      }
    });
  });
});

/** Everything that a letter might try as soon as it is looked at or a button in it is pressed. */
function hostileHtml(elsewhere: string, ours: string): string {
  return `<!DOCTYPE html><html><head><base href="${elsewhere}/">
    <meta http-equiv="refresh" content="0;url=${elsewhere}/refreshed">
    <meta http-equiv="Content-Security-Policy" content="script-src * 'unsafe-inline'">
    <link rel="stylesheet" href="${elsewhere}/style.css"><style>@import url(${elsewhere}/import.css); body { background: url(${elsewhere}/background) }</style>
    <script>alert('script'); top.location = '${elsewhere}/top'; fetch('${elsewhere}/fetched')</script></head>
    <body onload="alert('onload')"><img src="${elsewhere}/pixel" onerror="alert('onerror')"><img src="x" onerror="alert('own')">
    <svg onload="alert('svg')"></svg><iframe src="${elsewhere}/frame"></iframe><iframe srcdoc="<script>parent.alert('srcdoc')</script>"></iframe>
    <object data="${elsewhere}/object"></object><video src="${elsewhere}/video" autoplay></video>
    <form action="${elsewhere}/form"><input name="password" value="x"><button>Press</button></form>
    <form id="own" method="post" action="${ours}/web/session/logout"></form><input form="own" type="submit" value="own">
    <a id="relative" href="/x">relative</a><p id="last">end</p></body></html>`;
}

interface Elsewhere {
  url: string;
  /** Every path that was asked for. */
  asked: string[];
  close(): void;
}

/** Another site. Nothing should ever ask it for anything. */
async function openElsewhere(): Promise<Elsewhere> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close: () => server.close() };
}
