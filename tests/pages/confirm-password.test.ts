import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { createVisitors, passwordFirst, readForm } from '../../src/http/index.ts';
import { hour, minute } from '../../src/kernel/index.ts';
import { type Opened, oldPassword, openPages } from './opened.ts';
import type { Visitor } from './visitor.ts';

const path = '/settings/something-risky';
const RiskyForm = z.object({ what: z.string(), note: z.string() });

describe('what needs the password once more', () => {
  let home: Opened;
  const done: string[] = [];
  before(async () => {
    home = await openPages();
    const { app, web } = home;
    const visitors = createVisitors({ ...app, baseUrl: app.baseUrl() });
    web.get(path, async (c) => passwordFirst(c, await visitors.person(c), app.clock.now()) ?? c.text('the page'));
    web.post(path, async (c) => {
      const person = await visitors.person(c);
      const first = passwordFirst(c, person, app.clock.now());
      if (first) return first;
      const { what, note } = readForm(c, RiskyForm);
      done.push(`${person.me.user.login}: ${what}, ${note}`);
      visitors.cookies.write(c, { name: 'told', path: '/' }, 'done');
      return c.redirect('/settings', 303);
    });
    await home.confirmed({ login: 'chief', password: oldPassword, role: 'settings' });
    await home.confirmed({ login: 'other', password: oldPassword, role: 'settings' });
  });
  after(() => home.close());

  const stale = async (login = 'chief'): Promise<Visitor> => {
    const browser = await home.signedIn(login);
    home.clock.advance(11 * minute);
    return browser;
  };
  const form = { what: 'délete & more', note: 'a+b=c\n100 %' };
  /** Follows the 307 as a browser does: with the same form. */
  const sent = async (browser: Visitor) => {
    const { status, location } = await browser.post(path, form);
    assert.equal(status, 307);
    return browser.post(location ?? '', form);
  };
  /** As every browser does, and Hono's own requests do not. */
  const sized = (form: string) => ({ 'sec-fetch-site': 'same-origin', 'content-length': String(form.length) });
  const waitingIn = (body: string): string => /name="waiting" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const confirm = (browser: Visitor, waiting: string, own_password = oldPassword) =>
    browser.post('/web/confirm_password', { own_password, waiting });

  it('is done at once while the password was given lately', async () => {
    const browser = await home.signedIn('chief');
    assert.equal((await browser.get(path)).text, 'the page');
    assert.equal((await browser.post(path, form)).status, 303);
    assert.equal(done.pop(), `chief: ${form.what}, ${form.note}`);
  });

  it('shows whoever has none, or has forgotten it, the way to a new one, where people reset theirs themselves', async () => {
    const browser = await stale();
    const asked = async () => (await browser.get(`/web/confirm_password?to=${path}`)).body;
    assert.match(await asked(), /href="\/web\/reset_password\?ask=1"/);
    await home.app.settings.change(home.operator, 'self_service', false);
    assert.doesNotMatch(await asked(), /reset_password/);
    await home.app.settings.change(home.operator, 'self_service', true);
  });

  it('asks before a page, and then leads to it', async () => {
    const browser = await stale();
    const { status, location } = await browser.get(`${path}?tab=2`);
    assert.equal(status, 303);
    const asked = await browser.get(location ?? '');
    assert.equal(asked.status, 200);
    const { location: back } = await confirm(browser, waitingIn(asked.body));
    assert.equal(back, `${path}?tab=2`);
    assert.equal((await browser.get(back ?? '')).text, 'the page');
  });

  it('asks before a form, keeps every field, and does it once', async () => {
    const browser = await stale();
    const asked = await sent(browser);
    assert.equal(asked.status, 403);
    assert.ok(!asked.body.includes('100 %'), 'what was entered is sealed, not shown');
    assert.deepEqual(done, []);
    const wrong = await confirm(browser, waitingIn(asked.body), 'guess');
    assert.equal(wrong.status, 422);
    const answer = await confirm(browser, waitingIn(wrong.body));
    assert.deepEqual([answer.status, answer.location], [303, '/settings']);
    assert.deepEqual(done.splice(0), [`chief: ${form.what}, ${form.note}`]);
    assert.equal(browser.cookie('__Host-told'), 'done');
    assert.equal((await browser.get(path)).text, 'the page', 'the browser holds the session’s new token');
  });

  it('keeps whoever gave it signed in, also where what waited is answered with a page and no cookie', async () => {
    const browser = await stale();
    const { location } = await browser.post('/my/security/two-factor/app', {});
    const asked = await browser.post(location ?? '', {});
    const offered = await confirm(browser, waitingIn(asked.body));
    assert.match(offered.text, /Add an authenticator app/);
    const refused = await browser.post('/my/security/two-factor/app/confirm', { totp_token: 'none' });
    assert.deepEqual([refused.status, refused.location], [422, null]);
  });

  it('keeps the largest form that there may be, also when the password was wrong at first', async () => {
    const browser = await stale();
    const large = { what: 'x', note: '–'.repeat(7_270) };
    const text = new URLSearchParams(large).toString();
    assert.ok(text.length > 65_000 && text.length <= 64 * 1024, String(text.length));
    const { location } = await browser.post(path, text, sized(text));
    const asked = await browser.post(location ?? '', text, sized(text));
    const answer = (own_password: string, waiting: string) => {
      const form = new URLSearchParams({ own_password, waiting }).toString();
      return browser.post('/web/confirm_password', form, sized(form));
    };
    const wrong = await answer('guess', waitingIn(asked.body));
    assert.equal(wrong.status, 422);
    assert.equal((await answer(oldPassword, waitingIn(wrong.body))).location, '/settings');
    assert.deepEqual(done.splice(0), [`chief: x, ${large.note}`]);
    const longer = 'x'.repeat(64 * 1024 + 1);
    assert.equal((await browser.post(path, longer, sized(longer))).status, 413, 'before anything is asked');
  });

  it('says in words what it is for, so that nobody confirms what somebody else began in an unlocked browser', async () => {
    const browser = await stale();
    const named = async (to: string) =>
      (await browser.get(`/web/confirm_password?${new URLSearchParams({ to })}`)).text;
    assert.match(await named('/my/security/two-factor/app'), /You confirm with it: Add an authenticator app/);
    assert.match(await named('/settings/users/1?act=Download'), /Change how a user is reached or signs in/);
    assert.match(await named('/settings/technical/email/outgoing-mail-servers/new'), /mail servers/);
    assert.match(await named('/settings/%61pi-keys'), /Make an API key/, 'however it is spelt');
    assert.match(await named('/settings/users/%6Eew'), /Create a user who may enter the console/);
    assert.match(await named('/constructor'), /Something that needs your password/);
    assert.match(await named('/my'), /If you did not begin this yourself, choose “Not now” and sign out\./);
  });

  it('leads nowhere but where it was meant to, and nobody else', async () => {
    const [browser, other] = [await stale(), await stale('other')];
    const asked = await sent(browser);
    assert.equal((await confirm(other, waitingIn(asked.body))).status, 400);
    assert.equal((await confirm(browser, 'forged')).status, 400);
    home.clock.advance(61 * minute);
    const later = await home.signedIn('chief');
    assert.equal((await confirm(later, waitingIn(asked.body))).status, 400, 'it waits for an hour');
    assert.deepEqual(done, []);
    for (const to of ['https://evil.example/', '//evil.example', '/web/confirm_password']) {
      const answer = await (await stale()).get(`/web/confirm_password?to=${encodeURIComponent(to)}`);
      assert.equal(answer.status, 400, to);
    }
  });

  it('leads whoever would rather not to the page on which the form stood, or to where they begin where it has no address', async () => {
    const browser = await stale();
    const notNow = async (to: string) => {
      const { location } = await browser.post(to, {});
      const { body } = await browser.post(location ?? '', {});
      return /<a[^>]*href="([^"]*)"[^>]*>(?:<[^>]*>)*Not now/.exec(body)?.[1];
    };
    const servers = '/settings/technical/email/outgoing-mail-servers';
    assert.equal(await notNow(`${path}?tab=2`), `${path}?tab=2`);
    for (const alone of ['/settings/approvals/1', `${servers}/order`, '/my/security/two-factor/app']) {
      assert.equal(await notNow(alone), '/settings', alone);
    }
    home.clock.advance(hour);
    assert.equal((await browser.post(`${servers}/order`, { up: '1' })).location, '/web/login');
  });

  it('leads on to where everybody begins after signing in anew, where the session ended meanwhile', async () => {
    const browser = await stale();
    const { location } = await browser.get(path);
    const waiting = waitingIn((await browser.get(location ?? '')).body);
    home.clock.advance(hour);
    assert.equal((await confirm(browser, waiting)).location, '/web/login?redirect=%2Fweb%2Fconfirm_password');
    const again = await browser.post('/web/login', {
      login: 'chief',
      password: oldPassword,
      redirect: '/web/confirm_password',
    });
    assert.equal((await browser.get(again.location ?? '')).location, '/settings');
  });
});
