import assert from 'node:assert/strict';
import { addConsole } from '../../src/console/index.ts';
import type { Web } from '../../src/http/index.ts';
import { createPages } from '../../src/pages/index.ts';
import type { User } from '../../src/users/index.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { type Answer, hidden, type Visitor, visit } from './visitor.ts';

export const origin = 'https://reset.lumen.example';
export const oldPassword = 'Old-Meadow-71';
export const newPassword = 'Harbour-violet-29';

/** The pages over the real product, without a socket. */
export interface Opened extends Installation {
  web: Web;
  /** A browser of its own. */
  visitor(): Visitor;
  /** Somebody new, called Mira Sol, with a password. */
  somebody(): Promise<User>;
  /** A link as a letter holds it, for a user. */
  linkFor(user: User): Promise<string>;
  signedIn(login: string, password?: string): Promise<Visitor>;
}

export async function openPages(...how: Parameters<typeof openInstallation>): Promise<Opened> {
  const installation = await openInstallation(...how);
  const { app, operator } = installation;
  const parts = { ...app, baseUrl: app.baseUrl() };
  const web = createPages({ ...parts, trustedProxies: [] });
  addConsole(web, parts);
  const visitor = (): Visitor => visit(web, origin);
  let people = 0;
  return {
    ...installation,
    web,
    visitor,
    somebody() {
      people += 1;
      const login = `mira${people}`;
      return installation.confirmed({
        login,
        name: 'Mira Sol',
        email: `${login}@lumen.example`,
        password: oldPassword,
      });
    },
    async linkFor(user) {
      const { link } = await app.resets.send(operator, user.id, { printLink: true });
      return pathOf(link ?? '');
    },
    async signedIn(login, password = oldPassword) {
      const browser = visitor();
      const answer = await browser.post('/web/login', { login, password });
      assert.equal(answer.status, 303, 'signs in');
      return browser;
    },
  };
}

export function pathOf(link: string): string {
  assert.ok(link.startsWith(`${origin}/`), link);
  return link.slice(origin.length);
}

/** Follows a link to the page that it leads to. */
export async function follow(browser: Visitor, link: string): Promise<Answer> {
  const { status, location } = await browser.get(link);
  assert.deepEqual([status, location], [303, link.slice(0, link.indexOf('?'))]);
  return browser.get(location ?? '');
}

/** Sends the form that a link led to. */
export function changePassword(
  browser: Visitor,
  page: Answer,
  password = newPassword,
  confirm = password,
): Promise<Answer> {
  return browser.post('/web/reset_password', { link: hidden(page, 'link'), password, confirm_password: confirm });
}

/** Sends the question that a letter's "This was not me" led to. */
export function answerNotMe(browser: Visitor, page: Answer, choice?: 'mine' | 'not_me'): Promise<Answer> {
  const asked = { link: hidden(page, 'link'), about: hidden(page, 'about') };
  return browser.post('/web/not_me', { ...asked, ...(choice && { choice }) });
}

/** Sends the form that "Confirm your email address" led to. */
export function confirmEmail(browser: Visitor, page: Answer): Promise<Answer> {
  return browser.post('/web/confirm_email', { link: hidden(page, 'link') });
}
