import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TOTP } from 'otpauth';
import { encode } from 'uqr';
import { day, minute, second } from '../../src/kernel/index.ts';
import { isFactorDue } from '../../src/sessions/index.ts';
import { signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { better, from, password, peopleOn } from './people.ts';

onEveryEngine('a second factor', (engine) => {
  const { home, people } = peopleOn(engine);

  it('I-32 is asked for after the password, and gives no session before', async () => {
    const { user, secret } = await people.withApp();
    const step = await people.stepOf(user);
    assert.equal(await home.app.sessions.whoIs(step), undefined);
    await refuses(people.prove(step, '000000'), 'wrong_code');
    const sessions = home.app.database.read.selectFrom('sessions').select('id').where('user_id', '=', user.id);
    assert.deepEqual(await sessions.execute(), []);
    const { session } = await people.prove(step, people.codeOf(secret));
    assert.ok(await people.isIn(session));
  });

  it('counts only once its first code was right, and tells its owner by a letter', async () => {
    const { user, caller } = await people.somebody();
    const { secret } = await home.app.factors.offerTotp(caller);
    await refuses(home.app.factors.confirmTotp(caller, '123'), 'wrong_code');
    openedSession(await people.signIn(user));
    home.clock.advance(minute);
    await home.app.factors.confirmTotp(caller, people.codeOf(secret));
    await refuses(home.app.factors.offerTotp(caller), 'factor_exists');
    assert.deepEqual(await people.withFactor(user), [user.id]);
    const [letter] = await home.letters(`${user.login}@example.com`);
    assert.equal(letter?.subject, 'Rekey alert: your second factor was changed');
  });

  it('is shown, while it waits for its first code, only to the session that it was offered to, and confirmed there alone', async () => {
    const { user, caller } = await people.somebody();
    const { factors } = home.app;
    const [owners, thiefs] = [await people.inSession(caller), await people.inSession(caller)];
    const { secret } = await factors.offerTotp(owners);
    await refuses(factors.waitingTotp(thiefs), 'app_offered_elsewhere');
    await refuses(factors.confirmTotp(thiefs, people.codeOf(secret)), 'app_offered_elsewhere');
    assert.equal((await factors.waitingTotp(owners)).secret, secret);
    const { secret: theirs } = await factors.offerTotp(thiefs);
    await refuses(factors.confirmTotp(owners, people.codeOf(secret)), 'app_offered_elsewhere');
    await refuses(factors.confirmTotp(owners, people.codeOf(theirs)), 'app_offered_elsewhere');
    assert.equal((await factors.of(home.app.database.read, user.id)).totp, undefined);
    const { secret: own } = await factors.offerTotp(owners);
    await refuses(factors.confirmTotp(thiefs, people.codeOf(theirs)), 'app_offered_elsewhere');
    await factors.confirmTotp(owners, people.codeOf(own));
  });

  it('leaves no session beside it that was opened without: whoever is in one and has the password could take it away', async () => {
    const { factors, sessions, database } = home.app;
    for (const kind of ['app', 'passkey']) {
      const { user, caller } = await people.somebody();
      const owners = await people.inSession(caller);
      const thiefs = openedSession(await people.signIn(user));
      const passkey = kind === 'passkey' ? await people.addPasskey(owners) : undefined;
      const secret = passkey ? '' : (await factors.offerTotp(owners)).secret;
      if (!passkey) await factors.confirmTotp(owners, people.codeOf(secret));
      assert.deepEqual([await people.isIn(thiefs), await sessions.stillIn(database.read, owners)], [false, true], kind);
      if (passkey) continue;
      home.clock.advance(minute);
      const { session } = await people.prove(await people.stepOf(user), people.codeOf(secret));
      await people.addPasskey(owners);
      assert.ok(await people.isIn(session), 'a further one ends nothing');
    }
  });

  it('is told an app by a picture, however long the names of the person and the company are', async () => {
    const { users, database, factors } = home.app;
    const help = { name: 'Help desk', phone: undefined, email: undefined, page: undefined };
    const named = { name: '𠮷'.repeat(60), language: 'en', help };
    const company = await database.write((tx) => users.createCompany(tx, named));
    const user = await home.adopted({ login: '𠮷'.repeat(127), companyId: company.id });
    const { uri, secret } = await factors.offerTotp(signedIn(user));
    assert.ok(encode(uri).size > 0);
    assert.ok(uri.includes(secret));
  });

  it('is nothing to take away while it waits for its first code: nobody is told by letter after letter of what never counted', async () => {
    const { user, caller } = await people.somebody();
    await home.app.factors.offerTotp(caller);
    await refuses(home.app.factors.removeTotp(caller), 'not_found');
    await home.app.factors.waitingTotp(caller);
    await home.app.factors.removeAll(home.operator, user.id, { identityCheck: 'known', note: '' });
    await refuses(home.app.factors.waitingTotp(caller), 'not_found');
    assert.deepEqual(await home.letters(`${user.login}@example.com`), []);
  });

  it('is forgotten with the password, while it waits for its first code', async () => {
    const { user, caller } = await people.somebody();
    const { secret } = await home.app.factors.offerTotp(caller);
    await home.app.resets.send(home.operator, user.id, {});
    await people.redeem(user);
    await refuses(home.app.factors.waitingTotp(caller), 'not_found');
    await refuses(home.app.factors.confirmTotp(caller, people.codeOf(secret)), 'not_found');
  });

  it('is taken away as a passkey by its owner alone, whoever else knows its id', async () => {
    const [owner, other] = [await people.somebody(), await people.somebody('settings')];
    await people.addPasskey(owner.caller);
    await people.addPasskey(other.caller);
    const ids = async () =>
      (await home.app.factors.of(home.app.database.read, owner.user.id)).passkeys.map(({ id }) => id);
    const [id = ''] = await ids();
    await refuses(home.app.factors.removePasskey(other.caller, id), 'not_found');
    assert.deepEqual(await ids(), [id]);
    await home.app.factors.removePasskey(owner.caller, id);
    assert.deepEqual(await ids(), []);
  });

  it('signs nobody in as a passkey that is taken away while its answer is read', async () => {
    const { user, caller } = await people.somebody();
    const passkey = await people.addPasskey(caller);
    const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
    const { use } = await home.app.factors.provePasskey({ passkey: passkey.answer(challenge), challenge });
    const [line] = (await home.app.factors.of(home.app.database.read, user.id)).passkeys;
    await home.app.factors.removePasskey(caller, line?.id ?? '');
    assert.equal(await home.app.database.write((tx) => use(tx)), undefined);
  });

  it('is proved by nobody where its secret cannot be read any more', async () => {
    const { user } = await people.withApp();
    const { database } = home.app;
    await database.write(async (tx) => {
      await tx
        .updateTable('totp_factors')
        .set({ secret_sealed: 'sealed-with-another' })
        .where('user_id', '=', user.id)
        .execute();
    });
    const codeOfNothing = new TOTP({ secret: '' }).generate({ timestamp: home.clock.now() });
    await refuses(people.prove(await people.stepOf(user), codeOfNothing), 'wrong_code');
  });

  it('takes each code once, and none of another time', async () => {
    const { user, secret } = await people.withApp();
    const code = people.codeOf(secret);
    const [one, other] = [await people.stepOf(user), await people.stepOf(user)];
    await people.prove(one, code);
    await refuses(people.prove(other, code), 'wrong_code');
    home.clock.advance(day); // what was tried in vain is forgotten
    const period = 30 * second;
    for (const off of [-2, 2, -1]) {
      const late = new TOTP({ secret }).generate({ timestamp: home.clock.now() + off * period });
      const proving = people.prove(await people.stepOf(user), late);
      if (off === -1) await proving;
      else await refuses(proving, 'wrong_code');
    }
  });

  it('can be replaced by a recovery code of 60 bits, each once, however it is typed', async () => {
    const { user, codes } = await people.withApp();
    assert.equal(new Set(codes).size, 10);
    for (const code of codes) assert.match(code, /^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){2}$/);
    const [first = '', second = ''] = codes;
    await people.prove(await people.stepOf(user), first.toUpperCase().replaceAll('-', ' '));
    await refuses(people.prove(await people.stepOf(user), first), 'wrong_code');
    home.clock.advance(minute);
    await people.prove(await people.stepOf(user), second);
    assert.equal((await home.app.factors.of(home.app.database.read, user.id)).recoveryCodes, codes.length - 2);
  });

  it('is not asked for on a remembered device, for 30 days and until the password changes', async () => {
    const { user, caller, secret } = await people.withApp();
    const { device = '' } = await people.prove(await people.stepOf(user), people.codeOf(secret), true);
    openedSession(await people.signIn(user, { device }));
    const { user: other } = await people.withApp();
    assert.ok(isFactorDue(await people.signIn(other, { device })), 'it remembers one person');
    await home.app.sessions.changePassword(caller, {
      oldPassword: password,
      newPassword: better,
      confirmPassword: better,
    });
    assert.ok(isFactorDue(await people.signIn(user, { device, password: better })));
  });

  it('is not asked for on a device that several people share and each had remembered', async () => {
    const [one, other, third] = [await people.withApp(), await people.withApp(), await people.withApp()];
    const rememberedFor = async ({ user, secret }: typeof one, device?: string) =>
      (await people.prove(await people.stepOf(user), people.codeOf(secret), true, device)).device;
    let device = await rememberedFor(other, await rememberedFor(one));
    for (const { user } of [one, other]) openedSession(await people.signIn(user, { device: device ?? '' }));
    await home.app.sessions.changePassword(other.caller, {
      oldPassword: password,
      newPassword: better,
      confirmPassword: better,
    });
    device = await rememberedFor(third, device);
    for (const { user } of [one, third]) openedSession(await people.signIn(user, { device: device ?? '' }));
    assert.ok(isFactorDue(await people.signIn(other.user, { device: device ?? '', password: better })));
    assert.equal(device?.split('.').length, 2, 'what remembers nobody any more is not kept');
  });

  it('forgets a device after 30 days', async () => {
    const { user, secret } = await people.withApp();
    const { device = '' } = await people.prove(await people.stepOf(user), people.codeOf(secret), true);
    await home.later(31 * day);
    assert.ok(isFactorDue(await people.signIn(user, { device })));
  });

  it('I-31 is not gone round by a reset: the link changes the password and opens no session', async () => {
    const { user, secret } = await people.withApp();
    await home.app.resets.send(home.operator, user.id, {});
    const letters = await home.letters(`${user.login}@example.com`);
    const token = tokenIn(letters.find(({ subject }) => subject.startsWith('Password reset')));
    const link = await home.app.resets.show(token);
    const input = { token, linkId: link.id, browser: 'b', password: better, confirmPassword: better };
    const done = await home.app.resets.complete(from, input);
    assert.equal(done.session, undefined);
    home.clock.advance(minute);
    const { session } = await people.prove(done.factorDue ?? '', people.codeOf(secret));
    assert.ok(await people.isIn(session));
  });

  it('goes on from a password that still holds, for ten minutes', async () => {
    const { user, caller, secret } = await people.withApp();
    const step = await people.stepOf(user);
    const late = await people.stepOf(user);
    home.clock.advance(11 * minute);
    await refuses(people.prove(late, people.codeOf(secret)), 'not_signed_in');
    const again = await people.stepOf(user);
    await home.app.sessions.changePassword(caller, {
      oldPassword: password,
      newPassword: better,
      confirmPassword: better,
    });
    await refuses(people.prove(again, people.codeOf(secret)), 'not_signed_in');
    await refuses(people.prove(step, people.codeOf(secret)), 'not_signed_in');
    await refuses(people.prove('forged', people.codeOf(secret)), 'not_signed_in');
  });

  it('is asked for no longer once staff have removed it: whoever was being asked signs in anew', async () => {
    const { user, codes } = await people.withApp();
    const step = await people.stepOf(user);
    await home.app.factors.removeAll(home.operator, user.id, { identityCheck: 'called_back', note: '' });
    await refuses(home.app.sessions.factorStep(step), 'not_signed_in');
    await refuses(people.prove(step, codes[0] ?? ''), 'not_signed_in');
    assert.ok(await people.isIn(openedSession(await people.signIn(user))));
  });

  it('is demanded by the role where the setting says so, until it is there', async () => {
    const { user, caller } = await people.somebody('helpdesk');
    const session = openedSession(await people.signIn(user));
    assert.equal((await home.app.sessions.whoIs(session.token))?.factorMissing, false);
    await home.app.settings.change(home.operator, 'second_factor_for', 'staff');
    assert.equal((await home.app.sessions.whoIs(session.token))?.factorMissing, true);
    const { secret } = await home.app.factors.offerTotp(caller);
    await home.app.factors.confirmTotp(caller, people.codeOf(secret));
    assert.equal((await home.app.sessions.whoIs(session.token))?.factorMissing, false);
    await home.app.settings.change(home.operator, 'second_factor_for', 'nobody');
  });
});
