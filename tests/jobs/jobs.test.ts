import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createJobs } from '../../src/jobs/index.ts';
import { day, hour, minute, roles, second, silent, systemRandom } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { anybodyWith, operator, signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';

onEveryEngine('a job', (engine) => {
  let home: Installation;
  let chief: User;
  let names = 0;
  before(async () => {
    home = await openInstallation(engine);
    chief = await home.adopted({ login: 'chief', role: 'settings' });
  });
  after(() => home.close());

  const people = (count: number, user: Partial<User> = {}) =>
    Promise.all(
      Array.from({ length: count }, () => {
        const login = `user-${++names}`;
        return home.adopted({ login, email: `${login}@example.com`, ...user });
      }),
    );
  const start = (kind: string, users: User[], more: { perMinute?: number; caller?: User } = {}) => {
    const subjectIds = users.map(({ id }) => id);
    const { perMinute, caller = chief } = more;
    return home.app.jobs.start(signedIn(caller), { kind, subjectIds, data: {}, perMinute });
  };
  const signedInAs = async (user: User): Promise<string> => {
    const caller = signedIn(user);
    const opened = await home.app.database.write((tx) =>
      home.app.sessions.open(tx, caller, user, { by: 'password', knownBrowser: undefined }),
    );
    return openedSession(opened).token;
  };
  const untilItRests = async () => {
    while (await home.app.jobs.turn());
  };
  const job = (id: string) => home.app.jobs.describe(operator, id);
  const outcomes = async (id: string) =>
    (await home.app.jobs.results(operator, id, { after: 0, limit: 100 })).map(({ outcome }) => outcome);

  it('does it to everybody, and notes what became of each', async () => {
    const reached = await people(3);
    const [mute, gone] = [await home.adopted({ login: 'mute' }), ...(await people(1, { state: 'archived' }))];
    const id = await start('users.send', [...reached, mute, gone as User]);
    await untilItRests();
    assert.deepEqual(await outcomes(id), ['done', 'done', 'done', 'no_address', 'archived']);
    const { state, done, refused, total } = await job(id);
    assert.deepEqual({ state, done, refused, total }, { state: 'done', done: 3, refused: 2, total: 5 });
    for (const user of reached) assert.equal((await home.letters(user.email ?? '')).length, 1);
  });

  it('does nothing twice, however many work at it at once', async () => {
    const users = await people(12);
    const id = await start('users.send', users);
    await Promise.all([1, 2, 3, 4].map(untilItRests));
    await untilItRests();
    assert.equal((await job(id)).done, 12);
    const resets = await home.app.database.read
      .selectFrom('resets')
      .select('user_id')
      .where(
        'user_id',
        'in',
        users.map(({ id }) => id),
      )
      .execute();
    assert.equal(resets.length, 12);
  });

  it('keeps its pace, is paused and resumed where it was, and goes no further once it is cancelled', async () => {
    const users = await people(6);
    const id = await start('users.send', users, { perMinute: 60 });
    await untilItRests();
    assert.equal((await job(id)).done, 1);
    home.clock.advance(second);
    await untilItRests();
    assert.equal((await job(id)).done, 2);
    await home.app.jobs.steer(operator, id, 'pause');
    home.clock.advance(minute);
    await untilItRests();
    assert.equal((await job(id)).done, 2);
    await home.app.jobs.steer(operator, id, 'resume');
    await untilItRests();
    assert.ok(
      (await job(id)).done >= 3 && (await job(id)).done < 6,
      'it does not catch up with a whole minute at once',
    );
    await home.app.jobs.steer(operator, id, 'cancel');
    home.clock.advance(minute);
    await untilItRests();
    assert.equal((await job(id)).state, 'cancelled');
    assert.ok((await outcomes(id)).includes(null));
    await refuses(home.app.jobs.steer(operator, id, 'resume'), 'job_ended');
  });

  it('keeps its pace also when it went on while the clock was ahead (F-09)', async () => {
    const id = await start('users.send', await people(3), { perMinute: 60 });
    home.clock.jump(2 * day);
    await untilItRests();
    home.clock.jump(-2 * day);
    const before = (await job(id)).done;
    await untilItRests();
    await untilItRests();
    assert.equal((await job(id)).done, before + 1);
    home.clock.advance(second);
    await untilItRests();
    assert.equal((await job(id)).state, 'done');
  });

  it('that is cancelled while it is prepared never begins', async () => {
    const [user] = await people(1);
    const started = start(
      'users.archive',
      Array.from({ length: 10_000 }, () => user as User),
    );
    const preparing = async () => (await home.app.jobs.unfinished(operator)).find(({ state }) => state === 'preparing');
    let id = (await preparing())?.id;
    for (; !id; id = (await preparing())?.id) await setImmediate();
    await home.app.jobs.steer(operator, id, 'cancel');
    assert.equal(await started, id);
    await untilItRests();
    assert.deepEqual([(await job(id)).state, (await job(id)).done], ['cancelled', 0]);
  });

  it('that is prepared does not begin when whoever began it says that this was not them', async () => {
    const [user] = await people(1);
    const beginner = await home.adopted({ login: 'taken-over', role: 'settings' });
    const many = Array.from({ length: 10_000 }, () => user as User);
    const started = start('users.archive', many, { caller: beginner });
    const preparing = async () => (await home.app.jobs.unfinished(operator)).find(({ state }) => state === 'preparing');
    while (!(await preparing())) await setImmediate();
    const change = { user: beginner, by: 'void', caller: operator } as const;
    await home.app.database.write(async (tx) => void (await home.app.jobs.follower.passwordReplaced(tx, change)));
    const id = await started;
    await untilItRests();
    assert.deepEqual([(await job(id)).state, (await job(id)).done], ['paused', 0]);
    await home.app.jobs.steer(operator, id, 'cancel');
  });

  it('F-03 that a stop cut short while it was prepared is prepared to the end, also where it was paused meanwhile', async () => {
    const { database, audit, settings, jobs } = home.app;
    jobs.kinds.push({ name: 'nothing', act: 'users.archive', each: async () => undefined });
    const beginner = await home.adopted({ login: 'cut-short', role: 'settings' });
    const nobody = async () => undefined;
    const shared = { settings, clock: home.clock, random: systemRandom, log: silent };
    const services = { ...shared, actorNow: nobody, noMoreIn: nobody };
    const cutShort = async (): Promise<string> => {
      let left = 2;
      const write: typeof database.write = (body) =>
        left-- > 0 ? database.write(body) : Promise.reject(new Error('killed'));
      const dying = createJobs({ ...services, audit, database: { ...database, write } });
      dying.kinds.push(...jobs.kinds);
      const subjectIds = Array.from({ length: 600 }, (_, number) => `person ${number}`);
      const job = { kind: 'nothing', subjectIds, data: {} };
      await assert.rejects(dying.start(signedIn(beginner), job), /killed/);
      const [{ id = '' } = {}] = await jobs.unfinished(operator);
      assert.equal((await jobs.describe(operator, id)).state, 'preparing');
      return id;
    };
    const paused = await cutShort();
    const change = { user: beginner, by: 'void', caller: operator } as const;
    await database.write(async (tx) => void (await jobs.follower.passwordReplaced(tx, change)));
    const begun = await cutShort();
    await untilItRests();
    const told = async (id: string) => {
      const { state, done, total } = await job(id);
      return [state, done, total];
    };
    assert.deepEqual([await told(begun), (await told(paused))[0]], [['done', 600, 600], 'paused']);
    await jobs.steer(operator, paused, 'resume');
    await untilItRests();
    assert.deepEqual(await told(paused), ['done', 600, 600]);
    const subjects = (await jobs.results(operator, paused, { after: 0, limit: 1_000 })).map(
      ({ subject_id }) => subject_id,
    );
    assert.equal(new Set(subjects).size, 600);
    jobs.kinds.pop();
  });

  it('archives, unarchives, ends sessions and cancels links', async () => {
    const users = await people(2);
    const tokens = await Promise.all(users.map(signedInAs));
    const isIn = async () => (await Promise.all(tokens.map((token) => home.app.sessions.whoIs(token)))).map(Boolean);
    assert.deepEqual(await isIn(), [true, true]);
    for (const kind of ['users.end_sessions', 'users.cancel_links', 'users.archive', 'users.unarchive']) {
      const id = await start(kind, users);
      await untilItRests();
      assert.deepEqual(await outcomes(id), ['done', 'done'], kind);
      assert.deepEqual(await isIn(), [false, false], kind);
    }
  });

  it('does nothing to somebody greater than whoever started it', async () => {
    const [caller, greater] = [...(await people(1, { role: 'access' })), ...(await people(1, { role: 'access' }))];
    assert.ok(caller && greater);
    for (const { name } of home.app.jobs.kinds) {
      const id = await start(name, [greater], { caller });
      await untilItRests();
      assert.deepEqual(await outcomes(id), ['forbidden'], name);
    }
  });

  it('acts with the role that whoever started it has by now', async () => {
    const [helper] = await people(1, { role: 'access' });
    assert.ok(helper);
    const demoted = await start('users.archive', await people(2), { caller: helper });
    await home.app.users.edit(operator, helper.id, { change: { role: 'user' } });
    await untilItRests();
    assert.deepEqual(await outcomes(demoted), ['forbidden', 'forbidden']);
  });

  it('that a key began does no more than the key may, and goes no further than the key', async () => {
    const wanted = { name: 'Sync', scopes: ['users:write'], expiresAt: home.clock.now() + hour };
    const { key, record } = await home.app.apiKeys.create(signedIn(chief), chief.id, wanted);
    const program = await home.app.apiKeys.identify(strangerAt('192.0.2.9'), key);
    const [plain, staff, late] = [
      ...(await people(1, { state: 'archived' })),
      ...(await people(1, { state: 'archived', role: 'settings' })),
      ...(await people(1, { state: 'archived' })),
    ];
    const subjectIds = [plain, staff].map((user) => user?.id ?? '');
    const id = await home.app.jobs.start(program, { kind: 'users.unarchive', subjectIds, data: {} });
    await untilItRests();
    assert.deepEqual(await outcomes(id), ['done', 'scope_missing']);
    const next = { kind: 'users.unarchive', subjectIds: [late?.id ?? ''], data: {} };
    const other = await home.app.jobs.start(program, next);
    await home.app.apiKeys.revoke(signedIn(chief), record.id);
    await untilItRests();
    assert.deepEqual(await outcomes(other), ['forbidden']);
  });

  it('is let go on with a key only where that key began it, and stopped with any that may do what it does', async () => {
    const program = async (name: string) => {
      const wanted = { name, scopes: ['users:write', 'users:read'], expiresAt: home.clock.now() + hour };
      const { key } = await home.app.apiKeys.create(signedIn(chief), chief.id, wanted);
      return home.app.apiKeys.identify(strangerAt('192.0.2.9'), key);
    };
    const [narrow, other] = [await program('Narrow'), await program('Other')];
    const staff = await people(1, { state: 'archived', role: 'helpdesk' });
    const inPerson = await start('users.unarchive', staff);
    const { jobs } = home.app;
    const own = await jobs.start(narrow, { kind: 'users.unarchive', subjectIds: [], data: {} });
    for (const id of [inPerson, own]) await jobs.steer(other, id, 'pause');
    for (const id of [inPerson, own]) await refuses(jobs.steer(other, id, 'resume'), 'forbidden');
    await refuses(jobs.steer(narrow, inPerson, 'resume'), 'forbidden');
    await jobs.steer(narrow, own, 'resume');
    await jobs.steer(signedIn(chief), inPerson, 'resume');
    await untilItRests();
    assert.deepEqual([(await job(own)).state, await outcomes(inPerson)], ['done', ['done']]);
  });

  it('is one of twenty that one person has under way, so that nobody’s hold up or hide those of others', async () => {
    const users = await people(2);
    const [helper] = await people(1, { role: 'helpdesk' });
    assert.ok(helper);
    const own = { caller: helper, perMinute: 1 };
    const ids: string[] = [];
    const others = await start('users.cancel_links', users, { perMinute: 1 });
    for (let count = 0; count < 20; count++) ids.push(await start('users.cancel_links', users, own));
    const most = (await refuses(start('users.cancel_links', users, own), 'too_many_jobs')).details.most;
    assert.equal(most, 20);
    assert.ok((await home.app.jobs.unfinished(operator)).some(({ id }) => id === others));
    await home.app.jobs.steer(signedIn(helper), ids[0] ?? '', 'cancel');
    ids.push(await start('users.cancel_links', users, own));
    for (const id of [others, ...ids.slice(1)]) await home.app.jobs.steer(operator, id, 'cancel');
  });

  it('is started, seen and steered only by those who may do what it does', async () => {
    const users = await people(1);
    const id = await start('users.archive', users);
    const helper = anybodyWith('helpdesk');
    const job = { kind: 'users.archive', subjectIds: [], data: {} };
    await refuses(home.app.jobs.start(helper, job), 'forbidden');
    await refuses(home.app.jobs.describe(helper, id), 'forbidden');
    await refuses(home.app.jobs.steer(helper, id, 'cancel'), 'forbidden');
    await refuses(home.app.jobs.describe(operator, 'nothing'), 'not_found');
  });

  it('I-50 is steered by whoever started it, and by others only if their role is not below theirs', async () => {
    const staff = ['helpdesk', 'access', 'settings'] as const;
    for (const theirs of staff) {
      for (const mine of staff) {
        const [beginner] = await people(1, { role: theirs });
        assert.ok(beginner);
        const id = await start('users.cancel_links', await people(1), { caller: beginner });
        const may = roles.indexOf(mine) >= roles.indexOf(theirs);
        assert.equal((await home.app.jobs.describe(anybodyWith(mine), id)).may_steer, may, `${mine} of ${theirs}`);
        const steered = home.app.jobs.steer(anybodyWith(mine), id, 'pause');
        await (may ? steered : refuses(steered, 'forbidden'));
        assert.equal((await job(id)).state, may ? 'paused' : 'running', `${mine} of ${theirs}`);
        await home.app.jobs.steer(signedIn(beginner), id, 'cancel');
      }
    }
    const { items } = await home.app.audit.list(operator, { event: 'access.refused', limit: 1 });
    assert.deepEqual([items[0]?.subject?.kind, items[0]?.details], ['job', { act: 'resets.cancel' }]);
  });

  it('is steered as whoever started it is by now, of the command line by `settings`, and by anybody once they are gone', async () => {
    const [beginner] = await people(1, { role: 'access' });
    assert.ok(beginner);
    const helper = anybodyWith('helpdesk');
    const may = async (id: string, caller = helper) => (await home.app.jobs.describe(caller, id)).may_steer;
    const id = await start('users.cancel_links', await people(1), { caller: beginner });
    assert.equal(await may(id), false);
    await home.app.users.edit(operator, beginner.id, { change: { role: 'helpdesk' } });
    assert.equal(await may(id), true);
    await home.app.users.edit(operator, beginner.id, { change: { role: 'access' } });
    assert.equal(await may(id), false);
    await home.app.users.archive(operator, beginner.id);
    const { may_steer, may_resume } = await home.app.jobs.describe(helper, id);
    assert.deepEqual([may_steer, may_resume], [true, false]);
    for (const caller of [helper, anybodyWith('settings')])
      await refuses(home.app.jobs.steer(caller, id, 'resume'), 'forbidden');
    assert.equal((await job(id)).state, 'paused', 'they may come back, and it is as it was');
    await home.app.jobs.steer(helper, id, 'cancel');

    const ofOperator = await home.app.jobs.start(operator, { kind: 'users.cancel_links', subjectIds: [], data: {} });
    assert.deepEqual([await may(ofOperator), await may(ofOperator, anybodyWith('access'))], [false, false]);
    await refuses(home.app.jobs.steer(anybodyWith('access'), ofOperator, 'pause'), 'forbidden');
    await home.app.jobs.steer(anybodyWith('settings'), ofOperator, 'cancel');
  });

  it('I-50 does not grow with whoever started it: it waits until they let it go on themselves', async () => {
    const [beginner] = await people(1, { role: 'access' });
    assert.ok(beginner);
    const [plain, greater] = [...(await people(1)), ...(await people(1, { role: 'access' }))];
    assert.ok(plain && greater);
    const id = await start('users.end_sessions', [plain, greater], { caller: beginner, perMinute: 1 });
    const ended = await start('users.end_sessions', [], { caller: beginner });
    await untilItRests();
    assert.deepEqual(await outcomes(id), ['done', null]);
    await home.app.users.edit(operator, beginner.id, { change: { role: 'helpdesk' } });
    assert.equal((await job(id)).state, 'running', 'it shrinks with them as it goes on');
    await home.app.users.edit(operator, beginner.id, { change: { role: 'settings' } });
    await home.later(2 * minute);
    await untilItRests();
    assert.deepEqual(
      [(await job(id)).state, (await job(ended)).state, await outcomes(id)],
      ['paused', 'done', ['done', null]],
    );
    await home.app.jobs.steer(signedIn({ ...beginner, role: 'settings' }), id, 'resume');
    await untilItRests();
    assert.deepEqual(await outcomes(id), ['done', 'done']);
  });

  it('leaves the others in peace when one person is a bug', async () => {
    home.app.jobs.kinds.push({
      name: 'test',
      act: 'users.archive',
      async each(_tx, _caller, { subjectId }) {
        if (subjectId === 'bug') throw new Error('a bug');
        return undefined;
      },
    });
    const id = await home.app.jobs.start(operator, { kind: 'test', subjectIds: ['a', 'bug', 'b'], data: {} });
    await untilItRests();
    assert.deepEqual(await outcomes(id), ['done', 'bug', 'done']);
  });
});
