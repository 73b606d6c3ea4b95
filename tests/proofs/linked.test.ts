import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type EverythingThere, openEverythingThere } from './everything-there.ts';

let there: EverythingThere;
before(async () => {
  there = await openEverythingThere();
});
after(() => there.close());

/** What a script reads, and what is shown only to somebody who sent a form first. */
const unlinked = [/^\/settings\/assets\//, /^\/settings\/letters-of\//, /^\/settings\/jobs\//];

it('every page of the console is found by following links, beginning with the overview', async () => {
  const { browser } = there.visitors.get('settings') ?? assert.fail();
  await there.adopted({ login: 'new', state: 'invited' });
  // Only then is a page between "Resend" and the letter.
  await there.app.settings.change(there.operator, 'identity_check_user', true);
  await there.app.users.archive(there.operator, (await there.adopted({ login: 'gone' })).id);
  const routes = there.web.routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/settings'));
  const wanted = new Set(routes.map(({ path }) => path).filter((path) => !unlinked.some((one) => one.test(path))));
  assert.ok(wanted.size > 30);

  const found = new Set<string>();
  const visited = new Set<string>();
  const ahead = ['/settings', '/settings/users?filter=archived'];
  for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
    const { body } = await browser.get(address);
    for (const { pathname, tab } of linksIn(body, address)) {
      const route = wanted.has(pathname) ? pathname : [...wanted].find((one) => fits(one, pathname));
      if (!route) continue;
      found.add(route);
      // Of addresses that differ only in what is searched or sorted, one is enough.
      const page = pathname + tab;
      if (!visited.has(page)) ahead.push(page);
      visited.add(page);
    }
  }
  assert.deepEqual(
    [...wanted].filter((route) => !found.has(route)),
    [],
  );
});

function linksIn(body: string, address: string): { pathname: string; tab: string }[] {
  return [...body.matchAll(/\b(?:href|src)="([^"]+)"/g)].map(([, href = '']) => {
    const { pathname, searchParams } = new URL(href.replaceAll('&amp;', '&'), `https://rekey.test${address}`);
    const tab = searchParams.get('tab');
    return { pathname, tab: tab === null ? '' : `?tab=${tab}` };
  });
}

function fits(route: string, pathname: string): boolean {
  return new RegExp(`^${route.replace(/:\w+(\{[^}]*\})?/g, '[^/]+')}$`).test(pathname);
}
