import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { hash } from '@node-rs/argon2';
import { day, Refusal, second } from '../../src/kernel/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { openInstallation } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { better, good, type OpenedSessions, openSessions } from './opened.ts';

onEveryEngine('signing in', (engine) => {
  let home: OpenedSessions;
  before(async () => {
    home = await openSessions(engine);
  });
  after(() => home.close());

  it('signs in by login, and by email while exactly one active user has it', async () => {
    const user = await home.confirmed({ login: 'mara', email: 'mara@example.com', password: good });
    assert.equal((await home.signIn(' MARA ', good)).user.id, user.id);
    assert.equal((await home.signIn('mara@example.com', good)).user.id, user.id);
    await home.confirmed({ login: 'twin', email: 'mara@example.com', password: better });
    await refuses(home.signIn('mara@example.com', good), 'wrong_credentials');
    assert.equal((await home.signIn('mara', good)).user.id, user.id);
  });

  it('answers wrong, unknown, archived and invited alike', async () => {
    await home.confirmed({ login: 'ida', password: good });
    const gone = await home.confirmed({ login: 'gone', password: good });
    await home.app.users.archive(home.operator, gone.id);
    await home.app.users.create(home.operator, { login: 'new', name: 'New' });
    for (const [login, password] of [
      ['ida', better],
      ['nobody', good],
      ['gone', good],
      ['new', good],
      ['x'.repeat(5_000), good],
    ]) {
      const refusal = await home.signIn(login ?? '', password ?? '').catch((error: unknown) => error);
      assert.ok(refusal instanceof Refusal && refusal.code === 'wrong_credentials', login?.slice(0, 10));
      assert.deepEqual(refusal.details, {});
    }
  });

  it('takes a password exactly as it is', async () => {
    await home.confirmed({ login: 'exact', password: ' Spaced Out 7 ' });
    await refuses(home.signIn('exact', 'Spaced Out 7'), 'wrong_credentials');
    await refuses(home.signIn('exact', ' spaced out 7 '), 'wrong_credentials');
    await home.signIn('exact', ' Spaced Out 7 ');
  });

  it('takes a password however old it is, and asks for no new one', async () => {
    const user = await home.confirmed({ login: 'faithful', password: good });
    home.clock.advance(3 * 365 * day);
    const { token } = await home.signIn('faithful', good);
    assert.equal((await home.app.sessions.whoIs(token))?.user.id, user.id);
  });

  it('counts nothing against whoever was turned away because everybody signs in at once', async () => {
    const user = await home.confirmed({ login: 'crowded', password: good });
    const { knownBrowser } = await home.signIn('crowded', good, '203.0.113.20');
    const { passwords, sessions } = home.app;
    const { verify } = passwords;
    passwords.verify = () => Promise.reject(new Refusal('busy', { retryAfter: 2 }));
    for (let tries = 0; tries < 110; tries++) {
      await refuses(home.signIn('crowded', good, '203.0.113.20', knownBrowser), 'busy');
      await refuses(home.signIn('crowded', good, '203.0.113.21'), 'busy');
      await refuses(sessions.provePassword(signedIn(user), good, 'session.confirmed'), 'busy');
      home.clock.advance(second);
    }
    passwords.verify = verify;
    await sessions.provePassword(signedIn(user), good, 'session.confirmed');
    await home.signIn('crowded', good, '203.0.113.20', knownBrowser);
    await home.signIn('crowded', good, '203.0.113.21');
  });
  it('makes the hash of a password anew that was made at another cost than today’s', async () => {
    const full = await openInstallation(engine, { hashCost: 'full' });
    const { database, passwords, sessions, users } = full.app;
    const password = { hash: await hash(good, { memoryCost: 8192 }), policy: 'guide@1' };
    const { id } = await full.adopted({ login: 'early', password });
    const signIn = () =>
      sessions.signIn(strangerAt('192.0.2.1'), { login: 'early', password: good, knownBrowser: undefined });
    await signIn();
    const { hash: anew = '' } = (await users.passwordOf(database.read, id)) ?? {};
    assert.deepEqual([passwords.needsRehash(password.hash), passwords.needsRehash(anew)], [true, false]);
    await signIn();
    assert.equal((await users.passwordOf(database.read, id))?.hash, anew);
    await full.close();
  });
});
