import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP } from 'otpauth';
import { day, minute } from '../../src/kernel/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';

const path = '/settings/api-keys';
const keyForm = /rekey_[A-Za-z0-9_-]{43}/;

describe('the console’s API keys', () => {
  let home: Opened;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'boss', role: 'settings', password: oldPassword });
    await home.confirmed({ login: 'desk', role: 'helpdesk', password: oldPassword });
    await home.confirmed({ login: 'plain', password: oldPassword });
  });
  after(() => home.close());

  const wanted = { name: 'CRM <sync>', days: '90', 'users:read': 'on' };

  it('shows a new key once, and it works', async () => {
    const desk = await home.signedIn('desk');
    const made = await desk.post(path, wanted);
    assert.equal(made.status, 200);
    const key = keyForm.exec(made.text)?.[0] ?? '';
    const caller = await home.app.apiKeys.identify(strangerAt('192.0.2.1'), key);
    assert.equal((await home.app.users.list(caller, {})).items.length, 3);
    const after = await desk.get(path);
    assert.doesNotMatch(after.text, keyForm);
    assert.match(after.body, /CRM &lt;sync&gt;/);
  });

  it('says what a form lacks, and keeps what was chosen', async () => {
    const desk = await home.signedIn('desk');
    const { status, text, body } = await desk.post(path, { name: 'Nothing', days: '30' });
    assert.equal(status, 422);
    assert.match(text, /Choose at least one/);
    assert.match(body, /role="alert" tabindex="-1" autofocus.+href="#resets:ask"/s);
    assert.match(body, /value="Nothing"/);
    assert.equal((await desk.post(path, { ...wanted, days: '9999' })).status, 400);
  });

  it('asks for the password first when it was not given lately', async () => {
    const desk = await home.signedIn('desk');
    await home.later(11 * minute);
    const { status, location } = await desk.post(path, wanted);
    assert.equal(status, 307);
    assert.match(location ?? '', /^\/web\/confirm_password\?to=/);
  });

  it('says which are held back until their owners have the second factor that their role demands', async () => {
    const { app, clock, operator } = home;
    const boss = await home.signedIn('boss');
    const me = await app.users.named('boss');
    const mine = signedIn(me);
    const expiresAt = clock.now() + 30 * day;
    await app.apiKeys.create(mine, me.id, { name: 'Of the boss', scopes: ['users:read'], expiresAt });
    const { secret } = await app.factors.offerTotp(mine);
    await app.factors.confirmTotp(mine, new TOTP({ secret }).generate({ timestamp: clock.now() }));
    const rowsWith = async (told: RegExp) =>
      (await boss.get(path)).body.match(/<tr>.*?<\/tr>/gs)?.filter((row) => told.test(row)) ?? [];
    assert.deepEqual(await rowsWith(/Held back/), []);
    await app.settings.change(operator, 'second_factor_for', 'staff');
    const [row = '', ...others] = await rowsWith(/Held back/);
    assert.deepEqual(others, [], 'its owner has one');
    assert.match(row, /CRM &lt;sync&gt;.*until its owner has the second factor that their role demands\./s);
    await app.settings.revert(operator, 'second_factor_for');
    await app.factors.removeAll(operator, me.id, { identityCheck: 'known', note: '' });
  });

  it('gives everybody’s as a file, without what opens anything, and keeps in mind who took it', async () => {
    const [desk, boss] = [await home.signedIn('desk'), await home.signedIn('boss')];
    const key = keyForm.exec((await desk.post(path, { ...wanted, name: '=Sum' })).text)?.[0] ?? '';
    assert.match((await boss.get(path)).body, /href="\/settings\/api-keys\/export"/);
    const { body, headers } = await boss.get(`${path}/export`);
    assert.match(headers.get('content-disposition') ?? '', /filename="api-keys\.csv"/);
    const [head = '', row = ''] = body.split('\r\n');
    assert.match(head, /^\u{feff}?Name,Begins with,Owner,Scopes,Made,Ends,Last used,Held back$/u);
    assert.match(row, /^'=Sum,rekey_\w+,desk,users:read,2/);
    assert.equal(body.includes(key), false);
    const { items } = await home.app.audit.list(home.operator, { event: 'list.exported' });
    assert.deepEqual(
      items.map(({ details }) => details?.['list']),
      ['api_keys'],
    );
    assert.doesNotMatch((await desk.get(path)).body, /api-keys\/export/);
  });

  it('shows everybody’s to `settings` alone, who can revoke them', async () => {
    const boss = await home.signedIn('boss');
    const page = await boss.get(path);
    assert.match(page.text, /desk/);
    const action = /action="(\/settings\/api-keys\/[0-9a-f-]+\/revoke)"/.exec(page.body)?.[1] ?? '';
    const other = await home.signedIn('plain');
    assert.equal((await other.get(path)).status, 403);
    assert.equal((await other.post(action, {})).status, 403);
    assert.equal((await boss.post(action, {})).location, path);
    assert.doesNotMatch((await boss.get(path)).body, new RegExp(action));
    assert.equal((await boss.post(action, {})).status, 404);
  });
});
