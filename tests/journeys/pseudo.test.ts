import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openChromium } from '../chromium.ts';
import { pseudoLocale } from '../locale/pseudo.ts';
import { openServed, type Served } from '../pages/served.ts';
import { type ListedPage, listPublicPages } from './public-page-list.ts';

let served: Served;
let browser: Browser;
let pages: ListedPage[];
before(async () => {
  [served, browser] = await Promise.all([openServed({ locale: pseudoLocale() }), openChromium()]);
  pages = await listPublicPages(served, 'en');
});
after(async () => {
  await browser.close();
  await served.close();
});

/** What a page shows besides its texts: names, addresses, zones, numbers of requests, moments, a language's own name. */
const data =
  /Intranet|rekey_[\w-]+|resets:ask|keys:write|mira[.\w]*@lumen\.example|new-[.\w-]+@lumen\.example|help@lumen\.example|Mira Sol|Mira|Help desk|Lumen|Rekey|UTC|HeadlessChrome|Chrome|Linux|\d+ \w{3} \d{4}|[0-9a-f]{8}-[0-9a-f-]+|English|Deutsch|Français|Español/gi;

/** Whatever is not from the catalogue, and whatever does not fit where it stands. */
async function faultsOf(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 740 });
  const found = await page.evaluate(() => {
    const faults: { text: string; clipped: boolean }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (!element || text === '' || element.closest('option, script, bdi, [hidden]')) continue;
      const shown =
        element.closest('.visually-hidden, .skip') === null && getComputedStyle(element).overflow !== 'visible';
      faults.push({ text, clipped: shown && element.scrollWidth > element.clientWidth + 1 });
    }
    if (document.documentElement.scrollWidth > window.innerWidth) faults.push({ text: 'the page', clipped: true });
    return faults;
  });
  return found
    .filter(({ text, clipped }) => clipped || /[a-z]{3}/i.test(text.replace(data, '')))
    .map(({ text, clipped }) => `${width} px: ${clipped ? 'clipped' : 'not from the catalogue'}: ${text}`);
}

describe('in a language that is a third longer than English', () => {
  it('every public page is from the catalogue alone, and nothing on it is clipped', async () => {
    const faults: string[] = [];
    for (const { name, reach } of pages) {
      const context = await browser.newContext({ baseURL: served.url });
      const page = await context.newPage();
      await reach(page);
      await page.waitForLoadState();
      assert.match((await page.locator('h1').first().textContent()) ?? '', /^⟦.*⟧$/, name);
      for (const width of [360, 1440]) faults.push(...(await faultsOf(page, width)).map((one) => `${name}: ${one}`));
      await context.close();
    }
    assert.deepEqual(faults, []);
  });
});
