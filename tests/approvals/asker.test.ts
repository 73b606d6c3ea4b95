import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';

const password = 'Lantern-harbour-58';

onEveryEngine('whoever asked for an approval', (engine) => {
  let home: Installation;
  let sam: User;
  let lee: User;
  before(async () => {
    home = await openInstallation(engine);
    [sam, lee] = [await person('sam', 'settings'), await person('lee', 'access')];
    await home.app.settings.change(home.operator, 'approve_administrator_resets', true);
  });
  after(() => home.close());

  const person = (login: string, role: User['role']) =>
    home.confirmed({ login, email: `${login}@example.com`, role, password });
  const ask = async (asker: User): Promise<string> =>
    (await refuses(home.app.resets.send(signedIn(asker), lee.id, {}), 'approval_needed')).details.approval;
  const stateOf = async (id: string) => (await home.app.approvals.find(home.operator, id)).state;
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
    const owner = await person('owner', 'settings');
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
    assert.deepEqual([await stateOf(thiefs), await stateOf(others)], ['refused', 'waiting']);
    assert.deepEqual([await job.state(), await other.state()], ['paused', 'running']);
    await refuses(approvals.approve(signedIn(sam), thiefs), 'approval_ended');
    assert.equal(await withdrawnBecause(thiefs), 'password_void');
    assert.equal((await approvals.find(home.operator, thiefs)).decidedBy, 'owner');
    await approvals.refuse(signedIn(sam), others);
  });

  it('has nothing waiting, and nothing under way, once they are archived', async () => {
    const gone = await person('gone', 'settings');
    const [id, job] = [await ask(gone), await jobOf(gone)];
    await home.app.users.archive(signedIn(sam), gone.id);
    assert.deepEqual([await stateOf(id), await job.state()], ['refused', 'paused']);
    assert.equal(await withdrawnBecause(id), 'archived');
    assert.equal((await home.app.approvals.find(home.operator, id)).decidedBy, 'sam');
  });

  it('asks for no more than twenty at a time, so that the others see what they decide about', async () => {
    const { approvals, resets } = home.app;
    const eager = await person('eager', 'settings');
    const asked: string[] = [];
    for (let count = 0; count < 20; count++) asked.push(await ask(eager));
    const tooMany = await refuses(resets.send(signedIn(eager), lee.id, {}), 'too_many_approvals');
    assert.equal(tooMany.details.most, 20);
    assert.ok((await Promise.all(asked.map(stateOf))).every((state) => state === 'waiting'));
    await approvals.refuse(signedIn(sam), asked[0] ?? '');
    await ask(eager);
    await refuses(resets.send(signedIn(eager), lee.id, {}), 'too_many_approvals');
  });
});
