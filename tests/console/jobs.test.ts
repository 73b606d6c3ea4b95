import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import type { Visitor } from '../pages/visitor.ts';

describe('many users at once', () => {
  let home: Opened;
  let chief: Visitor;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'chief', password: oldPassword, role: 'settings', email: 'chief@example.com' });
    chief = await home.signedIn('chief');
  });
  after(() => home.close());

  const people = (prefix: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        home.adopted({
          login: `${prefix}-${index}`,
          name: `${prefix} ${index}`,
          email: `${prefix}-${index}@example.com`,
        }),
      ),
    );
  const selected = (ids: string[], more: Record<string, string> = {}) =>
    new URLSearchParams([...ids.map((id) => ['id', id]), ...Object.entries(more)]).toString();
  const untilItRests = async () => {
    while (await home.app.jobs.turn());
  };

  it('are looked at first: who cannot be reached and why, and nothing is sent yet', async () => {
    const [one] = await people('first', 1);
    const mute = await home.adopted({ login: 'mute', name: 'Mute Person' });
    const preview = await chief.post('/settings/jobs/new/send', selected([one?.id ?? '', mute.id]));
    assert.equal(preview.status, 200);
    assert.ok(preview.text.includes('Send Password Reset Instructions to 2 users?'));
    assert.ok(preview.text.includes('1 of 2 can be reached.'));
    assert.ok(preview.text.includes('Mute Person has no email address'));
    assert.ok(!preview.body.includes('value="code"'), 'a code cannot be read back by many');
    assert.equal((await home.letters('first-0@example.com')).length, 0);
  });

  it('are seen to one after the other, and one is told what became of each', async () => {
    const users = await people('second', 3);
    const form = selected(
      users.map(({ id }) => id),
      { note: '=1+1', pace: '600' },
    );
    const { location } = await chief.post('/settings/jobs/new/send/start', form);
    const page = await chief.get(location ?? '');
    assert.ok(page.text.includes('Running: 0 done, 0 not reached, of 3'));
    for (let turns = 0; turns < 3; turns++) {
      await untilItRests();
      home.clock.advance(1_000);
    }
    await untilItRests();
    const state = JSON.parse((await chief.get(`${location}/state`)).body) as { settled: boolean };
    assert.equal(state.settled, true);
    const csv = (await chief.get(`${location}/results.csv`)).body.split('\r\n');
    assert.deepEqual([csv.length, csv[1]?.split(',').slice(0, 3)], [5, ['second 0', 'second-0', 'done']]);
    for (const user of users) assert.equal((await home.letters(user.email ?? '')).length, 1);
  });

  it('are all that a filter matches, where one says so', async () => {
    await people('third', 3);
    const { location } = await chief.post(
      '/settings/jobs/new/end_sessions/start',
      new URLSearchParams({ all: 'on', list: 'search=third' }).toString(),
    );
    await untilItRests();
    assert.ok((await chief.get(location ?? '')).text.includes('Done: 3 done, 0 not reached, of 3'));
  });

  it('need the own password beyond fifty, and can be paused and cancelled', async () => {
    const users = await people('fourth', 51);
    const form = selected(users.map(({ id }) => id));
    let browser = await home.signedIn('chief');
    home.clock.advance(11 * minute);
    const first = await browser.post('/settings/jobs/new/send/start', form);
    assert.equal(first.status, 307);
    const asked = await browser.post(first.location ?? '', form);
    const waiting = /name="waiting" value="([^"]+)"/.exec(asked.body)?.[1] ?? '';
    const { location } = await browser.post('/web/confirm_password', { own_password: oldPassword, waiting });
    for (const [to, told] of [
      ['pause', 'The job is paused.'],
      ['resume', 'The job goes on.'],
      ['cancel', 'The job goes no further.'],
    ] as const) {
      assert.equal((await browser.post(location ?? '', { to })).status, 303);
      assert.ok((await browser.get(location ?? '')).text.includes(told), to);
      if (to !== 'pause') continue;
      home.clock.advance(11 * minute);
      assert.equal(
        (await browser.post(location ?? '', { to: 'resume' })).status,
        307,
        'goes on with the password alone',
      );
      browser = await home.signedIn('chief');
    }
    chief = browser;
  });

  it('are seen to without a button for those who may not stop it, and who are refused', async () => {
    const [user] = await people('fifth', 1);
    const { location } = await chief.post('/settings/jobs/new/cancel_links/start', selected([user?.id ?? '']));
    await home.confirmed({ login: 'helper', password: oldPassword, role: 'helpdesk' });
    const helper = await home.signedIn('helper');
    const seen = await helper.get(location ?? '');
    assert.ok(seen.text.includes('It can be stopped by whoever started it'));
    assert.doesNotMatch(seen.body, /name="to"/);
    assert.equal((await helper.post(location ?? '', { to: 'cancel' })).status, 403);
    assert.match((await chief.get(location ?? '')).body, /name="to" value="cancel"/);
  });

  it('are taken away as a file by those who may export users, password first, and the record tells it', async () => {
    const [user] = await people('sixth', 1);
    const { location } = await chief.post('/settings/jobs/new/cancel_links/start', selected([user?.id ?? '']));
    const helper = await home.signedIn('helper');
    assert.doesNotMatch((await helper.get(location ?? '')).body, /results\.csv/);
    assert.equal((await helper.get(`${location}/results.csv`)).status, 403);
    const browser = await home.signedIn('chief');
    assert.match((await browser.get(location ?? '')).body, /results\.csv/);
    await browser.get(`${location}/results.csv`);
    const { items } = await home.app.audit.list(home.operator, { event: 'list.exported', limit: 1 });
    assert.deepEqual(items[0]?.details, { list: 'job_results', filter: location?.split('/').at(-1) });
    home.clock.advance(11 * minute);
    assert.match((await browser.get(`${location}/results.csv`)).location ?? '', /^\/web\/confirm_password/);
  });

  it('need the own password when they come back from the archive, whoever is among them', async () => {
    const gone = await home.adopted({ login: 'gone', state: 'archived', role: 'settings' });
    const browser = await home.signedIn('chief');
    home.clock.advance(11 * minute);
    assert.equal((await browser.post('/settings/jobs/new/unarchive/start', selected([gone.id]))).status, 307);
    assert.equal((await browser.post(`/settings/users/${gone.id}/unarchive`, {})).status, 307);
    assert.equal((await home.app.users.byId(home.app.database.read, gone.id))?.state, 'archived');
    const plain = await home.adopted({ login: 'plain-gone', state: 'archived' });
    assert.equal((await browser.post(`/settings/users/${plain.id}/unarchive`, {})).status, 303);
    const back = await home.signedIn('chief');
    assert.equal((await back.post(`/settings/users/${gone.id}/unarchive`, {})).status, 303);
    assert.notEqual((await home.app.users.byId(home.app.database.read, gone.id))?.state, 'archived');
  });

  it('need the own password when they are shut out, whoever is among them, as does archiving or deleting one of the staff', async () => {
    const staff = await home.adopted({ login: 'staff', role: 'access' });
    const plain = await home.adopted({ login: 'plain' });
    const still = async (id: string) => (await home.app.users.byId(home.app.database.read, id))?.state;
    const browser = await home.signedIn('chief');
    home.clock.advance(11 * minute);
    assert.equal((await browser.post('/settings/jobs/new/archive/start', selected([plain.id]))).status, 307);
    for (const act of ['archive', 'delete']) {
      const { status, location } = await browser.post(`/settings/users/${staff.id}/${act}`, {});
      assert.equal(status, 307, act);
      assert.match((await browser.get(location ?? '')).text, /(Archive|Delete) somebody who may enter the console/);
    }
    assert.deepEqual([await still(staff.id), await still(plain.id)], ['confirmed', 'confirmed']);
    assert.equal((await browser.post(`/settings/users/${plain.id}/archive`, {})).status, 303);
    chief = await home.signedIn('chief');
    for (const act of ['archive', 'delete'])
      assert.equal((await chief.post(`/settings/users/${staff.id}/${act}`, {})).status, 303);
    assert.deepEqual([await still(staff.id), await still(plain.id)], [undefined, 'archived']);
  });

  it('are foreseen as waiting where a second administrator has to approve them', async () => {
    const second = await home.confirmed({
      login: 'second-chief',
      name: 'Second Chief',
      email: 'second@example.com',
      password: oldPassword,
      role: 'settings',
    });
    const gone = await home.adopted({ login: 'gone-chief', name: 'Gone Chief', state: 'archived', role: 'settings' });
    const [plain] = await people('ninth', 1);
    const foreseen = async (action: string, ids: string[]) =>
      (await chief.post(`/settings/jobs/new/${action}`, selected(ids))).text;
    assert.ok((await foreseen('send', [second.id, plain?.id ?? ''])).includes('2 of 2 can be reached.'));
    await home.app.settings.change(home.operator, 'approve_administrator_resets', true);
    const sent = await foreseen('send', [second.id, plain?.id ?? '']);
    assert.ok(sent.includes('1 of 2 can be reached.'));
    assert.ok(sent.includes('Second ChiefA second administrator has to approve this'));
    assert.ok(
      (await foreseen('unarchive', [gone.id])).includes('Gone ChiefA second administrator has to approve this'),
    );
    assert.ok((await foreseen('end_sessions', [second.id])).includes('1 of 1 can be reached.'));
    await home.app.settings.change(home.operator, 'approve_administrator_resets', false);
  });

  it('are foreseen a page at a time, so that a million fill no memory, and looked at as far as 10,000', async () => {
    const { users, resets } = home.app;
    const mute = await home.adopted({ login: 'mute-too', name: 'Mute, Too' });
    const query = { search: '', filters: [], ids: [mute.id] };
    const { pages, ids } = users;
    let read = 0;
    users.ids = async () => assert.fail('all at once');
    users.pages = async function* (...asked) {
      for await (const [row] of pages(...asked)) {
        assert.ok(row);
        for (; read < 1_000; read++) yield Array(1_000).fill(row);
      }
    };
    try {
      const { total, looked, unreached } = await resets.foresee(home.operator, { action: 'send', users: query });
      assert.deepEqual([total, looked, unreached.length], [1_000_000, 10_000, 10_000]);
      assert.equal(unreached[0]?.reason, 'no_address');
    } finally {
      Object.assign(users, { pages, ids });
    }
  });

  it('are not begun with a note that could be kept for nobody', async () => {
    const [user] = await people('tenth', 1);
    const begin = (note: string) => chief.post('/settings/jobs/new/send/start', selected([user?.id ?? ''], { note }));
    assert.match((await chief.post('/settings/jobs/new/send', selected([user?.id ?? '']))).body, /maxlength="2000"/);
    assert.equal((await begin('x'.repeat(2_001))).status, 400);
    assert.equal((await begin('1234567\r\n'.repeat(250))).status, 303, 'as long as a browser lets it be');
  });

  it('are offered as Actions of the list', async () => {
    const { body } = await chief.get('/settings/users');
    for (const action of ['send', 'archive', 'unarchive', 'end_sessions', 'cancel_links']) {
      assert.ok(body.includes(`formaction="/settings/jobs/new/${action}"`), action);
    }
  });
});
