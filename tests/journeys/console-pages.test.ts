import assert from 'node:assert/strict';
import { after, afterEach, before, it } from 'node:test';
import { fillConsole, listConsolePages, startJob } from './console-page-list.ts';
import { isFitForEverybody } from './every-page.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
afterEach(() => stage.closeAll());
after(() => stage.end());

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
