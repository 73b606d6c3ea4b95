import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';

describe('the first steps of an installation', () => {
  let home: Opened;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'boss', email: 'boss@example.com', role: 'settings', password: oldPassword });
    await home.confirmed({ login: 'desk', role: 'helpdesk', password: oldPassword });
  });
  after(() => home.close());

  it('are told to whoever can take them, and to nobody else', async () => {
    assert.match((await (await home.signedIn('boss')).get('/settings')).text, /First steps/);
    assert.doesNotMatch((await (await home.signedIn('desk')).get('/settings')).text, /First steps/);
  });

  it('say whom people are told to ask, once that is known', async () => {
    const boss = await home.signedIn('boss');
    assert.match((await boss.get('/settings')).text, /are told to ask [^<]+@/);
  });

  it('take no other letter for a reset letter', async () => {
    const boss = await home.signedIn('boss');
    const { id } = await home.app.users.named('boss');
    await home.app.resets.sendCode(home.operator, id);
    const letters = await home.letters('boss@example.com');
    assert.ok(letters.some(({ subject }) => subject === 'Your verification code'));
    assert.match((await boss.get('/settings')).text, /First steps/);
  });

  it('name the mail server that works, and lead to the question who asks where that has to be said', async () => {
    const boss = await home.signedIn('boss');
    assert.match(
      (await boss.get('/settings')).text,
      /An outgoing mail server that works ?done ?Letters go over test\./,
    );
    const { id } = await home.app.users.named('boss');
    await home.app.settings.change(home.operator, 'identity_check_settings', true);
    const asked = await boss.post('/settings/first-steps/letter', {});
    assert.equal(asked.location, `/settings/users/${id}/send-reset`);
    await home.app.settings.revert(home.operator, 'identity_check_settings');
  });

  it('end with a real reset letter to oneself, and are gone then', async () => {
    const boss = await home.signedIn('boss');
    assert.equal((await boss.post('/settings/first-steps/letter', {})).location, '/settings');
    assert.match(
      (await boss.get('/settings')).body,
      /data-live="\/settings\/letters-of\//,
      'it is told when it was sent',
    );
    const [letter] = await home.letters('boss@example.com');
    assert.match(letter?.subject ?? '', /^Password reset for /);
    assert.doesNotMatch((await boss.get('/settings')).text, /First steps/);
  });
});
