import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { day, hour } from '../../src/kernel/index.ts';
import { operator, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const newPassword = 'Harbour-violet-29';

onEveryEngine('a link', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine, { hashCost: 'full' });
  });
  after(() => home.close());

  async function atTheButton(login: string) {
    const user = await home.confirmed({ login, email: `${login}@example.com`, password: 'Old-Meadow-71' });
    const { link } = await home.app.resets.send(operator, user.id, { printLink: true });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, password: newPassword, confirmPassword: newPassword };
    const press = (browser: string) => home.app.resets.complete(strangerAt('192.0.2.1'), { ...input, browser });
    return { user, press };
  }

  it('F-45 shows a double click its own success twice, and does everything once', async () => {
    const { user, press } = await atTheButton('double');
    const [first, second] = await Promise.all([press('one'), press('one')]);
    assert.deepEqual([first.user.id, second.user.id], [user.id, user.id]);
    assert.deepEqual(first.ended, second.ended);
    const { read } = home.app.database;
    const sessions = await read.selectFrom('sessions').select('id').where('user_id', '=', user.id).execute();
    const events = await read.selectFrom('audit_events').select('event').where('subject_id', '=', user.id).execute();
    assert.equal(sessions.length, 1);
    assert.equal(events.filter(({ event }) => event === 'password.replaced').length, 1);
  });

  it('F-09 stays spent and stays dead, wherever the clock jumps', async () => {
    const spent = await atTheButton('spent');
    const expired = await atTheButton('expired');
    await spent.press('one');
    home.clock.advance(day + hour);
    await refuses(expired.press('one'), 'link_expired');
    await refuses(spent.press('another'), 'link_used');
    home.clock.advance(-30 * day);
    await refuses(spent.press('another'), 'link_used');
    home.clock.advance(29 * day - hour);
  });
});
