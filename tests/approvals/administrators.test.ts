import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { type OpenedApprovals, openApprovals, password } from './opened.ts';

onEveryEngine('an approval of who is an administrator', (engine) => {
  let home: OpenedApprovals;
  let ada: User;
  let sam: User;
  before(async () => {
    home = await openApprovals(engine);
    [ada, sam] = [await home.person('ada', 'settings'), await home.person('sam', 'settings')];
  });
  after(() => home.close());

  it('holds for who becomes an administrator: somebody new, somebody who rises, somebody back from the archive', async () => {
    const { app } = home;
    const { approvals, resets, users } = app;
    const eve = { login: 'eve', name: 'Eve', email: 'eve@example.com', role: 'settings' } as const;
    const mallory = { ...eve, login: 'mallory', email: 'mallory@example.com' };
    const riser = await home.confirmed({ login: 'riser', email: 'riser@example.com', role: 'access', password });
    const back = await home.confirmed({ login: 'back', email: 'back@example.com', role: 'settings', password });
    await users.archive(home.operator, back.id);
    await refuses(users.create(signedIn(ada), { ...eve, login: 'Sam' }), 'login_taken');
    const wished = [
      await home.pending(resets.invite(signedIn(ada), eve, {})),
      await home.pending(users.edit(signedIn(ada), riser.id, { change: { role: 'settings', name: 'Riser' } })),
      await home.pending(users.unarchive(signedIn(ada), back.id)),
    ];
    const refused = await home.pending(users.create(signedIn(ada), mallory));
    const found = async () => [
      (await users.meantBy(app.database.read, 'eve'))[0]?.role,
      (await users.byId(app.database.read, riser.id))?.role,
      (await users.byId(app.database.read, back.id))?.state,
      (await users.meantBy(app.database.read, 'mallory'))[0]?.role,
    ];
    assert.deepEqual(await found(), [undefined, 'access', 'archived', undefined]);
    assert.match((await home.toldTo(sam))[0] ?? '', /\(ada\) asked on .* that eve \(eve\) be an administrator\./);
    await approvals.refuse(signedIn(sam), refused);
    for (const id of wished) await refuses(approvals.approve(signedIn(ada), id), 'approval_own');
    for (const id of wished) await approvals.approve(signedIn(sam), id);
    for (const id of [...wished, refused]) await refuses(approvals.approve(signedIn(sam), id), 'approval_ended');
    assert.deepEqual(await found(), ['settings', 'settings', 'confirmed', undefined]);
    assert.equal((await home.letters(eve.email)).length, 1);
    const { items } = await app.audit.list(home.operator, { subjectId: riser.id });
    assert.ok(items.some(({ event, actor }) => event === 'user.edited' && actor.label === 'ada'));
    // A helper of the help desk is no administrator, and the command line waits for nobody.
    await users.create(signedIn(ada), { ...mallory, role: 'helpdesk' });
    await users.create(home.operator, { ...mallory, login: 'chief', email: 'chief@example.com' });
  });

  it('brings back from the archive whom it told of, and nobody who was made somebody else meanwhile', async () => {
    const { approvals, users, database } = home.app;
    const gone = await home.person('gone', 'settings');
    await users.archive(home.operator, gone.id);
    const told = await home.pending(users.unarchive(signedIn(ada), gone.id));
    const email = 'elsewhere@example.com';
    for (const change of [{ role: 'access' as const }, { email }]) await users.edit(signedIn(ada), gone.id, { change });
    await refuses(approvals.approve(signedIn(sam), told), 'changed_meanwhile');
    assert.deepEqual(
      [await home.stateOf(told), (await users.byId(database.read, gone.id))?.state],
      ['failed', 'archived'],
    );
  });

  it('holds for how another administrator is reached, so that no mailbox of somebody else asks in their place', async () => {
    const { app } = home;
    const { approvals, factors, resets, users } = app;
    const user = await home.confirmed({ login: 'uma', email: 'uma@example.com', role: 'settings', password });
    const now = async () => {
      const { login, email } = (await users.byId(app.database.read, user.id)) ?? {};
      return [login, email];
    };
    await users.edit(signedIn(ada), user.id, { change: { name: 'Uma' } });
    const away = await home.pending(users.edit(signedIn(ada), user.id, { change: { email: 'ada.too@example.com' } }));
    const demoted = { email: 'ada.too@example.com', role: 'user' } as const;
    const both = await home.pending(users.edit(signedIn(ada), user.id, { change: demoted }));
    const renamed = await home.pending(
      users.edit(signedIn(ada), user.id, { change: { login: 'ada.too@example.com' } }),
    );
    const bare = await home.pending(
      factors.removeAll(signedIn(ada), user.id, { identityCheck: 'called_back', note: '' }),
    );
    assert.deepEqual(await now(), ['uma', 'uma@example.com']);
    await resets.ask(strangerAt('192.0.2.9'), { login: 'ada.too@example.com' });
    await resets.decide();
    assert.deepEqual(await home.letters('ada.too@example.com'), []);
    assert.match(
      (await home.toldTo(user))[0] ?? '',
      /to change the email, login or company of the administrator Uma \(uma\)\./,
    );
    await approvals.refuse(signedIn(sam), both);
    await approvals.approve(signedIn(sam), renamed);
    await approvals.approve(signedIn(user), bare);
    // What was wished for whom somebody else has changed meanwhile is not done.
    await refuses(approvals.approve(signedIn(sam), away), 'changed_meanwhile');
    assert.deepEqual(await now(), ['ada.too@example.com', 'uma@example.com']);
    const { items } = await app.audit.list(home.operator, { subjectId: user.id });
    assert.equal(items.filter(({ event, actor }) => event === 'factors.removed' && actor.label === 'ada').length, 1);
    await users.edit(home.operator, user.id, { change: { login: 'uma' } });
    await users.edit(signedIn(user), user.id, { change: { email: 'uma@example.org' } });
    assert.deepEqual(await now(), ['uma', 'uma@example.org']);
  });

  it('holds for another administrator’s company, from which letters come and by way of which their links lead', async () => {
    const { approvals, resets, users } = home.app;
    const branch = {
      name: 'Branch',
      help: { name: 'Branch desk' },
      baseUrl: 'https://branch.example',
      senderAddress: 'desk@branch.example',
    };
    const { id: company } = await users.saveCompany(home.operator, { form: branch });
    const wilma = await home.person('wilma', 'settings');
    const moved = await home.pending(users.edit(signedIn(ada), wilma.id, { change: { company: 'Branch' } }));
    const yves = { login: 'yves', name: 'Yves', role: 'settings', company: 'Branch' } as const;
    const made = await home.pending(users.create(signedIn(ada), yves));
    // Whatever is called so by then.
    await users.saveCompany(signedIn(ada), { id: company, form: { name: 'Former branch' } });
    await users.saveCompany(signedIn(ada), { form: { name: 'Branch', help: { name: 'Another desk' } } });
    const text = async () => {
      await resets.ask(strangerAt('192.0.2.7'), { login: 'wilma' });
      await resets.decide();
      return (await home.letters('wilma@example.com'))[0]?.text ?? '';
    };
    assert.doesNotMatch(await text(), /branch\.example/);
    assert.match(
      (await home.toldTo(sam))[0]?.replaceAll('\u2060', '') ?? '',
      /administrator Person wilma \(wilma\)\. .*- Company: Branch \(https:\/\/branch\.example, desk@branch\.example\), so far Lumen/,
    );
    for (const id of [moved, made]) await approvals.approve(signedIn(sam), id);
    for (const login of ['wilma', 'yves']) assert.equal((await users.named(login)).companyId, company);
    // Of whoever is to be an administrator it is told also where it stays.
    await users.edit(signedIn(ada), wilma.id, { change: { role: 'access' } });
    const back = await home.pending(users.edit(signedIn(ada), wilma.id, { change: { role: 'settings' } }));
    const { changes } = await approvals.find(signedIn(sam), back);
    assert.ok(changes.some(({ field, after }) => field === 'company' && /^Former branch \(/.test(String(after))));
  });

  it('tells of whoever is to be an administrator that staff removed their second factors lately', async () => {
    const { approvals, factors, users } = home.app;
    const how = { identityCheck: 'known', note: '' };
    const raise = (id: string) => users.edit(signedIn(ada), id, { change: { role: 'settings' } });
    const removedIn = async (id: string) =>
      (await approvals.find(signedIn(sam), id)).changes.some(({ field }) => field === 'factors_removed_at');
    const xena = await home.person('xena', 'settings');
    await users.edit(signedIn(ada), xena.id, { change: { role: 'access' } });
    const before = await home.pending(raise(xena.id));
    assert.equal(await removedIn(before), false);
    await factors.removeAll(signedIn(ada), xena.id, how);
    // What was told is not so any more.
    await refuses(approvals.approve(signedIn(sam), before), 'changed_meanwhile');
    const after = await home.pending(raise(xena.id));
    assert.equal(await removedIn(after), true);
    assert.match((await home.toldTo(sam))[0] ?? '', /Second factors removed by staff on: /);
    await approvals.approve(signedIn(sam), after);
  });
});
