import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const looks = [
  { colorScheme: 'light', width: 360 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 1440 },
] as const;

/** Two looks that cross show both schemes and both widths; EVERY_LOOK has all four judged. */
const judged: readonly (typeof looks)[number][] = process.env['EVERY_LOOK'] ? looks : looks.slice(0, 2);

/** What axe, with all of its rules, and a narrow window find wrong with a page as it stands now. */
export async function isFitForEverybody(page: Page): Promise<void> {
  const found: string[] = [];
  for (const look of looks) {
    const { colorScheme, width } = look;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 740 });
    const faults = judged.includes(look) ? await faultsOf(page) : [];
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) faults.push(`is ${wide} wide`);
    found.push(...faults.map((fault) => `${colorScheme} ${width}: ${fault}`));
  }
  assert.deepEqual(found, [], page.url());
}

/** A letter in a frame runs no script, axe's neither: it is judged by itself. */
async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { iframes: false, resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
