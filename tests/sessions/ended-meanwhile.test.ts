import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Role } from '../../src/kernel/index.ts';
import { type Caller, day, newId, systemRandom } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { softwarePasskey } from '../software-passkey.ts';

const old = 'Old-Meadow-71';
const fresh = 'Harbour-violet-29';
const stranger = strangerAt('192.0.2.7');
let people = 0;

onEveryEngine('what is under way as a session ends', (engine) => {
  let home: Installation;
  let other: User;
  before(async () => {
    home = await openInstallation(engine);
    other = await home.confirmed({ login: 'other', password: old });
  });
  after(() => home.close());

  const somebody = (role: Role = 'user') => {
    const login = `under-way-${++people}`;
    return home.confirmed({ login, email: `${login}@example.com`, password: old, role });
  };
  /** As a door finds them before it lets them do anything. */
  const atWork = async (user: User): Promise<Caller> => {
    const input = { login: user.login, password: old, knownBrowser: undefined };
    const { token } = openedSession(await home.app.sessions.signIn(stranger, input));
    const session = (await home.app.sessions.whoIs(token))?.sessionId ?? '';
    const { actor } = signedIn(user);
    assert.ok(actor.kind === 'user' && session !== '');
    return { ...stranger, actor: { ...actor, session } };
  };
  const setPassword = (user: User) =>
    home.app.sessions.changePassword(signedIn(user), {
      oldPassword: old,
      newPassword: fresh,
      confirmPassword: fresh,
    });
  const newKey = () => ({ name: 'late', scopes: ['users:read'], expiresAt: home.clock.now() + day });
  const addPasskey = async (caller: Caller) => {
    const { challenge } = await home.app.factors.offerPasskey(caller);
    const response = softwarePasskey().register(challenge);
    return () => home.app.factors.addPasskey(caller, { response, challenge, name: 'late' });
  };

  it('I-16 adds no second factor and no key of its own after the password was changed', async () => {
    const user = await somebody('helpdesk');
    const caller = await atWork(user);
    const { app } = home;
    const late = [
      await addPasskey(caller),
      () => app.factors.offerTotp(caller),
      () => app.factors.drawRecoveryCodes(caller),
      () => app.apiKeys.create(caller, user.id, newKey()),
      () => app.users.editOwn(caller, { language: 'de', timeZone: 'UTC' }),
      () => app.sessions.endOthers(caller, ''),
    ];
    await setPassword(user);
    for (const act of late) await refuses(act(), 'not_signed_in');
    const { passkeys, totp } = await app.factors.of(app.database.read, user.id);
    assert.deepEqual([passkeys, totp], [[], undefined]);
  });

  it('changes nothing of the installation, and nobody else', async () => {
    const user = await somebody('settings');
    const caller = await atWork(user);
    const { app } = home;
    const [company] = await app.users.companies(app.database.read);
    const wanted = { name: 'Late', login: 'late', email: 'late@example.com' };
    await app.sessions.endOf(home.operator, user.id);
    const late = [
      () => app.users.create(caller, wanted),
      () => app.users.edit(caller, other.id, { change: { role: 'settings' } }),
      () => app.users.archive(caller, other.id),
      () => app.resets.send(caller, other.id, {}),
      () => app.resets.startBulk(caller, { action: 'end_sessions', users: { search: '', filters: [] } }),
      () => app.sessions.endOf(caller, other.id),
      () => app.settings.change(caller, 'second_factor_for', 'everybody'),
      () => app.users.setCompanyLogo(caller, company?.id ?? '', undefined),
      () => app.approvals.approve(caller, newId(home.clock, systemRandom)),
    ];
    for (const act of late) await refuses(act(), 'not_signed_in');
    const { items } = await app.audit.list(home.operator, { event: 'access.refused' });
    const told = items.find(({ actor }) => actor.id === user.id);
    assert.equal(told?.outcome, 'not_signed_in');
  });

  it('does nothing for somebody who was archived or whose role changed', async () => {
    for (const end of [
      (user: User) => home.app.users.archive(home.operator, user.id),
      (user: User) => home.app.users.edit(home.operator, user.id, { change: { role: 'user' } }),
    ]) {
      const user = await somebody('access');
      const caller = await atWork(user);
      await end(user);
      await refuses(home.app.users.archive(caller, other.id), 'not_signed_in');
    }
  });

  it('does nothing with a key that was revoked', async () => {
    const user = await somebody('access');
    const scopes = ['users:read', 'users:write'];
    const { key, record } = await home.app.apiKeys.create(signedIn(user), user.id, { ...newKey(), scopes });
    const program = await home.app.apiKeys.identify(stranger, key);
    await home.app.apiKeys.revoke(signedIn(user), record.id);
    await refuses(home.app.users.archive(program, other.id), 'key_unknown');
  });

  it('I-16 comes before the end or not at all, however closely they meet', async () => {
    for (let round = 0; round < 6; round += 1) {
      const user = await somebody('helpdesk');
      const caller = await atWork(user);
      const late = await addPasskey(caller);
      const create = () => home.app.apiKeys.create(caller, user.id, newKey()).catch(() => undefined);
      const [, ...made] = await Promise.all([setPassword(user), create(), late().catch(() => undefined), create()]);
      for (const one of made) {
        if (one && 'key' in one) await refuses(home.app.apiKeys.identify(stranger, one.key), 'key_unknown');
      }
      await refuses(late(), 'not_signed_in');
    }
  });

  it('ends for both or for one where two end each other at once', async () => {
    const [one, two] = [await somebody('settings'), await somebody('settings')];
    const callers = [await atWork(one), await atWork(two)] as const;
    const ends = await Promise.allSettled([
      home.app.sessions.endOf(callers[0], two.id),
      home.app.sessions.endOf(callers[1], one.id),
    ]);
    assert.ok(ends.some(({ status }) => status === 'fulfilled'));
  });
});
