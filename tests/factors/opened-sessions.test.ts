import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Caller, minute } from '../../src/kernel/index.ts';
import { isFactorDue, type OpenedSession } from '../../src/sessions/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { type SoftwarePasskey, softwarePasskey } from '../software-passkey.ts';
import { better, from, password, peopleOn } from './people.ts';

onEveryEngine('a session that a second factor opened', (engine) => {
  const { home, people } = peopleOn(engine);

  /** By a passkey alone: the password does not matter. */
  const byPasskey = async (passkey: SoftwarePasskey): Promise<OpenedSession> => {
    const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
    return home.app.sessions.signInWithPasskey(from, { passkey: passkey.answer(challenge), challenge });
  };
  const inThat = async ({ user: { login, role, id }, token }: OpenedSession): Promise<Caller> => {
    const { sessionId = '' } = (await home.app.sessions.whoIs(token)) ?? {};
    return { ...from, actor: { kind: 'user', id, label: login, role, session: sessionId } };
  };
  const passkeysOf = async ({ id }: User) => (await home.app.factors.of(home.app.database.read, id)).passkeys;
  /** A passkey that was added in somebody's account. Its letter comes before the next one. */
  const addPasskey = async (caller: Caller): Promise<SoftwarePasskey> => {
    const passkey = await people.addPasskey(caller);
    await home.later(minute);
    return passkey;
  };
  /** With a link from the mailbox, as somebody does who finds a stranger in the account. */
  const setPassword = async (user: User): Promise<void> => {
    await home.app.resets.send(home.operator, user.id, {});
    await people.redeem(user);
    await home.later(minute);
  };
  const endsIn = async ({ id }: User): Promise<unknown> => {
    const { items } = await home.app.audit.list(home.operator, { subjectId: id, event: 'session.ended' });
    return items[0]?.details;
  };

  it('I-16 ends with it when its owner disowns it, also who came in after a link had set the password', async () => {
    const { user, caller } = await people.somebody();
    const thiefs = await addPasskey(caller);
    await setPassword(user);
    const session = await byPasskey(thiefs);
    const letter = (await home.letters(`${user.login}@example.com`)).find(({ text }) =>
      text.includes('passkey was added'),
    );
    const { done } = await home.app.resets.notMe(from, tokenIn(letter), 'not_me');
    assert.ok(done.includes('factors'));
    assert.equal(await people.isIn(session), false);
  });

  it('I-16 ends when its owner removes it who has set another password: in the session of that act alone it goes on', async () => {
    const { user, caller, secret } = await people.withApp();
    const thiefs = await addPasskey(caller);
    await setPassword(user);
    const session = await byPasskey(thiefs);
    const step = await people.stepOf(user, better);
    const { session: own } = await people.prove(step, people.codeOf(secret));
    const [{ id } = { id: '' }] = await passkeysOf(user);
    await home.app.factors.removePasskey(await inThat(own), id);
    assert.deepEqual([await people.isIn(session), await people.isIn(own)], [false, true]);
    assert.deepEqual(await endsIn(user), { by: 'factor_gone', sessions: 1 });
    await home.app.factors.removeTotp(await inThat(own));
    assert.ok(await people.isIn(own), 'nobody signs themselves out by it');
  });

  it('I-16 ends when staff take every one away, however it was opened with one', async () => {
    const { user, caller, secret, codes } = await people.withApp();
    const passkey = await addPasskey(caller);
    const sessions = [
      await byPasskey(passkey),
      (await people.prove(await people.stepOf(user), people.codeOf(secret))).session,
      (await people.prove(await people.stepOf(user), codes[0] ?? '')).session,
    ];
    const helper = (await people.somebody('access')).user;
    await home.app.factors.removeAll(signedIn(helper), user.id, { identityCheck: 'known', note: '' });
    for (const session of sessions) assert.equal(await people.isIn(session), false);
  });

  it('ends with the sheet of recovery codes once another one is drawn', async () => {
    const { user, secret, codes } = await people.withApp();
    const strangers = (await people.prove(await people.stepOf(user), codes[0] ?? '')).session;
    const own = (await people.prove(await people.stepOf(user), people.codeOf(secret))).session;
    await home.app.factors.drawRecoveryCodes(await inThat(own));
    assert.deepEqual([await people.isIn(strangers), await people.isIn(own)], [false, true]);
  });

  it('ends with the sheet of recovery codes once an app draws another one', async () => {
    const { user, caller } = await people.somebody();
    const { challenge } = await home.app.factors.offerPasskey(caller);
    const passkey = softwarePasskey();
    const added = { response: passkey.register(challenge), challenge, name: 'Phone' };
    const { drawn } = await home.app.factors.addPasskey(caller, added);
    const strangers = (await people.prove(await people.stepOf(user), drawn?.codes[0] ?? '')).session;
    const own = await byPasskey(passkey);
    const { secret } = await home.app.factors.offerTotp(await inThat(own));
    await home.app.factors.confirmTotp(await inThat(own), people.codeOf(secret));
    assert.deepEqual([await people.isIn(strangers), await people.isIn(own)], [false, true]);
  });

  it('I-16 ends when its owner removes the one that was added in it, though the one that opened it was removed there', async () => {
    const { user, caller, secret } = await people.withApp();
    const thiefs = await addPasskey(caller);
    await setPassword(user);
    const session = await byPasskey(thiefs);
    const [{ id: first } = { id: '' }] = await passkeysOf(user);
    await addPasskey(await inThat(session));
    await home.app.factors.removePasskey(await inThat(session), first);
    const own = (await people.prove(await people.stepOf(user, better), people.codeOf(secret))).session;
    const [{ id: second } = { id: '' }] = await passkeysOf(user);
    await home.app.factors.removePasskey(await inThat(own), second);
    assert.deepEqual([await people.isIn(session), await people.isIn(own)], [false, true]);
  });

  it('I-16 ends with it also where the device was remembered with it, which is asked again', async () => {
    const { user, caller, secret } = await people.withApp();
    const thiefs = await addPasskey(caller);
    const { challenge } = await home.app.factors.offerPasskeySignIn(user);
    const given = { proof: { passkey: thiefs.answer(challenge), challenge }, remember: true };
    const { device = '' } = await home.app.sessions.proveFactor(from, await people.stepOf(user), given);
    const session = openedSession(await people.signIn(user, { device }));
    const own = await people.prove(await people.stepOf(user), people.codeOf(secret), true);
    const [{ id } = { id: '' }] = await passkeysOf(user);
    await home.app.factors.removePasskey(await inThat(own.session), id);
    assert.deepEqual([await people.isIn(session), await people.isIn(own.session)], [false, true]);
    assert.ok(isFactorDue(await people.signIn(user, { device })));
    openedSession(await people.signIn(user, { device: own.device ?? '' }));
  });

  it('ends with it also where the password was changed in it since', async () => {
    const { user, caller, secret } = await people.withApp();
    const passkey = await addPasskey(caller);
    const changing = { oldPassword: password, newPassword: better, confirmPassword: better, knownBrowser: undefined };
    const { session } = await home.app.sessions.changePassword(await inThat(await byPasskey(passkey)), changing);
    const own = (await people.prove(await people.stepOf(user, better), people.codeOf(secret))).session;
    const [{ id } = { id: '' }] = await passkeysOf(user);
    await home.app.factors.removePasskey(await inThat(own), id);
    assert.deepEqual([await people.isIn(session), await people.isIn(own)], [false, true]);
  });

  it('is none once staff have taken that one away, also where that happens as it is proved', async (t) => {
    const { user, secret } = await people.withApp();
    const { factors } = home.app;
    const step = await people.stepOf(user);
    const proving = factors.prove;
    t.mock.method(factors, 'prove', async (...given: Parameters<typeof proving>) => {
      const proved = await proving(...given);
      await factors.removeAll(home.operator, user.id, { identityCheck: 'known', note: '' });
      return proved;
    });
    const { session } = await people.prove(step, people.codeOf(secret));
    assert.equal(await people.isIn(session), false);
  });

  it('goes on where another one is removed', async () => {
    const { user, caller, secret } = await people.withApp();
    await addPasskey(caller);
    const kept = (await people.prove(await people.stepOf(user), people.codeOf(secret))).session;
    const [{ id } = { id: '' }] = await passkeysOf(user);
    await home.app.factors.removePasskey(caller, id);
    assert.ok(await people.isIn(kept));
  });
});
