import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const looks = [
  { colorScheme: 'light', width: 360 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 1440 },
] as const;

/** Windows between those, in which nothing is to be pushed out either: the narrowest that shows lists as tables, and a usual one. */
const between = [832, 1280];

/** EVERY_LOOK has axe judge each page in all four looks; else it judges the first two by turns, which is a third of the time. */
const everyLook = Boolean(process.env['EVERY_LOOK']);
const shown = everyLook ? looks : looks.slice(0, 2);
let pages = 0;

/** What axe, with all of its rules, and a narrow window find wrong with a page as it stands now. */
export async function isFitForEverybody(page: Page): Promise<void> {
  const turn = pages++ % 2;
  const found: string[] = [];
  for (const [index, { colorScheme, width }] of shown.entries()) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 740 });
    const faults = everyLook || index === turn ? await faultsOf(page) : [];
    faults.push(...(await widthFaults(page, width)));
    if (!(await isShownWhole(page))) faults.push('may be shown in pieces that move one another');
    found.push(...faults.map((fault) => `${colorScheme} ${width}: ${fault}`));
  }
  for (const width of between) {
    await page.setViewportSize({ width, height: 740 });
    found.push(...(await widthFaults(page, width)));
  }
  assert.deepEqual(found, [], page.url());
}

async function widthFaults(page: Page, width: number): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  return wide > width ? [`is ${wide} wide in ${width}`] : menuFaults(page, width);
}

/** Each menu by itself, as where one is opened the others close. */
async function menuFaults(page: Page, width: number): Promise<string[]> {
  return page.evaluate((width) => {
    const menus = [...document.querySelectorAll<HTMLDetailsElement>('details.drop')].filter((menu) =>
      menu.checkVisibility(),
    );
    return menus.flatMap((menu) => {
      menu.open = true;
      const { left = 0 } = menu.querySelector('.drop-sheet')?.getBoundingClientRect() ?? {};
      const { scrollWidth } = document.documentElement;
      menu.open = false;
      if (left >= 0 && scrollWidth <= width) return [];
      return `its menu “${menu.querySelector('summary')?.textContent}” reaches from ${left} to ${scrollWidth} in ${width}`;
    });
  }, width);
}

/** Whether the browser waits for all of the page's own content. A letter has no such part, and comes whole. */
async function isShownWhole(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const awaited = document.querySelector('link[rel=expect][blocking=render]')?.getAttribute('href') ?? '';
    return document.querySelector('#main') === null || awaited === '#main';
  });
}

/** The same in half as many words: each page has to read them anew. */
const shortAxe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const bringAxe = `window.bringAxe = () => { ${shortAxe} };`;
const bringing = new WeakSet<Page>();

/** To send it takes longer than to judge: the browser keeps it for what the page shows later, and reads it where it is used. */
async function withAxe(page: Page): Promise<void> {
  if (!bringing.has(page)) await Promise.all([page.addInitScript(bringAxe), page.evaluate(bringAxe)]);
  bringing.add(page);
  await page.evaluate(() => {
    if (!('axe' in window)) window.bringAxe();
  });
}

/** A letter in a frame runs no script, axe's neither: it is judged by itself. */
async function faultsOf(page: Page): Promise<string[]> {
  await withAxe(page);
  return page.evaluate(async () => {
    const { axe } = window;
    if (!axe) throw new Error('axe was not brought');
    const { violations } = await axe.run(document, { iframes: false, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

declare global {
  interface Window {
    axe?: typeof axe;
    bringAxe(): void;
  }
}
