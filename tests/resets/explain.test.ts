import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, hour, minute } from '../../src/kernel/index.ts';
import { anySecrets } from '../any-secrets.ts';
import { anybodyWith, operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const password = 'Correct-Horse7battery';

onEveryEngine('why there was no mail', (engine) => {
  let home: Installation;
  let names = 0;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const somebody = async (user: { email?: string } = {}) => {
    const login = `user-${++names}`;
    return home.confirmed({ login, email: `${login}@example.com`, password, ...user });
  };
  const ask = async (login: string) => {
    await home.app.resets.ask(strangerAt('192.0.2.50'), { login });
    await home.app.resets.decide();
  };
  const explain = async (typed: string) => {
    const told = await home.app.resets.explain(operator, typed);
    assert.ok(told);
    return told;
  };

  it('is told by what was typed, however it was written, for thirty days', async () => {
    await ask(' Nobody@Example.com');
    const { asks, people } = await explain('nobody@example.COM');
    assert.deepEqual(
      asks.map(({ reset }) => reset.reason),
      ['unknown'],
    );
    assert.deepEqual(people, []);
    home.clock.advance(31 * day);
    await home.app.resets.sweep(createPiecemeal(home.app));
    assert.deepEqual((await explain('nobody@example.com')).asks, []);
  });

  it('is that nobody can read who asked, once every server has had ten minutes for it; nobody else waits for that', async () => {
    const { resets, database, audit, doctor, locale } = home.app;
    const decideAll = async () => {
      while ((await resets.decide()) > 0);
    };
    const lost = Array.from({ length: 40 }, (_, at) => at);
    for (const at of lost) await resets.ask(strangerAt(`198.51.100.${at}`), { login: `lost-${at}` });
    const foreign = anySecrets.seal('typed-name', 'somewhere', 'else');
    const asks = () => database.read.selectFrom('resets').selectAll().where('typed_sealed', '=', foreign).execute();
    await database.write((tx) =>
      tx.updateTable('resets').set({ typed_sealed: foreign }).where('state', '=', 'asked').execute(),
    );
    const user = await somebody();
    await resets.ask(strangerAt('192.0.2.51'), { login: user.login });
    await decideAll();
    const told = await explain(user.login);
    assert.deepEqual([told.asks[0]?.reset.reason, told.unreadableAt], ['send', undefined]);
    await home.later(9 * minute);
    await decideAll();
    const [first] = await asks();
    assert.equal((await asks()).length, lost.length);
    await home.later(2 * minute);
    await decideAll();
    assert.deepEqual(await asks(), []);
    assert.deepEqual((await resets.count(operator, { reasons: ['unreadable'] })).count, lost.length);
    assert.equal((await explain('anybody')).unreadableAt, first?.asked_at);
    const { items } = await audit.list(operator, { event: 'reset.decided', limit: 1 });
    assert.deepEqual(items[0]?.details, { outcome: 'drop', reason: 'unreadable' });
    const findings = await doctor.examine(operator, locale.in('en'));
    assert.match(
      findings.find(({ code }) => code === 'asks_unreadable')?.words ?? '',
      /Within a day 40 asks for resets led/,
    );
  });

  it('tells what the mail server said to the letter', async () => {
    const user = await somebody();
    await ask(user.login);
    await home.letters(user.email ?? '');
    const [told] = (await explain(user.login)).asks;
    assert.equal(told?.letter?.state, 'sent');
    assert.equal(told?.letter?.attempts[0]?.outcome, 'accepted');
  });

  it('is a letter that waits for a second administrator, until that is decided or too late', async () => {
    const { resets, settings, approvals } = home.app;
    await settings.change(operator, 'approve_administrator_resets', true);
    const [ada, sam] = await Promise.all(
      ['ada', 'sam'].map((login) => home.confirmed({ login, role: 'settings', password })),
    );
    assert.ok(ada && sam);
    const user = await home.confirmed({ login: 'access', email: 'access@example.com', role: 'access', password });
    const wait = async () =>
      (await refuses(resets.send(signedIn(ada), user.id, {}), 'approval_needed')).details.approval;
    const told = async () => (await explain('access@example.com')).people[0]?.approval?.askedAt;
    assert.equal(await told(), undefined);
    const first = await wait();
    assert.equal(await told(), home.clock.now());
    await approvals.refuse(signedIn(sam), first);
    assert.equal(await told(), undefined);
    await wait();
    home.clock.advance(2 * day);
    assert.equal(await told(), undefined);
    await settings.change(operator, 'approve_administrator_resets', false);
  });

  it('says that all mail is stopped, where it is, and not that a server is to be mended', async () => {
    await home.app.settings.change(operator, 'outgoing_mail', 'stopped');
    await home.app.mail.servers.test(operator, {});
    const told = await explain('nobody-at-all');
    assert.deepEqual([told.ready, told.stopped], [false, true]);
    await home.app.settings.change(operator, 'outgoing_mail', 'on');
    await home.app.mail.servers.test(operator, {});
    assert.deepEqual([(await explain('nobody-at-all')).ready, (await explain('nobody-at-all')).stopped], [true, false]);
  });

  it('tells the decision before the letter that it leads to', async () => {
    const user = await somebody();
    await ask(user.login);
    await home.letters(user.email ?? '');
    const [asked] = (await explain(user.login)).asks;
    const told = await home.app.resets.describe(operator, asked?.reset.id ?? '');
    const steps = told?.timeline.map(({ event }) => event);
    assert.deepEqual(steps, ['asked', 'decided', 'queued', 'attempt']);
  });

  it('names everybody who has an email, and what keeps letters from each', async () => {
    await home.adopted({ login: 'first', email: 'team@example.com' });
    await home.adopted({ login: 'second', email: 'TEAM@example.com', state: 'archived' });
    const { people } = await explain('team@example.com');
    assert.deepEqual(
      people.map(({ user, unreachable, sharedWith }) => [
        user.login,
        unreachable,
        sharedWith.map(({ login }) => login),
      ]),
      [
        ['first', undefined, ['second']],
        ['second', 'archived', ['first']],
      ],
    );
    await home.adopted({ login: 'mute' });
    assert.equal((await explain('mute')).people[0]?.unreachable, 'no_address');
    await home.adopted({ login: 'broken', email: 'not an address' });
    assert.equal((await explain('broken')).people[0]?.unreachable, 'email_malformed');
  });

  it('says until when no letter comes at all: until none of the links holds, or the hour of the letter beyond is over', async () => {
    await home.app.settings.change(operator, 'link_life', 10 * minute);
    const user = await somebody();
    for (let times = 0; times < 5; times++) {
      await ask(user.login);
      await home.later(2 * minute);
    }
    const heldFor = async () => ((await explain(user.login)).people[0]?.limitedUntil ?? 0) - home.clock.now();
    assert.equal(await heldFor(), 8 * minute);
    await home.later(8 * minute);
    assert.equal((await explain(user.login)).people[0]?.limitedUntil, undefined);
    await ask(user.login);
    assert.equal((await explain(user.login)).asks[0]?.reset.reason, 'send');
    await home.later(20 * minute);
    assert.equal(await heldFor(), 22 * minute, 'until the hour of the first letter is over');
    await home.app.settings.change(operator, 'link_life', day);
  });

  it('says until when letters are held back, and that can be lifted', async () => {
    const user = await somebody();
    for (let times = 0; times < 3; times++) {
      await ask(user.login);
      await home.later(2 * minute);
    }
    await home.app.settings.change(operator, 'letters_per_hour', 3);
    const [held] = (await explain(user.login)).people;
    assert.ok((held?.limitedUntil ?? 0) > home.clock.now());
    await ask(user.login);
    assert.equal((await explain(user.login)).asks[0]?.reset.reason, 'limited');
    await home.app.resets.liftLimits(operator, user.id);
    assert.equal((await explain(user.login)).people[0]?.limitedUntil, undefined);
    await ask(user.login);
    assert.equal((await explain(user.login)).asks[0]?.reset.reason, 'send');
    const { items } = await home.app.audit.list(operator, { event: 'limits.lifted' });
    assert.equal(items[0]?.subject?.id, user.id);
    await home.app.settings.revert(operator, 'letters_per_hour');
  });

  it('says that somebody is paused, and lifting ends that, too', async () => {
    const user = await somebody();
    await home.app.database.write((tx) => home.app.users.pauseAsks(tx, user.id, home.clock.now() + hour));
    assert.equal((await explain(user.login)).people[0]?.pausedUntil, home.clock.now() + hour);
    await home.app.resets.liftLimits(operator, user.id);
    assert.equal((await explain(user.login)).people[0]?.pausedUntil, undefined);
  });

  it('says until when sign-ins are held back in browsers that an account does not know, and that can be lifted', async () => {
    const user = await somebody();
    const { sessions, resets } = home.app;
    const signIn = (number: number, typed: string) =>
      sessions.signIn(strangerAt(`10.${number}.7.1`), { login: user.login, password: typed, knownBrowser: undefined });
    for (let tries = 0; tries < 100; tries++) await refuses(signIn(tries, 'guessed'), 'wrong_credentials');
    await refuses(signIn(100, password), 'limited');
    assert.equal((await explain(user.email ?? '')).people[0]?.signInsUntil, home.clock.now() + day);
    await resets.liftLimits(operator, user.id);
    assert.equal((await explain(user.email ?? '')).people[0]?.signInsUntil, undefined);
    await signIn(101, password);
  });

  it('counts nothing and keeps nothing of what is typed here', async () => {
    const before = await home.everythingStored();
    await explain('somebody.private@example.com');
    const after = await home.everythingStored();
    assert.ok(!after.includes('somebody.private'));
    assert.equal(before.length, after.length);
  });

  it('answers nothing for what can be nobody', async () => {
    for (const typed of ['', '   ', 'x'.repeat(400), 'a\0b']) {
      assert.equal(await home.app.resets.explain(operator, typed), undefined);
    }
  });

  it('is told to staff alone, and limits are lifted by Access Rights of lesser roles', async () => {
    await refuses(home.app.resets.explain(anybodyWith('user'), 'anybody'), 'forbidden');
    await home.app.resets.explain(anybodyWith('helpdesk'), 'anybody');
    const user = await somebody();
    await refuses(home.app.resets.liftLimits(anybodyWith('helpdesk'), user.id), 'forbidden');
    await home.app.resets.liftLimits(anybodyWith('access'), user.id);
    await refuses(home.app.resets.liftLimits(operator, 'nobody'), 'not_found');
  });

  it('is not for users, who cannot see the list of resets either', async () => {
    const { resets } = home.app;
    await refuses(resets.page(anybodyWith('user'), {}, { limit: 10 }), 'forbidden');
    await refuses(resets.count(anybodyWith('user'), {}), 'forbidden');
  });

  it('begins with the list of all resets, narrowed by state, reason, source, purpose, user, company and period', async () => {
    home.clock.advance(2 * day);
    const since = home.clock.now();
    const user = await somebody();
    const staff = await home.confirmed({ login: 'staff', email: 'staff@example.com', password, role: 'settings' });
    await ask('unknown-name');
    await home.later(minute);
    await ask(user.login);
    await home.later(minute);
    await home.app.resets.send(signedIn(staff), user.id, { note: 'called' });
    await home.later(minute);
    const found = async (query: Parameters<typeof home.app.resets.page>[1]) => {
      const { rows } = await home.app.resets.page(operator, { from: since, ...query }, { limit: 10 });
      const { count } = await home.app.resets.count(operator, { from: since, ...query });
      assert.equal(count, rows.length);
      return rows.map(({ source, reason }) => `${source} ${reason}`);
    };
    assert.deepEqual(await found({}), ['staff send', 'self send', 'self unknown']);
    assert.deepEqual(await found({ reasons: ['unknown'] }), ['self unknown']);
    assert.deepEqual(await found({ sources: ['staff', 'command'] }), ['staff send']);
    assert.deepEqual(await found({ states: ['sent'] }), ['staff send', 'self send']);
    assert.deepEqual(await found({ userIds: [user.id] }), ['staff send', 'self send']);
    assert.deepEqual(await found({ userIds: [] }), []);
    assert.deepEqual(await found({ companyIds: [user.companyId] }), ['staff send', 'self send']);
    assert.deepEqual(await found({ purpose: 'invitation' }), []);
    assert.deepEqual(await found({ until: since + minute }), ['self unknown']);
  });

  it('demands to know how staff made sure who is asking, where that is set, for the role of whoever is to get the link', async () => {
    const user = await somebody();
    const staff = await home.confirmed({ login: 'desk', email: 'desk@example.com', password, role: 'helpdesk' });
    await home.app.settings.change(operator, 'identity_check_user', true);
    await refuses(home.app.resets.send(signedIn(staff), user.id, {}), 'identity_check_missing');
    await home.app.resets.send(signedIn(staff), user.id, { identityCheck: 'called_back' });
    await home.app.resets.send(operator, user.id, {});
    await home.app.settings.revert(operator, 'identity_check_user');
  });
});
