import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { handOver, report } from '../mail/coming-back.ts';

onEveryEngine('letters that come back (F-22)', (engine) => {
  let home: Installation;
  let receiver: Awaited<ReturnType<Installation['app']['mail']['receiveBounces']>>;
  before(async () => {
    home = await openInstallation(engine);
    const { app } = home;
    await app.settings.change(home.operator, 'bounce_address', 'bounces@lumen.example');
    await app.mail.servers.test(home.operator, {}); // looks at the settings at once
    receiver = await app.mail.receiveBounces([app.resets.composer], { host: '127.0.0.1', port: 0 });
    const chief = { login: 'chief', email: 'chief@lumen.example', role: 'settings', password: 'x' } as const;
    await home.confirmed(chief);
    await home.confirmed({ ...chief, login: 'chefin', email: 'chefin@lumen.example', language: 'de' });
    await home.confirmed({ ...chief, login: 'desk', email: 'desk@lumen.example', role: 'helpdesk' });
  });
  after(async () => {
    await receiver.close();
    await home.close();
  });

  const bounce = async (login: string): Promise<User> => {
    const user = await home.adopted({ login, email: `${login}@lumen.example`, name: `Person ${login}` });
    await home.app.resets.send(home.operator, user.id, {});
    const [letter] = await home.letters(`${login}@lumen.example`);
    assert.match(await handOver(receiver.port, letter?.returnPath ?? '', report('failed', '5.1.1')), /^250/);
    return user;
  };
  const alertsTo = (who: string) =>
    home.letters(`${who}@lumen.example`).then((all) => all.filter(({ subject }) => /came back|zurück/.test(subject)));

  it('flag their person, and their reset says so', async () => {
    const { id } = await bounce('first');
    const { items } = await home.app.users.list(home.operator, { filters: ['mail_failing'] });
    assert.deepEqual(
      items.map(({ login }) => login),
      ['first'],
    );
    const [reset] = await home.app.resets.latest(home.operator, 1, id);
    const told = await home.app.resets.describe(home.operator, reset?.id ?? '');
    assert.match(JSON.stringify(told?.timeline), /"bounced".*550 5\.1\.1 User unknown/);
  });

  it('are told to every administrator in one letter, however many there are, in their own language', async () => {
    for (let n = 0; n < 12; n += 1) await bounce(`one${n}`);
    assert.deepEqual(await alertsTo('chief'), [], 'the first waits for the others');
    await home.later(5 * minute);
    const [alert, ...others] = await alertsTo('chief');
    assert.deepEqual(others, []);
    assert.equal(alert?.subject, 'Rekey alert: letters came back');
    const words = alert.text.replaceAll('\u2060', '').replace(/\s+/g, ' ');
    assert.match(words, /- Person one11, one11@lumen\.example\. Their mail server: 550 5\.1\.1 User unknown/);
    assert.equal(alert.text.match(/^- /gm)?.length, 10);
    assert.match(alert.text, /There are more\.[\s\S]*\/settings\/technical\/email\/emails\?state=bounced/);
    assert.equal((await alertsTo('chefin'))[0]?.subject, 'Rekey-Alarm: E-Mails kamen zurück');
    assert.deepEqual(await alertsTo('desk'), []);
  });

  it('are told again at the earliest after an hour, and none is left out', async () => {
    await home.later(10 * minute);
    await bounce('later');
    await home.later(40 * minute);
    await bounce('latest');
    assert.equal((await alertsTo('chief')).length, 1);
    await home.later(hour - 50 * minute);
    const [alert, ...before] = await alertsTo('chief');
    assert.equal(before.length, 1);
    assert.match(alert?.text ?? '', /Person latest[\s\S]*Person later,/);
    assert.doesNotMatch(alert?.text ?? '', /Person one/);
  });

  it('that were alerts themselves lead to no alert', async () => {
    const [alert] = await alertsTo('chief');
    await home.later(3 * hour);
    assert.match(await handOver(receiver.port, alert?.returnPath ?? '', report('failed', '5.1.1')), /^250/);
    await home.later(2 * hour);
    assert.equal((await alertsTo('chefin')).length, 2);
  });
});
