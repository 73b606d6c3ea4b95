import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import { hidden, type Visitor } from '../pages/visitor.ts';

describe('the frame of the console', () => {
  let opened: Opened;
  let chief: Visitor;
  before(async () => {
    opened = await openPages();
    for (const role of ['settings', 'helpdesk', 'user'] as const)
      await opened.confirmed({ login: role, role, password: oldPassword });
    chief = await opened.signedIn('settings');
  });
  after(() => opened.close());

  const isFramed = ({ body }: { body: string }): boolean => body.includes('id="menus"');

  it('stays around what is refused to staff, with its status', async () => {
    const helper = await opened.signedIn('helpdesk');
    const forbidden = await helper.get('/settings/general');
    assert.deepEqual([forbidden.status, isFramed(forbidden)], [403, true]);
    const nothing = await chief.get('/settings/nothing-here');
    assert.deepEqual([nothing.status, isFramed(nothing)], [404, true]);
    const method = await chief.post('/settings/technical/audit', {});
    assert.deepEqual(
      [method.status, method.headers.get('allow')?.includes('GET'), isFramed(method)],
      [405, true, true],
    );
    const form = await chief.post('/settings/theme', { theme: 'no such' });
    assert.deepEqual([form.status, isFramed(form)], [400, true]);
  });

  it('says whom to contact where something is refused', async () => {
    const { text } = await (await opened.signedIn('helpdesk')).get('/settings/general');
    assert.match(text, /Need help\? Contact Help desk\.\+1 555 0100help@lumen\.example/);
  });

  it('leads to no mailbox but that of an evaluation', async () => {
    assert.doesNotMatch((await chief.get('/settings')).body, /href="\/mailbox"/);
  });

  it('is nothing for anybody else, and programs are told as they asked', async () => {
    const user = await opened.signedIn('user');
    const refused = await user.get('/settings');
    assert.deepEqual([refused.status, isFramed(refused)], [403, false]);
    assert.equal((await opened.visitor().get('/settings/nothing-here')).status, 404);
    const outside = await chief.get('/my/nothing-here');
    assert.deepEqual([outside.status, isFramed(outside)], [404, false]);
    const json = await chief.get('/settings/nothing-here', { accept: 'application/json' });
    assert.deepEqual(JSON.parse(json.body), { status: 404, code: 'not_found' });
  });

  it('changes the language of one’s own pages and letters, and leads back', async () => {
    const { location } = await chief.post('/settings/language', { language: 'fr', back: '/settings/users' });
    assert.equal(location, '/settings/users');
    const page = await chief.get('/settings/users');
    assert.match(page.text, /Your pages and letters are in this language/);
    assert.match(page.body, /<option value="fr" lang="fr" selected/);
    assert.match((await chief.get('/my')).body, /<html lang="fr"/);
  });

  it('leads back to a page also from what a form answered that has no page at its address', async () => {
    const [user] = await opened.app.users.meantBy(opened.app.database.read, 'user');
    const asked = await chief.post('/settings/jobs/new/send', { id: user?.id ?? '' });
    assert.match(asked.text, /Send Password Reset Instructions/);
    const { location } = await chief.post('/settings/theme', { theme: 'dark', back: hidden(asked, 'back') });
    assert.equal((await chief.get(location ?? '')).status, 200);
  });

  it('changes that language only after the password where it was given long ago', async () => {
    await opened.confirmed({ login: 'lately', role: 'helpdesk', password: oldPassword });
    const browser = await opened.signedIn('lately');
    opened.clock.advance(11 * minute);
    const { status, location } = await browser.post('/settings/language', { language: 'ar', back: '/settings' });
    assert.deepEqual([status, location?.startsWith('/web/confirm_password')], [307, true]);
  });

  it('takes the companies away as a file', async () => {
    const { body, headers } = await chief.get('/settings/companies/export');
    assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8');
    const [head, row] = body.split('\r\n');
    assert.match(head ?? '', /^\u{feff}?Name,Language,/u);
    assert.match(row ?? '', /^Lumen,en,/);
  });
});
