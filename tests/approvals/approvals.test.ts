import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, minute } from '../../src/kernel/index.ts';
import type { Message } from '../../src/mail/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const password = 'Lantern-harbour-58';
const relay = {
  name: 'Relay',
  smtp_host: '127.0.0.1',
  smtp_port: 2525,
  smtp_encryption: 'starttls' as const,
  smtp_user: 'rekey',
  smtp_pass: 'Relay-opens-here-41',
};

onEveryEngine('what a second administrator has to approve', (engine) => {
  let home: Installation;
  let [ada, sam, lee]: User[] = [];
  before(async () => {
    home = await openInstallation(engine);
    const person = (login: string, role: User['role']) =>
      home.confirmed({ login, email: `${login}@example.com`, role, password });
    ada = await person('ada', 'settings');
    await home.app.settings.change(home.operator, 'approve_administrator_resets', true);
    await home.app.settings.change(home.operator, 'approve_mail_servers', true);
    lee = await person('lee', 'access');
  });
  after(() => home.close());

  const as = (user: User | undefined) => {
    assert.ok(user);
    return signedIn(user);
  };
  const pending = async (act: Promise<unknown>): Promise<string> =>
    (await refuses(act, 'approval_needed')).details.approval;
  const stateOf = async (id: string) =>
    (await home.app.approvals.list(home.operator)).find((record) => record.id === id)?.state;
  /** What the letters say that tell of requests, each on one line, newest first. */
  const toldTo = async (user: User | undefined) => {
    await home.later(minute);
    const letters = await home.letters(user?.email ?? '');
    const about = letters.filter(({ subject }) => subject === 'Rekey alert: approval needed');
    return about.map(({ text }) => text.replaceAll(/\s+/g, ' '));
  };
  const resetLetters = async (user: User | undefined) =>
    (await home.letters(user?.email ?? '')).filter(({ subject }) => subject.startsWith('Password reset')).length;

  it('waits for nobody where nobody else could approve', async () => {
    await home.app.resets.send(as(ada), lee?.id ?? '', {});
    assert.equal(await resetLetters(lee), 1);
    const { users } = home.app;
    const early = await users.create(as(ada), {
      login: 'early',
      name: 'Early',
      email: 'early@x.test',
      role: 'settings',
    });
    await users.edit(as(ada), early.id, { change: { email: 'early@example.com' } });
    sam = await home.confirmed({ login: 'sam', email: 'sam@example.com', role: 'settings', password });
  });

  it('is done in the name of whoever asked, once, and only by somebody else', async () => {
    const { approvals, resets, audit } = home.app;
    const id = await pending(resets.send(as(ada), lee?.id ?? '', { identityCheck: 'called_back' }));
    assert.equal(await resetLetters(lee), 1);
    assert.equal(await approvals.waiting(home.app.database.read), 1);
    await refuses(approvals.approve(as(ada), id), 'approval_own');
    await refuses(approvals.approve(as(lee), id), 'forbidden');
    const both = await Promise.allSettled([approvals.approve(as(sam), id), approvals.approve(home.operator, id)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await refuses(approvals.approve(as(sam), id), 'approval_ended');
    assert.equal(await resetLetters(lee), 2);
    const { items } = await audit.list(home.operator, { subjectId: lee?.id ?? '' });
    const events = items.map(({ event, actor }) => `${event} ${actor.label}`);
    assert.ok(events.includes('approval.asked ada'), events.join());
    assert.ok(events.some((one) => one.startsWith('approval.approved')));
    const reset = await home.app.database.read
      .selectFrom('resets')
      .select(['identity_check', 'asked_by_label'])
      .where('user_id', '=', lee?.id ?? '')
      .orderBy('id', 'desc')
      .executeTakeFirst();
    assert.deepEqual(reset, { identity_check: 'called_back', asked_by_label: 'ada' });
  });

  it('goes where it was told that it goes, and nowhere else: not once the email has changed', async () => {
    const { approvals, resets, users } = home.app;
    const moved = await home.confirmed({ login: 'moved', email: 'moved@example.com', role: 'access', password });
    const first = await resets.send(home.operator, moved.id, {});
    const asked = [
      await pending(resets.send(as(ada), moved.id, {})),
      await pending(resets.resend(as(ada), first.reset.id, {})),
    ];
    await users.edit(as(ada), moved.id, { change: { email: 'moved@elsewhere.example' } });
    const letters = async () => (await home.letters('moved@elsewhere.example')).map(({ subject }) => subject);
    for (const id of asked) {
      await refuses(approvals.approve(as(sam), id), 'changed_meanwhile');
      assert.equal(await stateOf(id), 'failed');
    }
    assert.deepEqual(await letters(), ['Your sign-in details were changed']);
  });

  it('is told by letter to whoever else may decide, with the page that does it and nothing that opens anything', async () => {
    const { app } = home;
    const id = await pending(app.resets.send(as(ada), lee?.id ?? '', {}));
    const [text = ''] = await toldTo(sam);
    const letters = await app.database.read
      .selectFrom('messages')
      .select(['data', 'created_at'])
      .where('kind', '=', 'approval_asked')
      .execute();
    // A clock that goes on has gone on between the request and its letter.
    for (const { data, created_at } of letters) assert.ok(JSON.parse(data).since < created_at);
    assert.match(text, /Person ada \(ada\) asked on .* that Person lee \(lee\) be sent a link/);
    const { expiresAt = 0 } = (await app.approvals.list(home.operator)).find((record) => record.id === id) ?? {};
    assert.ok(text.includes(`approves it by ${app.locale.in('en').moment(expiresAt, 'UTC')}.`), text);
    assert.match(text, / https:\/\/reset\.lumen\.example\/settings\/approvals /);
    assert.doesNotMatch(text, /token=/);
    assert.deepEqual([await toldTo(ada), await toldTo(lee)], [[], []]);
    await app.approvals.refuse(as(sam), id);
    const late = { kind: 'approval_asked', userId: sam?.id, data: { since: 0 } } as Partial<Message>;
    assert.deepEqual(await app.resets.composer.compose(late as Message), { outdated: 'nothing_left' });
  });

  it('is one letter that tells of all where much is asked for at once', async () => {
    const { approvals, resets } = home.app;
    const before = (await toldTo(sam)).length;
    const asked: string[] = [];
    for (let count = 0; count < 12; count++) {
      asked.push(await pending(resets.send(as(ada), lee?.id ?? '', { note: `${count}` })));
    }
    const [text = '', ...others] = await toldTo(sam);
    assert.equal(others.length, before);
    assert.equal(text.match(/be sent a link/g)?.length, 10);
    assert.match(text, /More requests wait\./);
    for (const id of asked) await approvals.refuse(as(ada), id);
  });

  it('is told by letter if and only if it is kept', async () => {
    const { app } = home;
    const kept = async () =>
      (await app.mail.list(home.operator, {})).items.filter(({ kind }) => kind === 'approval_asked').length;
    const before = await kept();
    const subject = { id: lee?.id ?? '', label: 'lee' };
    const undone = app.database.write(async (tx) => {
      await app.approvals.demand(tx, as(ada), { kind: 'reset', subject, wish: {}, changes: [] });
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    assert.deepEqual([await kept(), await app.approvals.waiting(app.database.read)], [before, 0]);
  });

  it('is not asked for where the user is no administrator, nor of the command line', async () => {
    const mira = await home.confirmed({ login: 'mira', email: 'mira@example.com', password });
    await home.app.resets.send(as(ada), mira.id, {});
    await home.app.resets.send(home.operator, lee?.id ?? '', { printLink: true });
  });

  it('can be refused, withdrawn by whoever asked, and runs out', async () => {
    const { approvals, resets } = home.app;
    const ask = (note: string) => pending(resets.send(as(ada), lee?.id ?? '', { note }));
    const [refused, withdrawn, old] = [await ask('one'), await ask('two'), await ask('three')];
    await approvals.refuse(as(sam), refused);
    await approvals.refuse(as(ada), withdrawn);
    assert.deepEqual([await stateOf(refused), await stateOf(withdrawn)], ['refused', 'refused']);
    await home.later(day);
    await refuses(approvals.approve(as(sam), old), 'approval_ended');
    await approvals.sweep(createPiecemeal(home.app));
    assert.equal(await stateOf(old), 'expired');
    assert.equal(await resetLetters(lee), 2);
  });

  it('guards where letters go: a new server, another host or password, and not a name', async () => {
    const { approvals, mail } = home.app;
    const id = await pending(mail.servers.create(as(ada), relay));
    assert.doesNotMatch(await home.everythingStored(), /Relay-opens-here/);
    assert.match((await toldTo(sam))[0] ?? '', /asked on .* to add, change or delete the outgoing mail server Relay\./);
    await approvals.approve(as(sam), id);
    const made = (await mail.servers.list(home.operator)).find(({ name }) => name === 'Relay');
    assert.ok(made);
    await mail.servers.edit(as(ada), made.id, { version: made.version, input: { ...relay, name: 'Other name' } });
    const version = made.version + 1;
    const input = { ...relay, name: 'Other name', smtp_port: 2526 };
    const edit = await pending(mail.servers.edit(as(ada), made.id, { version, input }));
    const stale = await pending(mail.servers.edit(as(ada), made.id, { version, input: { ...input, smtp_port: 2527 } }));
    await approvals.approve(as(sam), edit);
    assert.equal((await mail.servers.read(home.operator, made.id)).smtp_port, 2526);
    await refuses(approvals.approve(as(sam), stale), 'changed_meanwhile');
    assert.equal(await stateOf(stale), 'failed');
  });

  it('guards which server letters go over, and whom they come from: sender, filter, pace, order and end', async () => {
    const { approvals, mail } = home.app;
    const { servers } = mail;
    const found = async (name: string) => {
      const server = (await servers.list(home.operator)).find((one) => one.name === name);
      assert.ok(server);
      return server;
    };
    const first = await servers.create(home.operator, { ...relay, name: 'First', sequence: 100 });
    const second = await servers.create(home.operator, { ...relay, name: 'Second', sequence: 200, active: false });
    const changes = [
      { from: 'it@elsewhere.example' },
      { from_filter: 'elsewhere.example' },
      { sequence: 300 },
      { max_per_minute: 1 },
      { active: false },
    ];
    const wished: string[] = [];
    for (const input of changes) {
      wished.push(await pending(servers.edit(as(ada), first.id, { version: first.version, input })));
    }
    for (const id of wished.slice(1)) await approvals.refuse(as(sam), id);
    await servers.edit(as(ada), second.id, { version: second.version, input: { name: 'Spare', max_connections: 2 } });
    assert.equal((await found('First')).from, null);
    await approvals.approve(as(sam), wished[0] ?? '');
    assert.equal((await found('First')).from, 'it@elsewhere.example');

    const ids = (await servers.list(home.operator)).map(({ id }) => id);
    const turned = [...ids.slice(0, -2), second.id, first.id];
    await servers.order(as(ada), ids);
    const [moving, again] = [
      await pending(servers.order(as(ada), turned)),
      await pending(servers.order(as(sam), turned)),
    ];
    const order = async () => (await servers.list(home.operator)).map(({ id }) => id);
    assert.deepEqual(await order(), ids);
    await approvals.approve(as(sam), moving);
    assert.deepEqual(await order(), turned);
    await refuses(approvals.approve(as(ada), again), 'changed_meanwhile');

    const ending = await pending(servers.remove(as(ada), first.id));
    const stale = await pending(servers.remove(as(sam), first.id));
    const { version } = await found('First');
    await servers.edit(as(ada), first.id, { version, input: { name: 'Other first' } });
    await refuses(approvals.approve(as(ada), stale), 'changed_meanwhile');
    await approvals.refuse(as(sam), ending);
    await approvals.approve(as(sam), await pending(servers.remove(as(ada), first.id)));
    await servers.remove(as(ada), second.id);
    assert.deepEqual(await order(), ids.slice(0, -2));
  });

  it('guards where links lead, and whom letters come from: the addresses of a company, and nothing else of it', async () => {
    const { approvals, users, database } = home.app;
    const [company] = await users.companies(database.read);
    assert.ok(company);
    const sender = (senderAddress: string) => users.saveCompany(as(ada), { id: company.id, form: { senderAddress } });
    const senderNow = async () => (await users.companies(database.read))[0]?.senderAddress;
    const away = await pending(sender('it@elsewhere.example'));
    assert.equal(await senderNow(), undefined);
    await approvals.approve(as(sam), away);
    assert.equal(await senderNow(), 'it@elsewhere.example');
    await approvals.refuse(as(sam), await pending(sender('')));
    const { version } = (await users.companies(database.read))[0] ?? {};
    await users.saveCompany(home.operator, { id: company.id, version, form: { senderAddress: '' } });
    const move = (baseUrl: string) => users.saveCompany(as(ada), { id: company.id, form: { baseUrl } });
    const addressNow = async () => (await users.companies(database.read))[0]?.baseUrl;
    await pending(
      users.saveCompany(as(ada), { form: { ...company, name: 'Elsewhere', baseUrl: 'https://new.example' } }),
    );
    const id = await pending(move('https://elsewhere.example'));
    assert.match(
      (await toldTo(sam))[0] ?? '',
      /that letters to people of .* come from another address, or their links lead to another one\./,
    );
    assert.equal(await addressNow(), undefined);
    await approvals.approve(as(sam), id);
    assert.equal(await addressNow(), 'https://elsewhere.example');
    const stale = await pending(move('https://stale.example'));
    await users.saveCompany(as(ada), { id: company.id, form: { help: { name: 'Somebody else' }, baseUrl: '' } });
    await refuses(approvals.approve(as(sam), stale), 'changed_meanwhile');
    assert.equal(await addressNow(), undefined);
  });

  it('guards where letters come back to, and keeps what was to change together with it', async () => {
    const { approvals, settings, database } = home.app;
    const bounces = 'bounces@elsewhere.example';
    const now = async () => {
      const { bounce_address, link_life } = await settings.read(database.read);
      return [bounce_address, link_life];
    };
    const together = { bounce_address: bounces, link_life: 10 * minute };
    const id = await pending(settings.changeSeveral(as(ada), together));
    const stale = await pending(settings.changeSeveral(as(sam), together));
    assert.match((await toldTo(sam))[0] ?? '', /that letters which come back go to another address\./);
    assert.deepEqual(await now(), [null, day]);
    await approvals.approve(as(sam), id);
    assert.deepEqual(await now(), [bounces, 10 * minute]);
    await refuses(approvals.approve(as(ada), stale), 'changed_meanwhile');
    await approvals.approve(as(sam), await pending(settings.revert(as(ada), 'bounce_address')));
    await settings.revert(as(ada), 'link_life');
    assert.deepEqual(await now(), [null, day]);
  });

  it('is not got rid of by one person who switches it off', async () => {
    const { approvals, settings, database } = home.app;
    const id = await pending(settings.change(as(ada), 'approve_mail_servers', false));
    assert.match(
      (await toldTo(sam))[0] ?? '',
      /that changes of outgoing mail servers and of addresses in letters need no second administrator any more\./,
    );
    await pending(settings.revert(as(ada), 'approve_administrator_resets'));
    assert.equal((await settings.read(database.read)).approve_mail_servers, true);
    await approvals.approve(as(sam), id);
    assert.equal((await settings.read(database.read)).approve_mail_servers, false);
  });

  it('holds for who becomes an administrator: somebody new, somebody who rises, somebody back from the archive', async () => {
    const { app } = home;
    const { approvals, resets, users } = app;
    const eve = { login: 'eve', name: 'Eve', email: 'eve@example.com', role: 'settings' } as const;
    const mallory = { ...eve, login: 'mallory', email: 'mallory@example.com' };
    const riser = await home.confirmed({ login: 'riser', email: 'riser@example.com', role: 'access', password });
    const back = await home.confirmed({ login: 'back', email: 'back@example.com', role: 'settings', password });
    await users.archive(home.operator, back.id);
    await refuses(users.create(as(ada), { ...eve, login: 'Lee' }), 'login_taken');
    const wished = [
      await pending(resets.invite(as(ada), eve, {})),
      await pending(users.edit(as(ada), riser.id, { change: { role: 'settings', name: 'Riser' } })),
      await pending(users.unarchive(as(ada), back.id)),
    ];
    const refused = await pending(users.create(as(ada), mallory));
    const found = async () => [
      (await users.meantBy(app.database.read, 'eve'))[0]?.role,
      (await users.byId(app.database.read, riser.id))?.role,
      (await users.byId(app.database.read, back.id))?.state,
      (await users.meantBy(app.database.read, 'mallory'))[0]?.role,
    ];
    assert.deepEqual(await found(), [undefined, 'access', 'archived', undefined]);
    assert.match((await toldTo(sam))[0] ?? '', /\(ada\) asked on .* that eve \(eve\) be an administrator\./);
    await approvals.refuse(as(sam), refused);
    for (const id of wished) await refuses(approvals.approve(as(ada), id), 'approval_own');
    for (const id of wished) await approvals.approve(as(sam), id);
    for (const id of [...wished, refused]) await refuses(approvals.approve(as(sam), id), 'approval_ended');
    assert.deepEqual(await found(), ['settings', 'settings', 'confirmed', undefined]);
    assert.equal((await home.letters(eve.email)).length, 1);
    const { items } = await app.audit.list(home.operator, { subjectId: riser.id });
    assert.ok(items.some(({ event, actor }) => event === 'user.edited' && actor.label === 'ada'));
    // A helper of the help desk is no administrator, and the command line waits for nobody.
    await users.create(as(ada), { ...mallory, role: 'helpdesk' });
    await users.create(home.operator, { ...mallory, login: 'chief', email: 'chief@example.com' });
  });

  it('holds for how another administrator is reached, so that no mailbox of somebody else asks in their place', async () => {
    const { app } = home;
    const { approvals, factors, resets, users } = app;
    const user = await home.confirmed({ login: 'uma', email: 'uma@example.com', role: 'settings', password });
    const now = async () => {
      const { login, email } = (await users.byId(app.database.read, user.id)) ?? {};
      return [login, email];
    };
    await users.edit(as(ada), user.id, { change: { name: 'Uma' } });
    const away = await pending(users.edit(as(ada), user.id, { change: { email: 'ada.too@example.com' } }));
    const demoted = { email: 'ada.too@example.com', role: 'user' } as const;
    const both = await pending(users.edit(as(ada), user.id, { change: demoted }));
    const renamed = await pending(users.edit(as(ada), user.id, { change: { login: 'ada.too@example.com' } }));
    const bare = await pending(factors.removeAll(as(ada), user.id, { identityCheck: 'called_back', note: '' }));
    assert.deepEqual(await now(), ['uma', 'uma@example.com']);
    await resets.ask(strangerAt('192.0.2.9'), { login: 'ada.too@example.com' });
    await resets.decide();
    assert.deepEqual(await home.letters('ada.too@example.com'), []);
    assert.match((await toldTo(user))[0] ?? '', /to change the email or login of the administrator Uma \(uma\)\./);
    await approvals.refuse(as(sam), both);
    await approvals.approve(as(sam), renamed);
    await approvals.approve(as(user), bare);
    // What was wished for whom somebody else has changed meanwhile is not done.
    await refuses(approvals.approve(as(sam), away), 'changed_meanwhile');
    assert.deepEqual(await now(), ['ada.too@example.com', 'uma@example.com']);
    const { items } = await app.audit.list(home.operator, { subjectId: user.id });
    assert.equal(items.filter(({ event, actor }) => event === 'factors.removed' && actor.label === 'ada').length, 1);
    await users.edit(home.operator, user.id, { change: { login: 'uma' } });
    await users.edit(as(user), user.id, { change: { email: 'uma@example.org' } });
    assert.deepEqual(await now(), ['uma', 'uma@example.org']);
  });

  it('waits for whoever could decide, also where no letter reaches them', async () => {
    const other = await openInstallation(engine);
    try {
      const { settings, mail, approvals } = other.app;
      const asker = await other.confirmed({ login: 'asker', email: 'asker@example.com', role: 'settings', password });
      await settings.change(other.operator, 'approve_mail_servers', true);
      await other.adopted({ login: 'invited', role: 'settings', state: 'invited', email: 'invited@example.com' });
      const made = await mail.servers.create(as(asker), relay);
      const silent = await other.confirmed({ login: 'silent', role: 'settings', password });
      const id = await pending(mail.servers.remove(as(asker), made.id));
      await approvals.approve(as(silent), id);
      assert.ok(!(await mail.servers.list(other.operator)).some((server) => server.id === made.id));
    } finally {
      await other.close();
    }
  });

  it('is not done for somebody who may no longer do it', async () => {
    const { approvals, resets, users } = home.app;
    const gone = await home.confirmed({ login: 'gone', email: 'gone@example.com', role: 'settings', password });
    const id = await pending(resets.send(as(gone), lee?.id ?? '', {}));
    await users.edit(home.operator, gone.id, { change: { role: 'helpdesk' } });
    await refuses(approvals.approve(as(sam), id), 'forbidden');
    assert.equal(await resetLetters(lee), 2);
  });
});
