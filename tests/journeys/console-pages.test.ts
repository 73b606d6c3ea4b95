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

it('a name and a login of one long word widen no page', async () => {
  const page = await stage.asAdministrator();
  await page.goto('/settings/users/new');
  await page
    .getByLabel('Name')
    .fill('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft');
  await page.getByLabel('Login').fill('donaudampfschifffahrtselektrizitaetenhauptbetriebswerk@example.com');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(/\/settings\/users\/[0-9a-f-]{36}/);
  const user = new URL(page.url()).pathname;
  const acts = ['send-reset', 'end-sessions', 'cancel-links', 'remove-factors', 'archive', 'delete'];
  for (const address of [user, ...acts.map((act) => `${user}/${act}`), '/settings/resets/why?address=donaudampf']) {
    await page.goto(address);
    await isFitForEverybody(page);
  }
});
