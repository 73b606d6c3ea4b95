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

  it('end with a real reset letter to oneself, and are gone then', async () => {
    const boss = await home.signedIn('boss');
    assert.equal((await boss.post('/settings/first-steps/letter', {})).location, '/settings');
    const [letter] = await home.letters('boss@example.com');
    assert.match(letter?.subject ?? '', /^Password reset for /);
    assert.doesNotMatch((await boss.get('/settings')).text, /First steps/);
  });
});
