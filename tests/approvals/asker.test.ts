import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createPiecemeal } from '../../src/database/index.ts';
import { type Caller, day, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { type OpenedApprovals, openApprovals, password } from './opened.ts';

onEveryEngine('whoever asked for an approval', (engine) => {
  let home: OpenedApprovals;
  let sam: User;
  let lee: User;
  before(async () => {
    home = await openApprovals(engine);
    [sam, lee] = [await home.person('sam', 'settings'), await home.person('lee', 'access')];
  });
  after(() => home.close());

  let notes = 0;
  const ask = (asker: User): Promise<string> =>
    home.pending(home.app.resets.send(signedIn(asker), lee.id, { note: `Call ${++notes}` }));
  /** A job of theirs that has begun. */
  const jobOf = async (asker: User) => {
    const user = await home.adopted({ login: `of-${asker.login}` });
    const id = await home.app.jobs.start(signedIn(asker), { kind: 'users.archive', subjectIds: [user.id], data: {} });
    return { id, state: async () => (await home.app.jobs.describe(home.operator, id)).state };
  };
  const withdrawnBecause = async (id: string) =>
    (await home.app.audit.list(home.operator, { event: 'approval.refused' })).items.find(
      ({ details }) => details['approval'] === id,
    )?.details['because'];

  it('takes it back with "This was not me", and what was begun in their name is paused', async () => {
    const { sessions, resets, approvals } = home.app;
    const owner = await home.person('owner', 'settings');
    const from = (address: string, agent: string) =>
      sessions.signIn(strangerAt(address, agent), { login: 'owner', password, knownBrowser: undefined });
    await from('198.51.100.1', 'Owner');
    await home.later(minute);
    await from('203.0.113.66', 'Thief');
    const [thiefs, others] = [await ask(owner), await ask(sam)];
    const [job, other] = [await jobOf(owner), await jobOf(sam)];
    const letters = (await home.letters('owner@example.com')).map(({ text }) => text).join();
    const [, token = ''] = /not_me\?token=([A-Za-z0-9_-]+)/.exec(letters) ?? [];
    await resets.notMe(strangerAt('198.51.100.1'), token, 'not_me');
    assert.deepEqual([await home.stateOf(thiefs), await home.stateOf(others)], ['refused', 'waiting']);
    assert.deepEqual([await job.state(), await other.state()], ['paused', 'running']);
    await refuses(approvals.approve(signedIn(sam), thiefs), 'approval_ended');
    assert.equal(await withdrawnBecause(thiefs), 'password_void');
    assert.equal((await approvals.find(home.operator, thiefs)).decidedBy?.label, 'owner');
    await approvals.refuse(signedIn(sam), others);
  });

  it('takes it back with all else that ends when a link replaces their password, and goes on with one they changed', async () => {
    const { approvals, resets, database } = home.app;
    const owner = await home.person('locked-out', 'settings');
    const kept = await ask(owner);
    const change = { user: owner, by: 'owner', caller: signedIn(owner) } as const;
    await database.write(async (tx) => void (await approvals.follower.passwordReplaced(tx, change)));
    assert.equal(await home.stateOf(kept), 'waiting');
    const { link } = await resets.send(home.operator, owner.id, { printLink: true });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    await resets.redeem(strangerAt('198.51.100.1'), { token, password: 'Harbour-violet-29' });
    assert.equal(await home.stateOf(kept), 'refused');
    assert.equal(await withdrawnBecause(kept), 'password_changed');
  });

  describe('in a session that is ended', () => {
    /** Somebody in two sessions, and what was asked for in each. */
    const inTwo = async (login: string) => {
      const owner = await home.person(login, 'settings');
      const inside = async (address: string): Promise<Caller & { session: string; token: string }> => {
        const signIn = { login, password, knownBrowser: undefined };
        const { token } = openedSession(await home.app.sessions.signIn(strangerAt(address), signIn));
        const session = (await home.app.sessions.whoIs(token))?.sessionId ?? '';
        return {
          ...strangerAt(address),
          actor: { ...signedIn(owner).actor, session } as Caller['actor'],
          session,
          token,
        };
      };
      const [own, thiefs] = [await inside('198.51.100.1'), await inside('203.0.113.66')];
      const askIn = (caller: Caller) => home.pending(home.app.resets.send(caller, lee.id, { note: `Call ${++notes}` }));
      const [mine, theirs] = [await askIn(own), await askIn(thiefs)];
      const states = async () => [await home.stateOf(mine), await home.stateOf(theirs)];
      return { owner, own, thiefs, askIn, theirs, states };
    };

    it('has it withdrawn by staff who end the user’s sessions, which its page tells with the reason', async () => {
      const { sessions, approvals } = home.app;
      const { owner, own, theirs, states } = await inTwo('staff-end');
      await sessions.signOut(own, undefined);
      await sessions.endOf(signedIn(sam), owner.id);
      assert.deepEqual(await states(), ['refused', 'refused']);
      assert.equal(await withdrawnBecause(theirs), 'session_ended');
      assert.equal((await approvals.find(home.operator, theirs)).reason, 'session_ended');
      await refuses(approvals.approve(signedIn(sam), theirs), 'approval_ended');
    });

    it('has it withdrawn also where only that one is ended, by staff or by its owner', async () => {
      const { sessions } = home.app;
      const one = await inTwo('staff-ends-one');
      await sessions.endOf(signedIn(sam), one.owner.id, one.thiefs.session);
      assert.deepEqual(await one.states(), ['waiting', 'refused']);
      const other = await inTwo('owner-ends-one');
      await sessions.end(other.own, other.thiefs.session);
      assert.deepEqual(await other.states(), ['waiting', 'refused']);
      const all = await inTwo('owner-ends-others');
      await sessions.endOthers(all.own, all.own.session);
      assert.deepEqual(await all.states(), ['waiting', 'refused']);
    });

    it('has it withdrawn with the others also where that one had ended by itself, by signing out say', async () => {
      const { sessions } = home.app;
      const leaves = async (login: string) => {
        const both = await inTwo(login);
        await sessions.signOut(both.thiefs, both.thiefs.token);
        assert.deepEqual(await both.states(), ['waiting', 'waiting']);
        return both;
      };
      const [ending, changing] = [await leaves('left-before-ending'), await leaves('left-before-changing')];
      await sessions.endOthers(ending.own, ending.own.session);
      assert.deepEqual(await ending.states(), ['waiting', 'refused']);
      const changed = { oldPassword: password, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
      await sessions.changePassword(changing.own, changed);
      assert.deepEqual(await changing.states(), ['waiting', 'refused']);
    });

    it('has it withdrawn however closely its asking and the end of all sessions meet', async () => {
      for (const lead of [0, 2, 4, 6]) {
        const { owner, thiefs, askIn } = await inTwo(`meets-${lead}`);
        const asked = askIn(thiefs).catch(() => undefined); // or too late
        await delay(lead);
        await home.app.users.edit(home.operator, owner.id, { change: { email: `meets-${lead}@another.example` } });
        const id = await asked;
        if (id !== undefined) assert.equal(await home.stateOf(id), 'refused');
      }
      await home.later(minute);
    });

    it('has it withdrawn with a changed password, and keeps what was asked for where it was changed', async () => {
      const { own, states } = await inTwo('owner-changes');
      const changed = { oldPassword: password, newPassword: 'Harbour-violet-29', confirmPassword: 'Harbour-violet-29' };
      await home.app.sessions.changePassword(own, changed);
      assert.deepEqual(await states(), ['waiting', 'refused']);
    });

    it('keeps it where whoever asked has signed out', async () => {
      const { users } = home.app;
      const owner = await home.person('leaves', 'settings');
      const { token } = openedSession(
        await home.app.sessions.signIn(strangerAt('198.51.100.1'), {
          login: 'leaves',
          password,
          knownBrowser: undefined,
        }),
      );
      const session = (await home.app.sessions.whoIs(token))?.sessionId;
      const caller = { ...signedIn(owner), actor: { ...signedIn(owner).actor, session } as Caller['actor'] };
      const id = await home.pending(home.app.resets.send(caller, lee.id, { note: 'Before leaving' }));
      await home.app.sessions.signOut(caller, token);
      assert.equal(await home.stateOf(id), 'waiting');
      const change = { email: 'leaves@another.example' };
      await users.edit(home.operator, owner.id, { change });
      assert.equal(await home.stateOf(id), 'refused', 'whose mailbox it is, staff say');
    });
  });

  it('has what was begun in their name paused when a link replaces their password, and not with one they changed', async () => {
    const { jobs, resets, users, database } = home.app;
    const owner = await home.person('in-a-foreign-session', 'settings');
    const job = await jobOf(owner);
    const change = { user: owner, hash: 'unused', policy: 'guide@1', by: 'owner', caller: signedIn(owner) } as const;
    await database.write((tx) => users.replacePassword(tx, change));
    assert.equal(await job.state(), 'running');
    const { link } = await resets.send(home.operator, owner.id, { printLink: true });
    const token = new URL(link ?? '').searchParams.get('token') ?? '';
    await resets.redeem(strangerAt('198.51.100.1'), { token, password: 'Harbour-violet-29' });
    assert.equal(await job.state(), 'paused');
    await jobs.steer(signedIn(owner), job.id, 'resume');
    assert.equal(await job.state(), 'running');
  });

  it('may be a program: it is told with which key, and nothing is done once that ended', async () => {
    const { apiKeys, approvals, resets, users } = home.app;
    const wanted = { name: 'Nightly sync', scopes: ['resets:send', 'users:read', 'users:write', 'settings:write'] };
    const expiresAt = home.clock.now() + 30 * day;
    const { key, record } = await apiKeys.create(signedIn(sam), sam.id, { ...wanted, expiresAt });
    const program = await apiKeys.identify(strangerAt('203.0.113.9'), key);
    const other = await home.person('decider', 'settings');
    const mole = { login: 'mole', name: 'Mole', email: 'mole@elsewhere.example', role: 'settings' } as const;
    const [done, undone] = [
      await home.pending(resets.send(program, lee.id, {})),
      await home.pending(users.create(program, mole)),
    ];
    assert.equal((await approvals.find(signedIn(other), done)).askedBy.key, 'Nightly sync');
    await home.later(minute);
    const [letter] = (await home.letters('decider@example.com')).map(({ text }) => text.replaceAll(/\s+/g, ' '));
    assert.match(letter ?? '', /A program asked, with the API key Nightly sync\./);
    await approvals.approve(signedIn(other), done);
    const { items } = await home.app.audit.list(home.operator, { event: 'reset.asked', subjectId: lee.id });
    assert.equal(items[0]?.details['api_key_name'], 'Nightly sync');
    await apiKeys.revoke(signedIn(sam), record.id);
    await refuses(approvals.approve(signedIn(other), undone), 'forbidden');
    assert.equal(await home.stateOf(undone), 'failed');
    assert.deepEqual(await users.meantBy(home.app.database.read, 'mole'), []);
  });

  it('asks once for the same, however often the form is sent or the program calls', async () => {
    const { approvals, resets } = home.app;
    const how = { note: 'The same', identityCheck: 'known' } as const;
    const before = await approvals.waiting(home.app.database.read);
    const asked = await Promise.all([1, 2, 3].map(() => home.pending(resets.send(signedIn(sam), lee.id, how))));
    assert.equal(new Set(asked).size, 1);
    assert.equal(await approvals.waiting(home.app.database.read), before + 1);
    const other = await home.person('another', 'settings');
    const others = await home.pending(resets.send(signedIn(other), lee.id, how));
    assert.ok(!asked.includes(others), 'another asker is another request');
    await approvals.refuse(signedIn(sam), asked[0] ?? '');
    const anew = await home.pending(resets.send(signedIn(sam), lee.id, how));
    assert.ok(!asked.includes(anew), 'what was decided is asked for anew');
    for (const id of [others, anew]) await approvals.refuse(signedIn(sam), id);
  });

  it('is told the same where a form with a code that the caller read back is sent twice, which is good for once', async () => {
    const { resets, factors } = home.app;
    const about = await home.person('read-back', 'settings');
    const readBack = async (): Promise<string> => {
      await resets.sendCode(signedIn(sam), about.id);
      await home.later(minute);
      const [letter] = (await home.letters('read-back@example.com')).filter(({ text }) => /\b\d{3} \d{3}\b/.test(text));
      return /\b\d{3} \d{3}\b/.exec(letter?.text ?? '')?.[0] ?? '';
    };
    const how = { identityCheck: 'code', identityCode: await readBack() } as const;
    const sent = [1, 2].map(() => home.pending(resets.send(signedIn(sam), about.id, how)));
    assert.equal(new Set(await Promise.all(sent)).size, 1);
    await refuses(resets.send(signedIn(sam), about.id, { ...how, note: 'Another wish' }), 'code_wrong');
    const removal = { identityCheck: 'code', identityCode: await readBack(), note: '', form: 'sent twice' };
    const removed = [1, 2].map(() => home.pending(factors.removeAll(signedIn(sam), about.id, removal)));
    assert.equal(new Set(await Promise.all(removed)).size, 1);
  });

  it('is no more named once they are erased, nor is whom it was about, and what was decided goes with the record', async () => {
    const { approvals, resets, users, settings, database, audit } = home.app;
    const greta = await home.confirmed({
      login: 'greta.gone',
      email: 'greta.gone@person.example',
      role: 'settings',
      password,
    });
    const decided = await home.pending(resets.send(signedIn(sam), greta.id, { note: 'Greta rang from 5550123' }));
    await approvals.approve(signedIn(await home.person('judge', 'settings')), decided);
    const about = await home.pending(resets.send(signedIn(sam), greta.id, { note: 'Greta rang again' }));
    const own = await ask(greta);
    const judged = await ask(sam);
    await approvals.refuse(signedIn(greta), judged);
    await users.delete(home.operator, greta.id);
    assert.deepEqual([await home.stateOf(about), await home.stateOf(own)], ['refused', 'refused']);
    assert.equal(await withdrawnBecause(own), 'deleted');
    const rows = await database.read.selectFrom('approvals').selectAll().execute();
    assert.doesNotMatch(JSON.stringify(rows), /greta/i);
    const events = (await audit.list(home.operator, { event: 'approval.asked', limit: 1_000 })).items;
    assert.doesNotMatch(JSON.stringify(events.map(({ details }) => details)), /Greta|5550123/);
    const pseudonym = `deleted-${greta.id.slice(-8)}`;
    assert.equal((await approvals.find(home.operator, decided)).subject.label, pseudonym);
    assert.equal((await approvals.find(home.operator, judged)).decidedBy?.label, pseudonym);
    const kept = (await settings.read(database.read)).audit_retention;
    await home.later(kept + day);
    await approvals.sweep(createPiecemeal(home.app));
    await home.later(kept + day); // what ran out with the first sweep goes with the second one
    await approvals.sweep(createPiecemeal(home.app));
    assert.deepEqual(await approvals.list(home.operator), []);
  });

  it('is named as they were, and so is whoever decided, also when somebody who had the same login is erased', async () => {
    const { approvals, audit, users } = home.app;
    const clerk = signedIn(await home.person('clerk', 'access'));
    const judge = await home.person('judge.first', 'settings');
    const wish = (login: string) =>
      home.pending(
        users.create(signedIn(sam), { login, name: 'Wanted', email: `${login}@example.com`, role: 'settings' }),
      );
    const eraseA = async (login: string) => {
      const { id } = await users.create(clerk, { login, name: 'Somebody else' });
      await users.delete(clerk, id);
    };
    const decided = await wish('early');
    await approvals.approve(signedIn(judge), decided);
    await users.edit(signedIn(judge), judge.id, { change: { login: 'judge.second' } });
    await eraseA('judge.first');
    const waits = await wish('second');
    await eraseA('second');
    assert.equal((await approvals.find(home.operator, waits)).subject.label, 'second');
    await approvals.approve(signedIn({ ...judge, login: 'judge.second' }), waits);
    const about = async () =>
      (await audit.list(home.operator, { event: 'approval.approved', limit: 1 })).items[0]?.subject;
    const made = await users.named('second');
    assert.deepEqual(await about(), { kind: 'user', id: made.id, label: 'second' });
    assert.deepEqual((await approvals.find(home.operator, decided)).decidedBy, { id: judge.id, label: 'judge.first' });
    // Whom it was about and whoever decided are erased themselves.
    for (const { id } of [made, judge]) await users.delete(home.operator, id);
    const { subject, decidedBy } = await approvals.find(home.operator, waits);
    const gone = (id: string) => ({ id, label: `deleted-${id.slice(-8)}` });
    assert.deepEqual([subject, decidedBy], [gone(made.id), gone(judge.id)]);
  });

  it('has nothing waiting, and nothing under way, once they are archived', async () => {
    const gone = await home.person('gone', 'settings');
    const [id, job] = [await ask(gone), await jobOf(gone)];
    await home.app.users.archive(signedIn(sam), gone.id);
    assert.deepEqual([await home.stateOf(id), await job.state()], ['refused', 'paused']);
    assert.equal(await withdrawnBecause(id), 'archived');
    assert.equal((await home.app.approvals.find(home.operator, id)).decidedBy?.label, 'sam');
  });

  it('asks for no more than twenty at a time, so that the others see what they decide about', async () => {
    const { approvals, resets } = home.app;
    const eager = await home.person('eager', 'settings');
    const asked: string[] = [];
    for (let count = 0; count < 20; count++) asked.push(await ask(eager));
    const tooMany = await refuses(resets.send(signedIn(eager), lee.id, {}), 'too_many_approvals');
    assert.equal(tooMany.details.most, 20);
    assert.ok((await Promise.all(asked.map(home.stateOf))).every((state) => state === 'waiting'));
    await approvals.refuse(signedIn(sam), asked[0] ?? '');
    await ask(eager);
    await refuses(resets.send(signedIn(eager), lee.id, {}), 'too_many_approvals');
  });
});
