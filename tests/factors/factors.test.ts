import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { TOTP } from 'otpauth';
import { endRestored } from '../../src/cli/end-restored.ts';
import type { AuthenticationResponseJSON } from '../../src/factors/index.ts';
import type { Caller } from '../../src/kernel/index.ts';
import { day, hour, minute, second } from '../../src/kernel/index.ts';
import { isFactorDue, type OpenedSession } from '../../src/sessions/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { type SoftwarePasskey, softwarePasskey } from '../software-passkey.ts';

const password = 'Lantern-harbour-58';
const better = 'Velvet-anchor-73';
const from = strangerAt('192.0.2.1');
let people = 0;

onEveryEngine('a second factor', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: home.clock.now() });
  const somebody = async (role: User['role'] = 'user'): Promise<{ user: User; caller: Caller }> => {
    const login = `person-${engine.name}-${people++}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@example.com`, role, password });
    return { user, caller: signedIn(user) };
  };
  /** Somebody with an authenticator app; later codes are of later periods. */
  const withApp = async () => {
    const { user, caller } = await somebody();
    const { secret } = await home.app.factors.offerTotp(caller);
    const codes = await home.app.factors.confirmTotp(caller, codeOf(secret));
    home.clock.advance(minute);
    return { user, caller, secret, codes };
  };
  /** The same person in a session of its own. */
  const inSession = async (caller: Caller): Promise<Caller> => {
    assert.ok(caller.actor.kind === 'user');
    const { token } = openedSession(
      await home.app.sessions.signIn(from, { login: caller.actor.label, password, knownBrowser: undefined }),
    );
    const { sessionId = '' } = (await home.app.sessions.whoIs(token)) ?? {};
    return { ...caller, actor: { ...caller.actor, session: sessionId } };
  };
  const addPasskey = async (caller: Caller): Promise<SoftwarePasskey> => {
    const { challenge } = await home.app.factors.offerPasskey(caller);
    const passkey = softwarePasskey();
    const response = passkey.register(challenge);
    await home.app.factors.addPasskey(caller, { response, challenge, name: 'Phone' });
    return passkey;
  };
  /** With the link that was mailed last. */
  const redeem = async ({ login }: User): Promise<void> => {
    const letters = await home.letters(`${login}@example.com`);
    const token = tokenIn(letters.find(({ subject }) => subject.startsWith('Password reset')));
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'x', password: better, confirmPassword: better };
    await home.app.resets.complete(from, input);
  };
  const signIn = (user: User, how: { password?: string; device?: string } = {}) =>
    home.app.sessions.signIn(from, { login: user.login, password, knownBrowser: undefined, ...how });
  /** Who of these a list shows as having one. */
  const withFactor = (user: User) =>
    home.app.users.ids(home.operator, { search: '', filters: ['has_factor'], ids: [user.id] });
  const stepOf = async (user: User): Promise<string> => {
    const answer = await signIn(user);
    assert.ok(isFactorDue(answer));
    return answer.factorDue;
  };
  const prove = async (step: string, code: string, remember = false) =>
    home.app.sessions.proveFactor(from, step, { proof: { code }, remember });
  const isIn = async (session: OpenedSession | undefined): Promise<boolean> =>
    (await home.app.sessions.whoIs(session?.token)) !== undefined;

  it('I-32 is asked for after the password, and gives no session before', async () => {
    const { user, secret } = await withApp();
    const step = await stepOf(user);
    assert.equal(await home.app.sessions.whoIs(step), undefined);
    await refuses(prove(step, '000000'), 'wrong_code');
    const sessions = home.app.database.read.selectFrom('sessions').select('id').where('user_id', '=', user.id);
    assert.deepEqual(await sessions.execute(), []);
    const { session } = await prove(step, codeOf(secret));
    assert.ok(await isIn(session));
  });

  it('counts only once its first code was right, and tells its owner by a letter', async () => {
    const { user, caller } = await somebody();
    const { secret } = await home.app.factors.offerTotp(caller);
    await refuses(home.app.factors.confirmTotp(caller, '123'), 'wrong_code');
    openedSession(await signIn(user));
    home.clock.advance(minute);
    await home.app.factors.confirmTotp(caller, codeOf(secret));
    await refuses(home.app.factors.offerTotp(caller), 'factor_exists');
    assert.deepEqual(await withFactor(user), [user.id]);
    const [letter] = await home.letters(`${user.login}@example.com`);
    assert.equal(letter?.subject, 'Rekey alert: your second factor was changed');
  });

  it('is shown, while it waits for its first code, only to the session that it was offered to, and confirmed there alone', async () => {
    const { user, caller } = await somebody();
    const { factors } = home.app;
    const [owners, thiefs] = [await inSession(caller), await inSession(caller)];
    const { secret } = await factors.offerTotp(owners);
    await refuses(factors.waitingTotp(thiefs), 'app_offered_elsewhere');
    await refuses(factors.confirmTotp(thiefs, codeOf(secret)), 'app_offered_elsewhere');
    assert.equal((await factors.waitingTotp(owners)).secret, secret);
    const { secret: theirs } = await factors.offerTotp(thiefs);
    await refuses(factors.confirmTotp(owners, codeOf(secret)), 'app_offered_elsewhere');
    await refuses(factors.confirmTotp(owners, codeOf(theirs)), 'app_offered_elsewhere');
    assert.equal((await factors.of(home.app.database.read, user.id)).totp, undefined);
    const { secret: own } = await factors.offerTotp(owners);
    await refuses(factors.confirmTotp(thiefs, codeOf(theirs)), 'app_offered_elsewhere');
    await factors.confirmTotp(owners, codeOf(own));
  });

  it('is forgotten with the password, while it waits for its first code', async () => {
    const { user, caller } = await somebody();
    const { secret } = await home.app.factors.offerTotp(caller);
    await home.app.resets.send(home.operator, user.id, {});
    await redeem(user);
    await refuses(home.app.factors.waitingTotp(caller), 'not_found');
    await refuses(home.app.factors.confirmTotp(caller, codeOf(secret)), 'not_found');
  });

  it('signs nobody in as a passkey that is taken away while its answer is read', async () => {
    const { user, caller } = await somebody();
    const passkey = await addPasskey(caller);
    const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
    const { use } = await home.app.factors.provePasskey({ passkey: passkey.answer(challenge), challenge });
    const [line] = (await home.app.factors.of(home.app.database.read, user.id)).passkeys;
    await home.app.factors.removePasskey(caller, line?.id ?? '');
    assert.equal(await home.app.database.write((tx) => use(tx)), undefined);
  });

  it('is proved by nobody where its secret cannot be read any more', async () => {
    const { user } = await withApp();
    const { database } = home.app;
    await database.write(async (tx) => {
      await tx
        .updateTable('totp_factors')
        .set({ secret_sealed: 'sealed-with-another' })
        .where('user_id', '=', user.id)
        .execute();
    });
    const codeOfNothing = new TOTP({ secret: '' }).generate({ timestamp: home.clock.now() });
    await refuses(prove(await stepOf(user), codeOfNothing), 'wrong_code');
  });

  it('takes each code once, and none of another time', async () => {
    const { user, secret } = await withApp();
    const code = codeOf(secret);
    const [one, other] = [await stepOf(user), await stepOf(user)];
    await prove(one, code);
    await refuses(prove(other, code), 'wrong_code');
    const early = new TOTP({ secret }).generate({ timestamp: home.clock.now() + 3 * minute });
    home.clock.advance(2 * second);
    await refuses(prove(other, early), 'wrong_code');
  });

  it('is slowed down for whoever guesses, and waits for nobody who knows it for long', async () => {
    const { user, secret } = await withApp();
    const step = await stepOf(user);
    const answers = [];
    for (let tries = 0; tries < 12; tries += 1)
      answers.push(await prove(step, '999999').catch((error: { code: string }) => error.code));
    assert.ok(answers.filter((code) => code === 'wrong_code').length <= 5, answers.join());
    await refuses(prove(step, codeOf(secret)), 'limited');
    home.clock.advance(9 * minute);
    await prove(step, codeOf(secret));
  });

  it('is waited for by nobody in a browser that they know, or from elsewhere, because strangers guess', async () => {
    const { user, secret, codes } = await withApp();
    const { sessions } = home.app;
    const guess = (address: string, step: string, how: { code?: string; knownBrowser?: string | undefined } = {}) => {
      const { code = 'wrong', knownBrowser } = how;
      return sessions.proveFactor(strangerAt(address), step, { proof: { code }, remember: false, knownBrowser });
    };
    const { session } = await prove(await stepOf(user), codeOf(secret));
    const { knownBrowser } = session;
    home.clock.advance(minute);
    const step = await stepOf(user);
    for (let tries = 0; tries < 14; tries += 1) await guess('198.51.100.9', step).catch(() => undefined);
    await refuses(guess('198.51.100.9', step, { code: codeOf(secret) }), 'limited');
    await guess('192.0.2.1', step, { code: codeOf(secret), knownBrowser });
    await guess('192.0.2.2', step, { code: codes[0] ?? '' });
    for (let tries = 0; tries < 100; tries += 1) await refuses(guess(`203.0.113.${tries}`, step), 'wrong_code');
    await refuses(guess('192.0.2.2', step, { code: codes[1] ?? '' }), 'limited');
    await guess('203.0.113.1', step, { code: codes[1] ?? '', knownBrowser });
    await home.app.resets.liftLimits(home.operator, user.id);
    await guess('192.0.2.2', step, { code: codes[2] ?? '' });
  });

  /** A link that was mailed, pressed as often as wanted; each press answers a step, and once the mark of the browser. */
  const linkOf = async (user: User) => {
    await home.app.resets.send(home.operator, user.id, {});
    const letters = await home.letters(`${user.login}@example.com`);
    const token = tokenIn(letters.find(({ subject }) => subject.startsWith('Password reset')));
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'b', password: better, confirmPassword: better };
    return async (knownBrowser?: string) => {
      const done = await home.app.resets.complete(from, { ...input, knownBrowser });
      return { step: done.factorDue ?? '', knownBrowser: done.knownBrowser };
    };
  };
  const guessEach = async (step: string, marks: readonly (string | undefined)[]): Promise<number> => {
    let compared = 0;
    for (const knownBrowser of marks.flatMap((mark) => [mark, mark, mark, mark])) {
      const given = { proof: { code: 'wrong' }, remember: false, knownBrowser };
      const code = await home.app.sessions
        .proveFactor(from, step, given)
        .catch((error: { code: string }) => error.code);
      if (code === 'wrong_code') compared += 1;
    }
    return compared;
  };

  it('is not guessed at anew with every press of one link, nor with marks of one’s own choice', async () => {
    const { user } = await withApp();
    const press = await linkOf(user);
    const won = await press('own choice');
    assert.notEqual(won.knownBrowser, 'own choice');
    const marks = [won.knownBrowser];
    for (let presses = 0; presses < 20; presses += 1) marks.push((await press(`mark ${presses}`)).knownBrowser);
    assert.equal(marks.filter((mark) => mark !== undefined).length, 1, 'only the press that wins makes one known');
    assert.ok((await guessEach(won.step, [...marks, ...marks.map((_, index) => `mark ${index}`)])) <= 10);
  });

  it('is guessed at 20 times an hour and 100 a day in browsers that are known by links alone, whatever fills the others', async () => {
    const { user, secret, codes } = await withApp();
    const proved = (await prove(await stepOf(user), codeOf(secret))).session.knownBrowser;
    const guess = (step: string, code: string, knownBrowser: string | undefined, at = from) =>
      home.app.sessions.proveFactor(at, step, { proof: { code }, remember: false, knownBrowser });
    const old = await stepOf(user);
    for (let tries = 0; tries < 100; tries += 1)
      await refuses(guess(old, 'wrong', undefined, strangerAt(`203.0.113.${tries}`)), 'wrong_code');
    await refuses(guess(old, codes[0] ?? '', undefined, strangerAt('192.0.2.2')), 'limited');
    const { step, knownBrowser } = await (await linkOf(user))(proved);
    assert.notEqual(knownBrowser, proved, 'the browser that is known already goes on under a fresh mark');
    const links = await Promise.all(
      Array.from({ length: 6 }, () => home.app.database.write((tx) => home.app.sessions.know(tx, user, undefined))),
    );
    assert.equal(await guessEach(step, links), 20);
    await refuses(guess(step, codes[0] ?? '', links[5]), 'limited');
    await refuses(guess(step, codes[0] ?? '', proved), 'limited');
    await guess(step, codes[0] ?? '', knownBrowser);
    await home.app.resets.liftLimits(home.operator, user.id);
    await guess(step, codes[1] ?? '', links[5]);
  });

  it('waits for nothing that failed before where it is a passkey, which nobody guesses', async () => {
    const { user } = await withApp();
    const step = await stepOf(user);
    for (let tries = 0; tries < 8; tries += 1) await prove(step, 'wrong').catch(() => undefined);
    await refuses(prove(step, 'wrong'), 'limited');
    const passkey = { id: 'none' } as AuthenticationResponseJSON;
    const proof = { passkey, challenge: 'none' };
    await refuses(home.app.sessions.proveFactor(from, step, { proof, remember: false }), 'passkey_refused');
  });

  it('can be replaced by a recovery code of 60 bits, each once, however it is typed', async () => {
    const { user, codes } = await withApp();
    assert.equal(new Set(codes).size, 10);
    for (const code of codes) assert.match(code, /^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){2}$/);
    const [first = '', second = ''] = codes;
    await prove(await stepOf(user), first.toUpperCase().replaceAll('-', ' '));
    await refuses(prove(await stepOf(user), first), 'wrong_code');
    home.clock.advance(minute);
    await prove(await stepOf(user), second);
    assert.equal((await home.app.factors.of(home.app.database.read, user.id)).recoveryCodes, codes.length - 2);
  });

  it('is not asked for on a remembered device, for 30 days and until the password changes', async () => {
    const { user, caller, secret } = await withApp();
    const { device = '' } = await prove(await stepOf(user), codeOf(secret), true);
    openedSession(await signIn(user, { device }));
    const { user: other } = await withApp();
    assert.ok(isFactorDue(await signIn(other, { device })), 'it remembers one person');
    await home.app.sessions.changePassword(caller, {
      oldPassword: password,
      newPassword: better,
      confirmPassword: better,
    });
    assert.ok(isFactorDue(await signIn(user, { device, password: better })));
  });

  it('forgets a device after 30 days', async () => {
    const { user, secret } = await withApp();
    const { device = '' } = await prove(await stepOf(user), codeOf(secret), true);
    await home.later(31 * day);
    assert.ok(isFactorDue(await signIn(user, { device })));
  });

  it('I-31 is not gone round by a reset: the link changes the password and opens no session', async () => {
    const { user, secret } = await withApp();
    await home.app.resets.send(home.operator, user.id, {});
    const letters = await home.letters(`${user.login}@example.com`);
    const token = tokenIn(letters.find(({ subject }) => subject.startsWith('Password reset')));
    const link = await home.app.resets.show(token);
    const input = { token, linkId: link.id, browser: 'b', password: better, confirmPassword: better };
    const done = await home.app.resets.complete(from, input);
    assert.equal(done.session, undefined);
    home.clock.advance(minute);
    const { session } = await prove(done.factorDue ?? '', codeOf(secret));
    assert.ok(await isIn(session));
  });

  it('goes on from a password that still holds, for ten minutes', async () => {
    const { user, caller, secret } = await withApp();
    const step = await stepOf(user);
    const late = await stepOf(user);
    home.clock.advance(11 * minute);
    await refuses(prove(late, codeOf(secret)), 'not_signed_in');
    const again = await stepOf(user);
    await home.app.sessions.changePassword(caller, {
      oldPassword: password,
      newPassword: better,
      confirmPassword: better,
    });
    await refuses(prove(again, codeOf(secret)), 'not_signed_in');
    await refuses(prove(step, codeOf(secret)), 'not_signed_in');
    await refuses(prove('forged', codeOf(secret)), 'not_signed_in');
  });

  it('is demanded by the role where the setting says so, until it is there', async () => {
    const { user, caller } = await somebody('helpdesk');
    const session = openedSession(await signIn(user));
    assert.equal((await home.app.sessions.whoIs(session.token))?.factorMissing, false);
    await home.app.settings.change(home.operator, 'second_factor_for', 'staff');
    assert.equal((await home.app.sessions.whoIs(session.token))?.factorMissing, true);
    const { secret } = await home.app.factors.offerTotp(caller);
    await home.app.factors.confirmTotp(caller, codeOf(secret));
    assert.equal((await home.app.sessions.whoIs(session.token))?.factorMissing, false);
    await home.app.settings.change(home.operator, 'second_factor_for', 'nobody');
  });

  it('is taken away by staff above, who say how they made sure of the person, and the person is told', async () => {
    const { user } = await withApp();
    const { caller: helpdesk } = await somebody('helpdesk');
    const { caller: access } = await somebody('access');
    const how = { identityCheck: 'called_back', note: 'lost the phone' };
    await refuses(home.app.factors.removeAll(helpdesk, user.id, how), 'forbidden');
    await refuses(home.app.factors.removeAll(access, user.id, { ...how, identityCheck: '' }), 'identity_check_missing');
    assert.deepEqual(await withFactor(user), [user.id]);
    await home.app.factors.removeAll(access, user.id, how);
    assert.deepEqual(await withFactor(user), []);
    openedSession(await signIn(user));
    const [event] = (await home.app.audit.list(home.operator, { event: 'factors.removed' })).items;
    assert.deepEqual(event?.details, { identity_check: 'called_back', passkeys: 0, remembered_devices: 0 });
    const removal = await home.app.factors.lastRemoval(home.app.database.read, user.id);
    assert.deepEqual(removal, { at: home.clock.now(), ...how });
    const [letter] = await home.letters(`${user.login}@example.com`);
    assert.match(letter?.text ?? '', /Staff removed every second factor/);
  });

  it('leaves nothing that staff noted of somebody who is erased, as it leaves nothing of it in the record', async () => {
    const { user } = await withApp();
    const how = { identityCheck: 'other', note: 'Spoke to Wilhelmina Vanderbilt' };
    await home.app.factors.removeAll(home.operator, user.id, how);
    assert.match(await home.everythingStored(), /Vanderbilt/);
    await home.app.users.delete(home.operator, user.id);
    const rows = await home.app.database.read.selectFrom('audit_events').select('details').execute();
    assert.doesNotMatch(JSON.stringify(rows), /Vanderbilt/);
    assert.equal(await home.app.factors.lastRemoval(home.app.database.read, user.id), undefined);
  });

  it('tells its owner of nothing where staff take away what is not there', async () => {
    const { user } = await somebody();
    const { caller: access } = await somebody('access');
    await home.app.factors.removeAll(access, user.id, { identityCheck: 'called_back', note: '' });
    assert.deepEqual(await home.letters(`${user.login}@example.com`), []);
  });

  it('can be changed by its owner ten times an hour in each way, every time told by a letter', async () => {
    const { user, caller, secret } = await withApp();
    const { factors } = home.app;
    const told = async () => (await home.letters(`${user.login}@example.com`)).length;
    const drawn: string[][] = [];
    const before = await told();
    for (let times = 0; times < 10; times += 1) drawn.push(await factors.drawRecoveryCodes(caller));
    await refuses(factors.drawRecoveryCodes(caller), 'limited');
    assert.equal(await told(), before + 10);

    for (let times = 0; times < 10; times += 1) {
      await home.later(minute);
      await prove(await stepOf(user), codeOf(secret), true);
      assert.equal(await factors.forgetDevices(caller), 1);
    }
    await prove(await stepOf(user), drawn.at(-1)?.[0] ?? '', true);
    await refuses(factors.forgetDevices(caller), 'limited');
    const { rememberedDevices, recoveryCodes } = await factors.of(home.app.database.read, user.id);
    assert.deepEqual([rememberedDevices, recoveryCodes], [1, 9], 'the last ones drawn still hold');

    await home.later(hour);
    await factors.drawRecoveryCodes(caller);
    assert.equal(await factors.forgetDevices(caller), 1);
  });

  it('can be added ten times an hour, and taken away whenever it is there', async () => {
    const { user, caller } = await somebody();
    const { factors } = home.app;
    const add = async () => {
      const { secret } = await factors.offerTotp(caller);
      await home.later(minute);
      return factors.confirmTotp(caller, codeOf(secret));
    };
    for (let times = 0; times < 10; times += 1) {
      await add();
      await factors.removeTotp(caller);
    }
    await refuses(add(), 'limited');
    assert.equal((await factors.of(home.app.database.read, user.id)).totp, undefined);
    assert.equal((await home.letters(`${user.login}@example.com`)).length, 20);
    await home.later(hour);
    await add();
  });

  it('leaves neither its secret nor a code that works in the database', async () => {
    const { secret, codes } = await withApp();
    const stored = await home.everythingStored();
    for (const hidden of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      assert.ok(!stored.includes(hidden));
  });

  it('F-35 signs in alone as no passkey of a restored backup, before it was used after the password', async () => {
    const { user, caller } = await somebody();
    const passkey = await addPasskey(caller);
    const alone = async () => {
      const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
      return home.app.sessions.signInWithPasskey(from, { passkey: passkey.answer(challenge), challenge });
    };
    assert.ok(await isIn(await alone()));
    const ended = await home.app.database.write((tx) => endRestored(tx, home.app, home.operator));
    assert.ok(ended.passkeys_doubted >= 1);
    await refuses(alone(), 'passkey_refused');
    const step = await stepOf(user);
    const { challenge } = await home.app.factors.offerPasskeySignIn(user);
    const proof = { passkey: passkey.answer(challenge), challenge };
    const { session } = await home.app.sessions.proveFactor(from, step, { proof, remember: false });
    assert.ok(await isIn(session));
    assert.ok(await isIn(await alone()));
  });

  it('F-35 leaves no recovery code in a restored backup, where spent and replaced ones would be as good as new', async () => {
    const { user, secret, codes } = await withApp();
    const count = await home.app.factors.of(home.app.database.read, user.id);
    assert.equal(count.recoveryCodes, codes.length);
    const ended = await home.app.database.write((tx) => endRestored(tx, home.app, home.operator));
    assert.ok(ended.recovery_codes >= codes.length);
    const step = await stepOf(user);
    await refuses(prove(step, codes[0] ?? ''), 'wrong_code');
    home.clock.advance(minute);
    assert.ok(await isIn((await prove(step, codeOf(secret))).session));
  });
});
