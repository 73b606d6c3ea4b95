import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { endRestored } from '../../src/cli/end-restored.ts';
import { createPiecemeal } from '../../src/database/index.ts';
import { day } from '../../src/kernel/index.ts';
import type { Message } from '../../src/mail/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { type OpenedApprovals, openApprovals, password, relay } from './opened.ts';

onEveryEngine('what a second administrator has to approve', (engine) => {
  let home: OpenedApprovals;
  let ada: User;
  let sam: User;
  let lee: User;
  before(async () => {
    home = await openApprovals(engine);
    [ada, lee] = [await home.person('ada', 'settings'), await home.person('lee', 'access')];
  });
  after(() => home.close());

  const resetLetters = async (user: User) =>
    (await home.letters(user.email ?? '')).filter(({ subject }) => subject.startsWith('Password reset')).length;

  it('waits for nobody where nobody else could approve', async () => {
    await home.app.resets.send(signedIn(ada), lee.id, {});
    assert.equal(await resetLetters(lee), 1);
    const { users } = home.app;
    const early = await users.create(signedIn(ada), {
      login: 'early',
      name: 'Early',
      email: 'early@x.test',
      role: 'settings',
    });
    await users.edit(signedIn(ada), early.id, { change: { email: 'early@example.com' } });
    sam = await home.person('sam', 'settings');
  });

  it('is done in the name of whoever asked, once, and only by somebody else', async () => {
    const { approvals, resets, audit } = home.app;
    const id = await home.pending(resets.send(signedIn(ada), lee.id, { identityCheck: 'called_back' }));
    assert.equal(await resetLetters(lee), 1);
    assert.equal(await approvals.waiting(home.app.database.read), 1);
    await refuses(approvals.approve(signedIn(ada), id), 'approval_own');
    await refuses(approvals.approve(signedIn(lee), id), 'forbidden');
    const both = await Promise.allSettled([approvals.approve(signedIn(sam), id), approvals.approve(home.operator, id)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    await refuses(approvals.approve(signedIn(sam), id), 'approval_ended');
    assert.equal(await resetLetters(lee), 2);
    const { items } = await audit.list(home.operator, { subjectId: lee.id });
    const events = items.map(({ event, actor }) => `${event} ${actor.label}`);
    assert.ok(events.includes('approval.asked ada'), events.join());
    assert.ok(events.some((one) => one.startsWith('approval.approved')));
    const reset = await home.app.database.read
      .selectFrom('resets')
      .select(['identity_check', 'asked_by_label'])
      .where('user_id', '=', lee.id)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    assert.deepEqual(reset, { identity_check: 'called_back', asked_by_label: 'ada' });
  });

  it('goes where it was told that it goes, and nowhere else: not once the email has changed', async () => {
    const { approvals, resets, users } = home.app;
    const moved = await home.confirmed({ login: 'moved', email: 'moved@example.com', role: 'access', password });
    const first = await resets.send(home.operator, moved.id, {});
    const asked = [
      await home.pending(resets.send(signedIn(ada), moved.id, {})),
      await home.pending(resets.resend(signedIn(ada), first.reset.id, {})),
    ];
    await users.edit(signedIn(ada), moved.id, { change: { email: 'moved@elsewhere.example' } });
    const letters = async () => (await home.letters('moved@elsewhere.example')).map(({ subject }) => subject);
    for (const id of asked) {
      await refuses(approvals.approve(signedIn(sam), id), 'changed_meanwhile');
      assert.equal(await home.stateOf(id), 'failed');
    }
    assert.deepEqual(await letters(), ['Your sign-in details were changed']);
  });

  it('is told by letter to whoever else may decide, with the page that does it and nothing that opens anything', async () => {
    const { app } = home;
    const id = await home.pending(app.resets.send(signedIn(ada), lee.id, {}));
    const [text = ''] = await home.toldTo(sam);
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
    assert.deepEqual([await home.toldTo(ada), await home.toldTo(lee)], [[], []]);
    await app.approvals.refuse(signedIn(sam), id);
    const late = { kind: 'approval_asked', userId: sam.id, data: { since: 0 } } as Partial<Message>;
    assert.deepEqual(await app.resets.composer.compose(late as Message), { outdated: 'nothing_left' });
  });

  it('is one letter that tells of all where much is asked for at once', async () => {
    const { approvals, resets } = home.app;
    const before = (await home.toldTo(sam)).length;
    const asked: string[] = [];
    for (let count = 0; count < 12; count++) {
      asked.push(await home.pending(resets.send(signedIn(ada), lee.id, { note: `${count}` })));
    }
    const [text = '', ...others] = await home.toldTo(sam);
    assert.equal(others.length, before);
    assert.equal(text.match(/be sent a link/g)?.length, 10);
    assert.match(text, /More requests wait\./);
    for (const id of asked) await approvals.refuse(signedIn(ada), id);
  });

  it('is told by letter if and only if it is kept', async () => {
    const { app } = home;
    const kept = async () =>
      (await app.mail.list(home.operator, {})).items.filter(({ kind }) => kind === 'approval_asked').length;
    const before = await kept();
    const subject = { id: lee.id, label: 'lee' };
    const undone = app.database.write(async (tx) => {
      await app.approvals.demand(tx, signedIn(ada), { kind: 'reset', subject, wish: {}, changes: [] });
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    assert.deepEqual([await kept(), await app.approvals.waiting(app.database.read)], [before, 0]);
  });

  it('is not asked for where the user is no administrator, nor of the command line', async () => {
    const mira = await home.confirmed({ login: 'mira', email: 'mira@example.com', password });
    await home.app.resets.send(signedIn(ada), mira.id, {});
    await home.app.resets.send(home.operator, lee.id, { printLink: true });
  });

  it('can be refused, withdrawn by whoever asked, and runs out', async () => {
    const { approvals, resets } = home.app;
    const ask = (note: string) => home.pending(resets.send(signedIn(ada), lee.id, { note }));
    const [refused, withdrawn, old] = [await ask('one'), await ask('two'), await ask('three')];
    await approvals.refuse(signedIn(sam), refused);
    await approvals.refuse(signedIn(ada), withdrawn);
    assert.deepEqual([await home.stateOf(refused), await home.stateOf(withdrawn)], ['refused', 'refused']);
    await home.later(day);
    await refuses(approvals.approve(signedIn(sam), old), 'approval_ended');
    const ranOut = (await approvals.list(signedIn(ada))).find(({ id }) => id === old);
    assert.equal(ranOut?.state, 'expired', 'told at once, before it is swept');
    await approvals.sweep(createPiecemeal(home.app));
    assert.equal(await home.stateOf(old), 'expired');
    assert.equal(await resetLetters(lee), 2);
  });

  it('waits for whoever could decide, also where no letter reaches them', async () => {
    const other = await openInstallation(engine);
    try {
      const { settings, mail, approvals } = other.app;
      const asker = await other.confirmed({ login: 'asker', email: 'asker@example.com', role: 'settings', password });
      await settings.change(other.operator, 'approve_mail_servers', true);
      await other.adopted({ login: 'invited', role: 'settings', state: 'invited', email: 'invited@example.com' });
      const made = await mail.servers.create(signedIn(asker), relay);
      const silent = await other.confirmed({ login: 'silent', role: 'settings', password });
      const id = await home.pending(mail.servers.remove(signedIn(asker), made.id));
      await approvals.approve(signedIn(silent), id);
      assert.ok(!(await mail.servers.list(other.operator)).some((server) => server.id === made.id));
    } finally {
      await other.close();
    }
  });

  it('is not done for somebody who may no longer do it, nor once they may again', async () => {
    const { approvals, resets, users } = home.app;
    const gone = await home.confirmed({ login: 'gone', email: 'gone@example.com', role: 'settings', password });
    const id = await home.pending(resets.send(signedIn(gone), lee.id, {}));
    await users.edit(home.operator, gone.id, { change: { role: 'helpdesk' } });
    await refuses(approvals.approve(signedIn(sam), id), 'approval_ended');
    await users.edit(home.operator, gone.id, { change: { role: 'settings' } });
    await refuses(approvals.approve(signedIn(sam), id), 'approval_ended');
    assert.equal((await approvals.find(home.operator, id)).reason, 'session_ended');
    assert.equal(await resetLetters(lee), 2);
  });

  it('F-35 waits no more in a restored backup, where what was refused since would wait again', async () => {
    const { approvals, resets, database } = home.app;
    const id = await home.pending(resets.send(signedIn(ada), lee.id, { note: 'before the backup' }));
    const ended = await database.write((tx) => endRestored(tx, home.app, home.operator));
    assert.ok(ended.approvals >= 1);
    assert.deepEqual([await home.stateOf(id), await approvals.waiting(database.read)], ['refused', 0]);
    await refuses(approvals.approve(signedIn(sam), id), 'approval_ended');
  });
});
