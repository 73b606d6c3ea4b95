import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operator } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';

describe('the console, where it has to be said how callers were checked', () => {
  let home: Opened;
  before(async () => {
    home = await openPages();
    await home.confirmed({ login: 'desk', role: 'helpdesk', password: oldPassword });
    await home.app.settings.change(operator, 'identity_check_user', true);
  });
  after(() => home.close());

  it('asks before a letter is sent once more, and keeps the answer', async () => {
    const user = await home.adopted({ login: 'mara', email: 'mara@example.com' });
    const { reset } = await home.app.resets.send(operator, user.id, {});
    const desk = await home.signedIn('desk');
    const here = `/settings/resets/${reset.id}`;
    assert.match((await desk.get(here)).body, new RegExp(`<a href="${here}/resend"`));
    const page = await desk.get(`${here}/resend`);
    assert.match(page.text, /mara@example\.com/);
    assert.match(page.body, /name="identity_check"/);
    const empty = await desk.post(`${here}/resend`, {});
    assert.equal(empty.status, 422);
    assert.match(empty.text, /How did you make sure who is asking\?/);
    assert.equal((await desk.post(`${here}/resend`, { identity_check: 'known', note: 'Same voice' })).location, here);
    const shown = await desk.get(here);
    assert.match(shown.text, /Same voice/);
  });

  it('asks before somebody is invited again', async () => {
    const user = await home.adopted({ login: 'nina', email: 'nina@example.com', state: 'invited' });
    const desk = await home.signedIn('desk');
    const path = `/settings/users/${user.id}/invite`;
    assert.match((await desk.get(path)).body, /name="identity_check"/);
    assert.equal((await desk.post(path, {})).status, 422);
    assert.equal((await desk.post(path, { identity_check: 'called_back' })).location, `/settings/users/${user.id}`);
    assert.equal((await home.app.resets.latest(operator, 1, user.id))[0]?.purpose, 'invitation');
  });
});
