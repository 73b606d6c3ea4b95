import assert from 'node:assert/strict';
import { it } from 'node:test';
import { endRestored } from '../../src/cli/end-restored.ts';
import { minute, tokenDigest } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { from, peopleOn } from './people.ts';

onEveryEngine('a second factor that is kept or taken away', (engine) => {
  const { home, people } = peopleOn(engine);

  it('is taken away by staff above, who say how they made sure of the person, and the person is told', async () => {
    const { user } = await people.withApp();
    const { caller: helpdesk } = await people.somebody('helpdesk');
    const { caller: access } = await people.somebody('access');
    const how = { identityCheck: 'called_back', note: 'lost the phone' };
    await refuses(home.app.factors.removeAll(helpdesk, user.id, how), 'forbidden');
    await refuses(home.app.factors.removeAll(access, user.id, { ...how, identityCheck: '' }), 'identity_check_missing');
    assert.deepEqual(await people.withFactor(user), [user.id]);
    await home.app.factors.removeAll(access, user.id, how);
    assert.deepEqual(await people.withFactor(user), []);
    openedSession(await people.signIn(user));
    const [event] = (await home.app.audit.list(home.operator, { event: 'factors.removed' })).items;
    assert.deepEqual(event?.details, { identity_check: 'called_back', passkeys: 0, remembered_devices: 0 });
    const removal = await home.app.factors.lastRemoval(home.app.database.read, user.id);
    assert.deepEqual(removal, { at: home.clock.now(), ...how });
    const [letter] = await home.letters(`${user.login}@example.com`);
    assert.match(letter?.text ?? '', /Staff removed every second factor/);
  });

  it('is not taken away with a code that nobody mailed, whatever staff say that the caller read', async () => {
    const { user } = await people.withApp();
    const { caller: access } = await people.somebody('access');
    const { factors, resets, audit } = home.app;
    const removal = (identityCode?: string) =>
      factors.removeAll(access, user.id, { identityCheck: 'code', identityCode, note: '' });
    const removals = async () =>
      (await audit.list(home.operator, { event: 'factors.removed', subjectId: user.id })).items;
    await refuses(removal(), 'code_wrong');
    await refuses(removal('123456'), 'code_wrong');
    assert.deepEqual([await people.withFactor(user), await removals()], [[user.id], []]);
    await resets.sendCode(access, user.id);
    const letters = await home.letters(`${user.login}@example.com`);
    const mailed = letters.find(({ subject }) => subject === 'Your verification code');
    await removal(/\b\d{3} \d{3}\b/.exec(mailed?.text ?? '')?.[0]);
    assert.deepEqual(await people.withFactor(user), []);
    assert.equal((await removals())[0]?.details['identity_check'], 'code');
  });

  it('leaves nothing that staff noted of somebody who is erased, as it leaves nothing of it in the record', async () => {
    const { user } = await people.withApp();
    const how = { identityCheck: 'other', note: 'Spoke to Wilhelmina Vanderbilt' };
    await home.app.factors.removeAll(home.operator, user.id, how);
    assert.match(await home.everythingStored(), /Vanderbilt/);
    await home.app.users.delete(home.operator, user.id);
    const rows = await home.app.database.read.selectFrom('audit_events').select('details').execute();
    assert.doesNotMatch(JSON.stringify(rows), /Vanderbilt/);
    assert.equal(await home.app.factors.lastRemoval(home.app.database.read, user.id), undefined);
  });

  it('tells its owner of nothing where staff take away what is not there', async () => {
    const { user } = await people.somebody();
    const { caller: access } = await people.somebody('access');
    await home.app.factors.removeAll(access, user.id, { identityCheck: 'called_back', note: '' });
    assert.deepEqual(await home.letters(`${user.login}@example.com`), []);
  });

  it('leaves neither its secret nor a code that works in the database', async () => {
    const { secret, codes } = await people.withApp();
    const stored = await home.everythingStored();
    const plain = codes.map((code) => code.replaceAll('-', ''));
    // Nor is there a digest that tells without the installation's secret whether a code is right.
    for (const hidden of [secret, ...codes, ...plain, ...[...codes, ...plain].map(tokenDigest)])
      assert.ok(!stored.includes(hidden));
  });

  it('F-35 signs in alone as no passkey of a restored backup, before it was used after the password', async () => {
    const { user, caller } = await people.somebody();
    const passkey = await people.addPasskey(caller);
    const alone = async () => {
      const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
      return home.app.sessions.signInWithPasskey(from, { passkey: passkey.answer(challenge), challenge });
    };
    assert.ok(await people.isIn(await alone()));
    const ended = await home.app.database.write((tx) => endRestored(tx, home.app, home.operator));
    assert.ok(ended.passkeys_doubted >= 1);
    await refuses(alone(), 'passkey_refused');
    const step = await people.stepOf(user);
    const { challenge } = await home.app.factors.offerPasskeySignIn(user);
    const proof = { passkey: passkey.answer(challenge), challenge };
    const { session } = await home.app.sessions.proveFactor(from, step, { proof, remember: false });
    assert.ok(await people.isIn(session));
    assert.ok(await people.isIn(await alone()));
  });

  it('F-35 leaves no recovery code in a restored backup, where spent and replaced ones would be as good as new', async () => {
    const { user, secret, codes } = await people.withApp();
    const count = await home.app.factors.of(home.app.database.read, user.id);
    assert.equal(count.recoveryCodes, codes.length);
    const ended = await home.app.database.write((tx) => endRestored(tx, home.app, home.operator));
    assert.ok(ended.recovery_codes >= codes.length);
    const step = await people.stepOf(user);
    await refuses(people.prove(step, codes[0] ?? ''), 'wrong_code');
    home.clock.advance(minute);
    assert.ok(await people.isIn((await people.prove(step, people.codeOf(secret))).session));
  });
});
