import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const password = 'Lantern-harbour-58';

onEveryEngine('the limits that staff see', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const ask = async (login: string, from: string): Promise<void> => {
    await home.app.resets.ask(strangerAt(from), { login });
    while ((await home.app.resets.decide()) > 0);
  };
  const countOf = (standings: { name: string; count: number }[], name: string) =>
    standings.find((one) => one.name === name)?.count;

  it('tell who is held back, since when and until when, and let them go on', async () => {
    const user = await home.confirmed({ login: 'held', email: 'held@example.com', password });
    const { resets } = home.app;
    for (let times = 0; times < 6; times += 1) {
      await ask('held', `198.51.100.${times}`);
      home.clock.advance(2 * minute);
    }
    const { people, installation } = await resets.limits(home.operator);
    assert.deepEqual(
      people.map((person) => person.user.login),
      ['held'],
    );
    const hourly = people[0]?.standings.find(({ name }) => name === 'letters per hour');
    assert.equal(hourly?.count, 6);
    assert.equal((hourly?.until ?? 0) - (hourly?.since ?? 0), hour);
    assert.equal(installation[0]?.name, 'asks');
    await resets.liftLimits(home.operator, user.id);
    assert.deepEqual((await resets.limits(home.operator)).people, []);
    assert.equal(countOf((await resets.limitsOf(home.operator, user.id)).standings, 'letters per hour'), 0);
  });

  it('tell of a network address that is typed, and of nothing that is none', async () => {
    const { resets, sessions } = home.app;
    await ask('nobody', '203.0.113.9');
    await sessions
      .signIn(strangerAt('203.0.113.9'), { login: 'nobody', password, knownBrowser: undefined })
      .catch(() => undefined);
    const { source } = await resets.limits(home.operator, '203.0.113.9');
    for (const name of [
      'asks per source and minute',
      'asks per source and hour',
      'asks per network',
      'sign-in per source',
      'sign-in per network',
    ])
      assert.equal(countOf(source?.standings ?? [], name), 1, name);
    assert.equal((await resets.limits(home.operator, '::ffff:203.0.113.9%any words')).source?.address, '203.0.113.9');
    await refuses(resets.limits(home.operator, 'anything'), 'malformed');
  });

  it('tell of failed sign-ins under each name of a user, and lift them', async () => {
    const user = await home.confirmed({ login: 'guessed', email: 'guessed@example.com', password });
    const { sessions, resets } = home.app;
    const guess = (login: string, from: string) =>
      sessions.signIn(strangerAt(from), { login, password: 'wrong', knownBrowser: undefined }).catch(() => undefined);
    await guess('guessed', '192.0.2.61');
    await guess('Guessed@example.com', '192.0.2.62');
    const failures = async () =>
      (await resets.limitsOf(home.operator, user.id)).standings
        .filter(({ name }) => name === 'failures per account')
        .map(({ count }) => count);
    assert.deepEqual(await failures(), [1, 1]);
    await resets.liftLimits(home.operator, user.id);
    assert.deepEqual(await failures(), [0, 0]);
    await refuses(resets.limits(signedIn(user)), 'forbidden');
  });

  it('tell what a user changed of their own, and lift that, too', async () => {
    const user = await home.confirmed({ login: 'restless', email: 'restless@example.com', password });
    const { sessions, resets } = home.app;
    const newPassword = 'Velvet-anchor-73';
    await sessions.changePassword(signedIn(user), { oldPassword: password, newPassword, confirmPassword: newPassword });
    await resets.changeEmail(signedIn(user), { email: 'new@example.com', password: newPassword });
    const counted = async () =>
      (await resets.limitsOf(home.operator, user.id)).standings.filter(({ count }) => count > 0);
    assert.deepEqual(
      (await counted()).map(({ name, count, max }) => [name, count, max]),
      [
        ['own password changes', 1, 10],
        ['email changes', 1, 5],
      ],
    );
    await resets.liftLimits(home.operator, user.id);
    assert.deepEqual(await counted(), []);
  });
});
