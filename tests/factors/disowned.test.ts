import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { TOTP } from 'otpauth';
import { areAllDisowned } from '../../src/factors/index.ts';
import { type Caller, clockSlack, day, hour, minute } from '../../src/kernel/index.ts';
import { isFactorDue } from '../../src/sessions/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { type SoftwarePasskey, softwarePasskey } from '../software-passkey.ts';

const stranger = strangerAt('192.0.2.7');
const owners = strangerAt('192.0.2.77');
const old = 'Old-Meadow-71';
const signIns = 'Rekey alert: sign-in from a new device';
const changes = 'Rekey alert: your second factor was changed';
let people = 0;

interface Owner {
  user: User;
  email: string;
  /** Whoever is signed in to the account. */
  caller: Caller;
}

onEveryEngine('a second factor that its owner disowns', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
    await home.confirmed({ login: 'chief', email: 'chief@example.com', role: 'settings', password: old });
  });
  after(() => home.close());

  const somebody = async (): Promise<Owner> => {
    const login = `kept-${engine.name}-${++people}`.toLowerCase();
    const email = `${login}@example.com`;
    const user = await home.confirmed({ login, email, password: old });
    return { user, email, caller: signedIn(user, '198.51.100.9') };
  };
  /** From a browser that the account does not know, which its owner is told of. */
  const signInAnew = async ({ user }: Owner): Promise<void> => {
    for (const at of [owners, stranger]) {
      await home.later(minute);
      await home.app.sessions.signIn(at, { login: user.login, password: old, knownBrowser: undefined });
    }
    await home.later(minute);
  };
  const codeOf = (secret: string): string => new TOTP({ secret }).generate({ timestamp: home.clock.now() });
  const addApp = async ({ caller }: Owner) => {
    const { secret } = await home.app.factors.offerTotp(caller);
    const { codes } = await home.app.factors.confirmTotp(caller, codeOf(secret));
    await home.later(minute);
    return { secret, codes };
  };
  const addPasskeyNow = async ({ caller }: Owner): Promise<SoftwarePasskey> => {
    const { challenge } = await home.app.factors.offerPasskey(caller);
    const passkey = softwarePasskey();
    const response = passkey.register(challenge);
    await home.app.factors.addPasskey(caller, { response, challenge, name: 'Phone' });
    return passkey;
  };
  const addPasskey = async (owner: Owner): Promise<SoftwarePasskey> => {
    const passkey = await addPasskeyNow(owner);
    await home.later(minute);
    return passkey;
  };
  const byPasskey = async (passkey: SoftwarePasskey) => {
    const { challenge } = await home.app.factors.offerPasskeySignIn(undefined);
    return home.app.sessions.signInWithPasskey(stranger, { passkey: passkey.answer(challenge), challenge });
  };
  const letterTo = async (address: string, subject: string) =>
    (await home.letters(address)).find((letter) => letter.subject.startsWith(subject));
  const disown = async ({ email }: Owner, subject = signIns) => {
    const token = tokenIn(await letterTo(email, subject));
    const { done } = await home.app.resets.notMe(owners, token, 'not_me');
    return done;
  };
  /** With the link that was mailed; the step to the second factor that follows. */
  const resetBy = async ({ email }: Owner): Promise<string> => {
    const token = tokenIn(await letterTo(email, 'Password reset'));
    const { id } = await home.app.resets.show(token);
    const password = `Harbour-violet-${++people}`;
    const input = { token, linkId: id, browser: 'x', password, confirmPassword: password };
    const { session, factorDue } = await home.app.resets.complete(owners, input);
    assert.equal(session, undefined);
    return factorDue ?? '';
  };
  const prove = async (step: string, code: string) => {
    const { session } = await home.app.sessions.proveFactor(owners, step, { proof: { code }, remember: false });
    assert.ok(session);
    return { session };
  };
  const factorsOf = ({ user }: Owner) => home.app.factors.of(home.app.database.read, user.id);

  it('I-32 is asked for as before, and opens nothing: neither an app nor its recovery codes', async () => {
    const owner = await somebody();
    await signInAnew(owner);
    const { secret, codes } = await addApp(owner);
    assert.ok((await disown(owner)).includes('factors'));
    const step = await resetBy(owner);
    await refuses(prove(step, codeOf(secret)), 'wrong_code');
    await refuses(prove(step, codes[0] ?? ''), 'wrong_code');
    const shown = await home.app.sessions.factorStep(step);
    assert.ok(areAllDisowned(shown.factors));
    assert.equal(await home.app.factors.missing(home.app.database.read, owner.user), false);
  });

  it('I-32 opens nothing as a passkey: not at once, not when staff lift limits, not a day later', async () => {
    const owner = await somebody();
    const passkey = await addPasskey(owner);
    assert.ok((await byPasskey(passkey)).token);
    await disown(owner, changes);
    await refuses(byPasskey(passkey), 'passkey_refused');
    await home.app.resets.liftLimits(home.operator, owner.user.id);
    await refuses(byPasskey(passkey), 'passkey_refused');
    const step = await resetBy(owner);
    const { challenge } = await home.app.factors.offerPasskeySignIn(owner.user);
    const proof = { passkey: passkey.answer(challenge), challenge };
    await refuses(home.app.sessions.proveFactor(owners, step, { proof, remember: false }), 'passkey_refused');
    await home.later(day + minute);
    await refuses(byPasskey(passkey), 'passkey_refused');
  });

  it('I-32 is also what was added by a clock that was ahead: of another process, or before it was put right', async () => {
    for (const ahead of [clockSlack - 1, 2 * hour])
      for (const subject of [signIns, changes]) {
        const owner = await somebody();
        await signInAnew(owner);
        const passkey = await home.whileAhead(ahead, () => addPasskeyNow(owner));
        assert.ok((await disown(owner, subject)).includes('factors'), `${ahead} ms ahead, ${subject}`);
        await home.later(day + minute);
        await refuses(byPasskey(passkey), 'passkey_refused');
      }
  });

  it('I-32 is the passkey of a disowned sign-in, however old it is: not its owner’s other one', async () => {
    const owner = await somebody();
    const [used, other] = [await addPasskey(owner), await addPasskey(owner)];
    await byPasskey(other);
    await home.later(10 * day);
    await byPasskey(used);
    await home.later(minute);
    assert.ok((await disown(owner)).includes('factors'));
    await home.later(day + minute);
    await refuses(byPasskey(used), 'passkey_refused');
    assert.ok((await byPasskey(other)).token);
    const { passkeys } = await factorsOf(owner);
    assert.deepEqual(
      passkeys.map(({ disowned }) => disowned),
      [true, false],
    );
  });

  it('I-32 is the passkey that was given after the password of a disowned sign-in', async () => {
    const owner = await somebody();
    const used = await addPasskey(owner);
    await byPasskey(used);
    await home.later(10 * day);
    const asked = await home.app.sessions.signIn(stranger, {
      login: owner.user.login,
      password: old,
      knownBrowser: undefined,
    });
    assert.ok(isFactorDue(asked));
    const { challenge } = await home.app.factors.offerPasskeySignIn(owner.user);
    const proof = { passkey: used.answer(challenge), challenge };
    await home.app.sessions.proveFactor(stranger, asked.factorDue, { proof, remember: false });
    await home.later(minute);
    assert.ok((await disown(owner)).includes('factors'));
    assert.equal((await factorsOf(owner)).passkeys[0]?.disowned, true);
  });

  it('I-32 is every recovery code where one was used by somebody else, and not the app', async () => {
    const owner = await somebody();
    const { secret, codes } = await addApp(owner);
    await home.later(day);
    const asked = await home.app.sessions.signIn(stranger, {
      login: owner.user.login,
      password: old,
      knownBrowser: undefined,
    });
    assert.ok(isFactorDue(asked));
    await prove(asked.factorDue, codes[0] ?? '');
    await home.later(minute);
    assert.ok((await disown(owner, changes)).includes('factors'));
    const step = await resetBy(owner);
    await refuses(prove(step, codes[1] ?? ''), 'wrong_code');
    await prove(step, codeOf(secret));
    assert.equal((await factorsOf(owner)).recoveryCodes, 0);
  });

  it('I-32 is the app whose code was given by somebody else, however old it is, and not the recovery codes', async () => {
    const owner = await somebody();
    const { secret, codes } = await addApp(owner);
    await prove(await stepOf(owner), codeOf(secret));
    await home.later(10 * day);
    const asked = await home.app.sessions.signIn(stranger, {
      login: owner.user.login,
      password: old,
      knownBrowser: undefined,
    });
    assert.ok(isFactorDue(asked));
    const proof = { code: codeOf(secret) };
    await home.app.sessions.proveFactor(stranger, asked.factorDue, { proof, remember: false });
    await home.later(minute);
    assert.ok((await disown(owner)).includes('factors'));
    const step = await resetBy(owner);
    await refuses(prove(step, codeOf(secret)), 'wrong_code');
    await prove(step, codes[0] ?? '');
    const factors = await factorsOf(owner);
    assert.deepEqual([factors.totp?.disowned, areAllDisowned(factors)], [true, false]);
  });

  it('leaves the older ones, with which its owner comes in and takes it away', async () => {
    const owner = await somebody();
    const { secret } = await addApp(owner);
    const { session } = await prove(await stepOf(owner), codeOf(secret));
    assert.ok(session.token);
    await home.later(hour);
    await addPasskey(owner);
    await disown(owner, changes);
    await home.later(minute);
    const again = await prove(await resetBy(owner), codeOf(secret));
    assert.ok(again.session.token);
    const { totp, passkeys } = await factorsOf(owner);
    assert.deepEqual([totp?.disowned, passkeys.map(({ disowned }) => disowned)], [false, [true]]);
    await home.app.factors.removePasskey(owner.caller, passkeys[0]?.id ?? '');
    assert.deepEqual((await factorsOf(owner)).passkeys, []);
  });

  const stepOf = async ({ user }: Owner): Promise<string> => {
    const answer = await home.app.sessions.signIn(owners, {
      login: user.login,
      password: old,
      knownBrowser: undefined,
    });
    assert.ok(isFactorDue(answer));
    return answer.factorDue;
  };

  it('I-16 is taken back with the button of its own letter, also after the newest one was pressed', async () => {
    const owner = await somebody();
    const { secret } = await addApp(owner);
    await home.later(9 * day);
    const thiefs = await addPasskey(owner);
    const next = { oldPassword: old, newPassword: 'Copper-lantern-64', confirmPassword: 'Copper-lantern-64' };
    await home.app.sessions.changePassword(owner.caller, next);
    await home.later(minute);
    assert.deepEqual(await disown(owner, 'Your password was changed'), [
      'password',
      'sessions',
      'factors_left',
      'letter',
      'pause',
      'told',
    ]);
    const { session } = await prove(await resetBy(owner), codeOf(secret));
    await home.later(minute);
    const own = await addPasskey(owner);
    await speaksOfThatAlone(changesOf(owner, 1));
    assert.ok(await home.app.sessions.whoIs(session.token));
    await home.later(day + minute);
    await refuses(byPasskey(thiefs), 'passkey_refused');
    assert.ok((await byPasskey(own)).token, 'what its owner added since is none of that letter’s');
  });

  it('I-16 is taken back with the button of its own letter, also after its owner set a password by a link', async () => {
    const owner = await somebody();
    const thiefs = await addPasskey(owner);
    await home.app.resets.send(home.operator, owner.user.id, {});
    await resetBy(owner);
    await home.later(minute);
    await speaksOfThatAlone(changesOf(owner, 0));
    await refuses(byPasskey(thiefs), 'passkey_refused');
    const password = { login: owner.user.login, password: `Harbour-violet-${people}`, knownBrowser: undefined };
    assert.ok(isFactorDue(await home.app.sessions.signIn(owners, password)), 'the new password is as good as before');
    const alert = (await letterTo('chief@example.com', 'Rekey alert: second factors disowned'))?.text ?? '';
    assert.match(alert.replace(/\s+/g, ' '), /its password, its other sessions and its links were left alone/);
  });

  it('I-16 is what somebody signed in with before the account was secured', async () => {
    const owner = await somebody();
    const [used, other] = [await addPasskey(owner), await addPasskey(owner)];
    await byPasskey(other);
    await home.later(10 * day);
    await byPasskey(used);
    await home.later(minute);
    await home.app.resets.send(home.operator, owner.user.id, {});
    await resetBy(owner);
    await home.later(minute);
    await speaksOfThatAlone(letterTo(owner.email, signIns));
    await refuses(byPasskey(used), 'passkey_refused');
    assert.ok((await byPasskey(other)).token);
  });

  it('is not the next sheet of recovery codes, with the letter about one of the sheet before', async () => {
    const owner = await somebody();
    const { secret, codes } = await addApp(owner);
    await home.later(8 * day);
    await prove(await stepOf(owner), codes[0] ?? '');
    await home.later(minute);
    const letter = await letterTo(owner.email, changes);
    await home.app.resets.send(home.operator, owner.user.id, {});
    await prove(await resetBy(owner), codeOf(secret));
    await home.later(minute);
    await home.app.factors.drawRecoveryCodes(owner.caller);
    await refuses(home.app.resets.notMe(stranger, tokenIn(letter), 'not_me'), 'link_expired');
    assert.equal((await factorsOf(owner)).recoveryCodes, 10);
  });

  /** Letters about changed factors, the newest first. */
  const changesOf = async ({ email }: Owner, which: number) =>
    (await home.letters(email)).filter(({ subject }) => subject.startsWith(changes))[which];
  /** The letter's button: it speaks of what the letter told of and of nothing else, and only once. */
  const speaksOfThatAlone = async (letter: ReturnType<typeof letterTo>): Promise<void> => {
    const token = tokenIn(await letter);
    assert.equal((await home.app.resets.showNotMe(token)).about, 'factors_left');
    assert.deepEqual((await home.app.resets.notMe(owners, token, 'mine')).done, []);
    assert.deepEqual((await home.app.resets.notMe(owners, token, 'not_me')).done, ['factors', 'told']);
    await refuses(home.app.resets.notMe(owners, token, 'not_me'), 'link_used');
  };

  it('is told of with a button that goes by when it was added', async () => {
    const owner = await somebody();
    await addApp(owner);
    const letter = await letterTo(owner.email, changes);
    assert.equal((await home.app.resets.showNotMe(tokenIn(letter))).about, 'factors');
    const done = await disown(owner, changes);
    assert.deepEqual(done, ['password', 'sessions', 'factors', 'letter', 'pause', 'told']);
    assert.equal((await factorsOf(owner)).totp?.disowned, true);
  });

  it('is told of to whoever has to act: in the letter with the link, in the alert, in the record', async () => {
    const owner = await somebody();
    await addApp(owner);
    await disown(owner, changes);
    const words = (text = ''): string => text.replace(/\s+/g, ' ');
    const letter = await letterTo(owner.email, 'Password reset');
    assert.match(words(letter?.text), /second factors that somebody else may have added or used\. They open nothing/);
    const alert = await letterTo('chief@example.com', 'Rekey alert: second factors disowned');
    assert.match(words(alert?.text), new RegExp(`/settings/users/${owner.user.id}/remove-factors`));
    const { items } = await home.app.audit.list(home.operator, { subjectId: owner.user.id });
    const marked = items.find(({ event }) => event === 'factors.marked_disowned');
    assert.deepEqual(marked?.details, { apps: 1, passkeys: 0, recovery_codes: 10 });
  });

  it('keeps its owner out no longer once staff have made sure of them and removed it', async () => {
    const owner = await somebody();
    await addApp(owner);
    await disown(owner, changes);
    await home.app.factors.removeAll(home.operator, owner.user.id, { identityCheck: 'called_back', note: '' });
    const token = tokenIn(await letterTo(owner.email, 'Password reset'));
    const { id } = await home.app.resets.show(token);
    const password = `Harbour-violet-${++people}`;
    const input = { token, linkId: id, browser: 'x', password, confirmPassword: password };
    assert.ok((await home.app.resets.complete(owners, input)).session);
  });

  it('is not what is confirmed next: an app that only waits for its first code is forgotten', async () => {
    const owner = await somebody();
    await signInAnew(owner);
    await home.app.factors.offerTotp(owner.caller);
    await disown(owner);
    await refuses(home.app.factors.waitingTotp(owner.caller), 'not_found');
  });
});
