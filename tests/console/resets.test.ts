import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { operator } from '../callers.ts';
import { type Opened, oldPassword, openPages } from '../pages/opened.ts';
import { hidden } from '../pages/visitor.ts';

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
    const once = hidden(page, 'once');
    const empty = await desk.post(`${here}/resend`, { once });
    assert.equal(empty.status, 422);
    assert.match(empty.text, /How did you make sure who is asking\?/);
    assert.equal(
      (await desk.post(`${here}/resend`, { once, identity_check: 'known', note: 'Same voice' })).location,
      here,
    );
    const shown = await desk.get(here);
    assert.match(shown.text, /Same voice/);
  });

  it('F-44 sends one more letter of a reset that has ended, however often the Action is pressed', async () => {
    const user = await home.adopted({ login: 'otto', email: 'otto@example.com', role: 'helpdesk' });
    const { reset } = await home.app.resets.send(operator, user.id, {});
    await home.letters('otto@example.com');
    await home.app.resets.cancel(operator, reset.id);
    await home.confirmed({ login: 'chief', role: 'settings', password: oldPassword });
    const chief = await home.signedIn('chief');
    const here = `/settings/resets/${reset.id}`;
    const once = hidden(await chief.get(here), 'once');
    const pressed = await Promise.all([1, 2, 3].map(() => chief.post(`${here}/resend`, { once })));
    assert.equal(new Set(pressed.map(({ location }) => location)).size, 1);
    assert.equal((await home.app.resets.latest(operator, 5, user.id)).length, 2);
    assert.equal((await home.letters('otto@example.com')).length, 2);
  });

  it('asks before somebody is invited again', async () => {
    const user = await home.adopted({ login: 'nina', email: 'nina@example.com', state: 'invited' });
    const desk = await home.signedIn('desk');
    const path = `/settings/users/${user.id}/invite`;
    const page = await desk.get(path);
    assert.match(page.body, /name="identity_check"/);
    const once = hidden(page, 'once');
    assert.equal((await desk.post(path, { once })).status, 422);
    assert.equal(
      (await desk.post(path, { once, identity_check: 'called_back' })).location,
      `/settings/users/${user.id}`,
    );
    assert.equal((await home.app.resets.latest(operator, 1, user.id))[0]?.purpose, 'invitation');
  });
});
