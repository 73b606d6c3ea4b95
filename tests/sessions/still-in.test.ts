import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Caller, hour, minute } from '../../src/kernel/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { softwarePasskey } from '../software-passkey.ts';

const password = 'Old-Meadow-71';

onEveryEngine('a session that ended while its request was under way', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  it('adds nothing that would open the account once more: no passkey, no app, no key', async () => {
    const { apiKeys, factors, sessions, users, database } = home.app;
    const user = await home.confirmed({ login: 'owner', email: 'owner@example.com', password });
    await home.later(minute);
    const signIn = { login: user.login, password, knownBrowser: undefined };
    const { token } = openedSession(await sessions.signIn(strangerAt('203.0.113.66'), signIn));
    const session = (await sessions.whoIs(token))?.sessionId;
    const plain = signedIn(user);
    const caller = { ...plain, actor: { ...plain.actor, session } as Caller['actor'] };
    const passkey = softwarePasskey();
    const { challenge } = await factors.offerPasskey(caller);
    const added = { response: passkey.register(challenge), challenge, name: 'Phone' };
    await factors.offerTotp(caller);
    await database.write((tx) => users.replacePassword(tx, { user, by: 'void', caller: home.operator }));
    await refuses(factors.addPasskey(caller, added), 'not_signed_in');
    await refuses(factors.confirmTotp(caller, '000000'), 'not_signed_in');
    const wanted = { name: 'Program', scopes: ['keys:write'], expiresAt: home.clock.now() + hour };
    await refuses(apiKeys.create(caller, user.id, wanted), 'not_signed_in');
    assert.deepEqual((await factors.of(database.read, user.id)).passkeys, []);
  });
});
