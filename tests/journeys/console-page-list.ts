import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { addresses } from '../console/addresses.ts';
import { oldPassword, type Stage, signIn } from './stage.ts';

const email = '/settings/technical/email';

/** The list whose first line is the record that `:id` stands for. */
const lists: Record<string, string> = {
  '/settings/users/': '/settings/users?search=mara',
  '/settings/companies/': '/settings/companies',
  '/settings/resets/': '/settings/resets',
  '/settings/technical/audit/': '/settings/technical/audit',
  [`${email}/emails/`]: `${email}/emails`,
  [`${email}/outgoing-mail-servers/`]: `${email}/outgoing-mail-servers`,
};

/** Pages that an address shows only with a query or to somebody who did something before. */
const further = [
  '/settings/users?view=cards',
  '/settings/users?group=role',
  '/settings/users?search=nobody-at-all',
  '/settings/resets?search=nobody-at-all',
  '/settings/resets/why?address=mara.keller',
  '/settings/resets/why?address=mara.kellre',
  '/settings/resets/why?address=front.office@example.com',
  '/settings/resets/why?address=goods-in',
  `${email}/emails?search=nobody-at-all`,
  '/settings/technical/audit?search=nobody-at-all',
  '/api/docs',
];

/** Lets people ask and somebody change their password, so that every list has a line, and signs the administrator in. */
export async function fillConsole(stage: Stage, page: Page): Promise<void> {
  await stage.givePassword('mara.keller', oldPassword);
  const asking = await stage.open();
  for (const who of ['mara.keller', 'nobody@example.com', 'anna.lindqvist']) {
    await asking.goto('/web/reset_password');
    await asking.getByLabel('Email').fill(who);
    await asking.getByRole('button', { name: 'Reset Password' }).click();
    await asking.waitForURL('**/sent');
  }
  const { login, password } = await stage.administrator();
  await signIn(page, login, password);
}

/** Selects two people, one of whom has no email, and answers where the job for them is shown. */
export async function startJob(
  page: Page,
  previewed: () => Promise<unknown>,
  names = ['Anna Lindqvist', 'Goods-In Terminal'],
): Promise<string> {
  await page.goto('/settings/users');
  for (const name of names) await page.getByLabel(`Select ${name}`).check();
  await page.getByText('Actions', { exact: true }).click();
  await page.getByRole('button', { name: 'Send Password Reset Instructions' }).click();
  await previewed();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.waitForURL(/\/settings\/jobs\/[\w-]+$/);
  return new URL(page.url()).pathname;
}

/** A letter by itself is sandboxed: it runs no script, axe's neither. */
const sandboxed = '/settings/letters/preview';

/** Every page of the console, from the list of its addresses: what only a program reads is left out. */
export async function listConsolePages(page: Page, job: string): Promise<string[]> {
  const ids = new Map([['/settings/jobs/', job.slice('/settings/jobs/'.length)]]);
  for (const [prefix, list] of Object.entries(lists)) ids.set(prefix, await firstId(page, list, prefix));
  ids.set('/settings/letters-of/', ids.get('/settings/resets/') ?? '');
  const shown = Object.keys(addresses)
    .filter((address) => address.startsWith('GET '))
    .map((address) => withId(address.slice('GET '.length), ids));
  const user = `/settings/users/${ids.get('/settings/users/')}`;
  const tabs = ['preferences', 'security', 'resets', 'history'].map((tab) => `${user}?tab=${tab}`);
  const pages: string[] = [];
  const longest = `/settings/users/${await firstId(page, '/settings/users?search=maximiliana', '/settings/users/')}`;
  for (const address of [...shown, ...tabs, longest, ...further])
    if (address !== sandboxed && (await isPage(page, address))) pages.push(address);
  return pages;
}

function withId(address: string, ids: Map<string, string>): string {
  const prefix = address.slice(0, address.indexOf(':id'));
  return address.replace(':id', ids.get(prefix) ?? ids.get('/settings/users/') ?? '');
}

async function firstId(page: Page, list: string, prefix: string): Promise<string> {
  await page.goto(list);
  const links = await page.locator(`main th a[href^="${prefix}"], main td a[href^="${prefix}"]`).all();
  const [first] = links;
  assert.ok(first, `${list} has a line`);
  return ((await first.getAttribute('href')) ?? '').slice(prefix.length).split(/[/?]/)[0] ?? '';
}

async function isPage(page: Page, address: string): Promise<boolean> {
  const answer = await page.request.get(address);
  const isHtml = (answer.headers()['content-type'] ?? '').startsWith('text/html');
  assert.ok(answer.ok(), `${address} answers ${answer.status()}`);
  return isHtml;
}
