import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, second } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { type Installation, openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';

const password = 'Lantern-harbour-58';
const better = 'Velvet-anchor-73';
const subject = 'Rekey alert: sign-in from a new device';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
let people = 0;

onEveryEngine('a sign-in from a new device', (engine) => {
  let home: Installation;
  before(async () => {
    home = await openInstallation(engine);
  });
  after(() => home.close());

  const from = { ...strangerAt('198.51.100.7'), agent: firefox };
  const signIn = async (user: User, knownBrowser?: string, with_ = password) => {
    home.clock.advance(second);
    const input = { login: user.login, password: with_, knownBrowser };
    return openedSession(await home.app.sessions.signIn(from, input));
  };
  /** Somebody who has signed in once, and the mark that their browser keeps since. */
  const somebody = async (language = 'en') => {
    const login = `device-${engine.name}-${people++}`.toLowerCase();
    const user = await home.confirmed({ login, email: `${login}@example.com`, password, language });
    const { knownBrowser = '' } = await signIn(user);
    return { user, knownBrowser };
  };
  const notices = async (user: User) => {
    const letters = await home.letters(user.email ?? '');
    return letters.filter((letter) => letter.subject === subject);
  };

  it('is told with time and place, in the list of sessions, and in the record', async () => {
    const { user } = await somebody();
    await signIn(user);
    const [letter, ...others] = await notices(user);
    assert.equal(others.length, 0);
    assert.match(letter?.text ?? '', /Network address: 198\.51\.100\.7\. Browser: Firefox on Linux\./);
    assert.match(letter?.text ?? '', /https:\/\/reset\.lumen\.example\/my\/security/);
    const sessions = await home.app.sessions.list(signedIn(user), '');
    assert.deepEqual(sessions.map(({ newBrowser }) => newBrowser).sort(), [false, true]);
    const { items } = await home.app.audit.list(home.operator, { subjectId: user.id });
    assert.deepEqual(items.find(({ event }) => event === 'session.opened')?.details, {
      by: 'password',
      new_browser: true,
      noticed: true,
    });
  });

  it('is none at the very first sign-in, nor with a browser that the person has used within a year', async () => {
    const { user, knownBrowser } = await somebody();
    await home.later(364 * day);
    await signIn(user, knownBrowser);
    await home.later(364 * day);
    await signIn(user, knownBrowser);
    assert.equal((await notices(user)).length, 0);
    await home.later(366 * day);
    await home.app.sessions.sweep(createPiecemeal(home.app));
    const known = home.app.database.read.selectFrom('known_browsers').select('digest').where('user_id', '=', user.id);
    assert.deepEqual(await known.execute(), [], 'nothing is kept of it');
    await signIn(user, knownBrowser);
    assert.equal((await notices(user)).length, 1);
  });

  it('is one for a second person at the same browser, which keeps its mark', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const { knownBrowser } = await signIn(other.user, one.knownBrowser);
    assert.equal(knownBrowser, one.knownBrowser);
    assert.equal((await notices(other.user)).length, 1);
    await signIn(one.user, one.knownBrowser);
    await signIn(other.user, one.knownBrowser);
    assert.equal((await notices(one.user)).length + (await notices(other.user)).length, 1);
    assert.doesNotMatch(await home.everythingStored(), new RegExp(one.knownBrowser));
  });

  it('is none where a reset signs in, which has a notice of its own, nor where the own password is changed', async () => {
    const { user, knownBrowser } = await somebody();
    const { link = '' } = await home.app.resets.send(home.operator, user.id, { printLink: true });
    const token = new URL(link).searchParams.get('token') ?? '';
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'b', password: better, confirmPassword: better, knownBrowser };
    const { session } = await home.app.resets.complete(from, input);
    await signIn(user, session?.knownBrowser, better);
    const next = { oldPassword: better, newPassword: password, confirmPassword: password };
    const change = { ...next, knownBrowser: session?.knownBrowser };
    const changed = await home.app.sessions.changePassword(signedIn(user), change);
    await signIn(user, changed.session.knownBrowser);
    assert.equal((await notices(user)).length, 0);
  });

  it('is every one after a reset but those in the browser of the reset: the old password may have been used in others', async () => {
    const { user, knownBrowser } = await somebody();
    const thiefs = (await signIn(user)).knownBrowser;
    const { link = '' } = await home.app.resets.send(home.operator, user.id, { printLink: true });
    const token = new URL(link).searchParams.get('token') ?? '';
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'b', password: better, confirmPassword: better, knownBrowser };
    const { session } = await home.app.resets.complete(from, input);
    const before = (await notices(user)).length;
    await signIn(user, session?.knownBrowser, better);
    assert.equal((await notices(user)).length, before);
    await signIn(user, thiefs, better);
    assert.equal((await notices(user)).length, before + 1);
  });

  it('is every one after a changed password but those in the browser of the change', async () => {
    const { user, knownBrowser } = await somebody();
    const thiefs = (await signIn(user)).knownBrowser;
    const change = { oldPassword: password, newPassword: better, confirmPassword: better, knownBrowser };
    const { session } = await home.app.sessions.changePassword(signedIn(user), change);
    const before = (await notices(user)).length;
    await signIn(user, session.knownBrowser, better);
    assert.equal((await notices(user)).length, before);
    await signIn(user, thiefs, better);
    const [notice, ...others] = await notices(user);
    assert.equal(others.length, before);
    const told = /a browser that had not been used for it within a year, or since the password was set\./;
    assert.match(notice?.text.replaceAll('\n', ' ') ?? '', told);
  });

  it('I-16 is one with a copy of the mark that the browser kept before a password was set with it', async () => {
    const changed = await somebody();
    const { knownBrowser } = changed;
    const change = { oldPassword: password, newPassword: better, confirmPassword: better, knownBrowser };
    await home.app.sessions.changePassword(signedIn(changed.user), change);

    const reset = await somebody();
    const { link = '' } = await home.app.resets.send(home.operator, reset.user.id, { printLink: true });
    const token = new URL(link).searchParams.get('token') ?? '';
    const { id: linkId } = await home.app.resets.show(token);
    const input = { token, linkId, browser: 'b', password: better, confirmPassword: better };
    const press = () => home.app.resets.complete(from, { ...input, knownBrowser: reset.knownBrowser });
    await press();
    await press(); // whose first answer was lost
    for (const { user, knownBrowser } of [changed, reset]) {
      assert.equal((await notices(user)).length, 0);
      await signIn(user, knownBrowser, better);
      assert.equal((await notices(user)).length, 1);
    }
  });

  it('I-16 is one with a copy of the mark of a browser in which its owner signs in again, who set a password elsewhere', async () => {
    const { user, knownBrowser } = await somebody();
    const change = { oldPassword: password, newPassword: better, confirmPassword: better };
    await home.app.sessions.changePassword(signedIn(user), change);
    const again = await signIn(user, knownBrowser, better);
    assert.notEqual(again.knownBrowser, knownBrowser);
    const before = (await notices(user)).length;
    await signIn(user, again.knownBrowser, better);
    assert.equal((await notices(user)).length, before, 'the browser itself is known');
    await signIn(user, knownBrowser, better);
    assert.equal((await notices(user)).length, before + 1);
  });

  it('sends few letters however often it happens, and none where the setting says so', async () => {
    const { user } = await somebody();
    for (let times = 0; times < 8; times += 1) await signIn(user);
    assert.equal((await notices(user)).length, 5);
    const { user: other } = await somebody();
    await home.app.settings.change(home.operator, 'new_device_notice', false);
    await signIn(other);
    await home.app.settings.change(home.operator, 'new_device_notice', true);
    assert.equal((await notices(other)).length, 0);
  });

  it('can be disowned: whoever it was is out, the owner has a fresh link, and the browser is new again', async () => {
    const { user } = await somebody();
    const intruder = await signIn(user);
    const token = tokenIn((await notices(user))[0]);
    assert.equal((await home.app.resets.showNotMe(token)).about, 'sign_in');
    const { done } = await home.app.resets.notMe(from, token, 'not_me');
    assert.deepEqual(done.slice(0, 3), ['password', 'sessions', 'letter']);
    assert.equal(await home.app.sessions.whoIs(intruder.token), undefined);
    await refuses(signIn(user, intruder.knownBrowser), 'wrong_credentials');
    const letters = await home.letters(user.email ?? '');
    const reset = tokenIn(letters.find(({ subject }) => subject.startsWith('Password reset')));
    const { id: linkId } = await home.app.resets.show(reset);
    const input = { token: reset, linkId, browser: 'b', password: better, confirmPassword: better };
    await home.app.resets.complete(from, input);
    await signIn(user, intruder.knownBrowser, better);
    assert.equal((await notices(user)).length, 2);
  });

  it('is told in the language of the person', async () => {
    const { user } = await somebody('de');
    await signIn(user);
    const [letter] = await home.letters(user.email ?? '');
    assert.equal(letter?.subject, 'Rekey-Warnung: Anmeldung von einem neuen Gerät');
    assert.match(letter?.text ?? '', /Browser: Firefox auf Linux/);
  });
});
