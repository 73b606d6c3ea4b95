import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fillConsole, listConsolePages, startJob } from './console-page-list.ts';
import { isFitForEverybody } from './every-page.ts';
import { stageForAll } from './stage.ts';

const stage = stageForAll();

it('every page of the console is fit for everybody', async () => {
  const page = await stage.open();
  await fillConsole(stage, page);
  const job = await startJob(page, () => isFitForEverybody(page));
  const pages = await listConsolePages(page, job);
  assert.ok(pages.length > 40, `${pages.length} pages`);
  const unfit: string[] = [];
  for (const address of pages) {
    await page.goto(address);
    await isFitForEverybody(page).catch((error: Error) => unfit.push(error.message));
  }
  assert.deepEqual(unfit, []);
});
