import type { Page } from 'playwright-core';
import type { User } from '../../src/users/index.ts';
import { tokenIn } from '../installation.ts';
import type { Served } from '../pages/served.ts';

const old = 'Old-Meadow-71';
const fresh = 'Harbour-violet-29';

/** A page that people meet without a role: how a browser gets to it, whatever language it is in. */
export interface ListedPage {
  name: string;
  reach(page: Page): Promise<unknown>;
}

/** Every one of them, for a person of this language. */
export async function listPublicPages(served: Served, language: string): Promise<ListedPage[]> {
  let people = 0;
  const person = () => {
    people += 1;
    const login = `mira.sol.${people}@lumen.example`;
    return served.confirmed({ login, name: 'Mira Sol', email: login, language, password: old });
  };
  const linkFor = async (user: { id: string }): Promise<string> =>
    (await served.app.resets.send(served.operator, user.id, { printLink: true })).link ?? '';
  const open = async (page: Page, user?: { id: string }): Promise<string> => {
    const link = await linkFor(user ?? (await person()));
    await page.goto(link);
    return link;
  };
  const send = (page: Page) => page.locator('main form button[type=submit]').first().click();
  const choose = async (page: Page, password: string, again: string): Promise<void> => {
    await page.locator('input[name=password]').fill(password);
    await page.locator('input[name=confirm_password]').fill(again);
    await send(page);
  };
  const signIn = async (page: Page): Promise<User> => {
    const user = await person();
    const { login } = user;
    await page.goto('/web/login');
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill(old);
    await send(page);
    await page.waitForURL('**/my');
    return user;
  };
  const noticed = async (page: Page): Promise<void> => {
    const user = await person();
    await open(page, user);
    await choose(page, fresh, fresh);
    const [notice] = await served.letters(user.login);
    await page.goto(`/web/not_me?token=${tokenIn(notice)}`);
  };
  const answer = async (page: Page, choice: string): Promise<void> => {
    await noticed(page);
    await page.locator(`input[value=${choice}]`).check();
    await send(page);
  };

  return [
    { name: 'sign-in', reach: (page) => page.goto('/web/login') },
    {
      name: 'sign-in-wrong',
      async reach(page) {
        await page.goto('/web/login');
        await page.locator('input[name=login]').fill('x');
        await page.locator('input[name=password]').fill('x');
        await send(page);
      },
    },
    { name: 'ask', reach: (page) => page.goto('/web/reset_password') },
    {
      name: 'ask-empty',
      async reach(page) {
        await page.goto('/web/reset_password');
        await page.locator('input[name=login]').fill(' ');
        await send(page);
      },
    },
    { name: 'sent', reach: (page) => page.goto('/web/reset_password/sent') },
    { name: 'new-password', reach: (page) => open(page) },
    {
      name: 'new-password-refused',
      async reach(page) {
        await open(page);
        await choose(page, 'mira', 'sol');
      },
    },
    {
      name: 'done',
      async reach(page) {
        await open(page);
        await choose(page, fresh, fresh);
      },
    },
    {
      name: 'used',
      async reach(page) {
        const link = await open(page);
        await choose(page, fresh, fresh);
        await page.goto(link);
      },
    },
    {
      name: 'expired',
      async reach(page) {
        const user = await person();
        const earlier = await linkFor(user);
        await open(page, user);
        await choose(page, fresh, fresh);
        await page.goto(earlier);
      },
    },
    { name: 'unknown', reach: (page) => page.goto('/web/reset_password?token=x') },
    {
      name: 'mismatch',
      async reach(page) {
        await open(page);
        await page.context().clearCookies();
        await choose(page, fresh, fresh);
      },
    },
    { name: 'no-cookies', reach: (page) => page.goto('/web/reset_password?kept=1') },
    { name: 'help', reach: (page) => page.goto('/help/passwords') },
    { name: 'nothing', reach: (page) => page.goto('/nothing-here') },
    { name: 'not-me', reach: noticed },
    {
      name: 'not-me-missing',
      async reach(page) {
        await noticed(page);
        await page.evaluate(() => document.querySelector('main form')?.setAttribute('novalidate', ''));
        await send(page);
      },
    },
    { name: 'not-me-kept', reach: (page) => answer(page, 'mine') },
    { name: 'not-me-voided', reach: (page) => answer(page, 'not_me') },
    {
      name: 'not-me-asked',
      async reach(page) {
        const user = await person();
        await served.app.resets.send(served.operator, user.id, {});
        const [letter] = await served.letters(user.login);
        await page.goto(/http\S+\/web\/not_me\?token=[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '');
      },
    },
    {
      name: 'confirm-email',
      async reach(page) {
        const user = await signIn(page);
        const to = `new-${user.login}`;
        const actor = { kind: 'user', id: user.id, label: user.login, role: user.role } as const;
        await served.app.resets.changeEmail({ ...served.operator, actor }, { email: to, password: old });
        const [letter] = await served.letters(to);
        await page.goto(`/web/confirm_email?token=${tokenIn(letter)}`);
      },
    },
    {
      name: 'set-up',
      async reach(page) {
        await page.goto(await served.app.resets.printSetUpLink(served.operator));
      },
    },
    { name: 'my', reach: signIn },
    {
      name: 'my-password',
      async reach(page) {
        await signIn(page);
        await page.goto('/my/password');
      },
    },
    {
      name: 'my-email',
      async reach(page) {
        await signIn(page);
        await page.goto('/my/email');
        await page.locator('input[name=email]').fill('nowhere');
        await page.locator('input[name=password]').fill(old);
        await send(page);
      },
    },
    {
      name: 'my-security',
      async reach(page) {
        await signIn(page);
        await page.goto('/my/security');
      },
    },
    {
      name: 'my-api-keys',
      async reach(page) {
        await signIn(page);
        await page.goto('/my/security/api-keys');
        await page.locator('input[name=name]').fill('Intranet');
        await page.locator('input[name="keys:write"]').check();
        await send(page);
      },
    },
    {
      name: 'sign-out',
      async reach(page) {
        await signIn(page);
        await page.goto('/web/session/logout');
      },
    },
  ];
}
