import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, hour, minute } from '../../src/kernel/index.ts';
import type { User } from '../../src/users/index.ts';
import { signedIn, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { openInstallation, tokenIn } from '../installation.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { fresh, type OpenedResets, old, openResets, stranger } from './opened.ts';

onEveryEngine('"This was not me"', (engine) => {
  let home: OpenedResets;
  let chief: User & { email: string };
  before(async () => {
    home = await openResets(engine);
    chief = await home.somebody({ role: 'settings' });
  });
  after(() => home.close());

  /** The letter that a stranger's ask leads to, and the two links in it. */
  async function asked(user: { login: string; email: string }) {
    await home.ask(user.login);
    const [letter] = await home.letters(user.email);
    const notMe = /\/web\/not_me\?token=([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
    assert.match(letter?.html ?? '', new RegExp(`/web/not_me\\?token=${notMe}`));
    return { token: tokenIn(letter), notMe };
  }

  const byPasskeyAlone = (user: User) =>
    home.app.database.write((tx) =>
      home.app.sessions.open(tx, stranger, user, { by: 'passkey', factor: 'proved', knownBrowser: undefined }),
    );

  it('I-16 lets nobody in by a passkey alone for a day: whoever was at work may have added it', async () => {
    const user = await home.somebody();
    await home.redeem((await asked(user)).token);
    const [notice] = await home.letters(user.email);
    const byPasskey = () => byPasskeyAlone(user);
    openedSession(await byPasskey());
    await home.app.resets.notMe(stranger, tokenIn(notice), 'not_me');
    await refuses(byPasskey(), 'wrong_credentials');
    const letter = (await home.letters(user.email)).find(({ subject }) => subject.startsWith('Password reset'));
    await home.redeem(tokenIn(letter), 'Copper-lantern-64');
    await refuses(byPasskey(), 'wrong_credentials');
    const input = { login: user.login, password: 'Copper-lantern-64', knownBrowser: undefined };
    openedSession(await home.app.sessions.signIn(stranger, input));
    await home.later(day);
    openedSession(await byPasskey());
  });

  describe('from the letter with the link', () => {
    it('cancels that reset, leaves the password and the sessions alone, and alerts', async () => {
      const user = await home.somebody();
      const input = { login: user.login, password: old, knownBrowser: undefined };
      const session = openedSession(await home.app.sessions.signIn(stranger, input));
      const { token, notMe } = await asked(user);
      assert.deepEqual(
        [(await home.app.resets.showNotMe(notMe)).about, (await home.app.resets.showNotMe(notMe)).user.id],
        ['reset', user.id],
      );
      const { about, done } = await home.app.resets.notMe(stranger, notMe, 'not_me');
      assert.deepEqual([about, done], ['reset', ['link', 'untouched', 'told']]);
      await refuses(home.app.resets.show(token), 'link_expired');
      await home.app.sessions.signIn(stranger, input);
      assert.ok(await home.app.sessions.whoIs(session.token));
      const [alert] = await home.letters(chief.email);
      assert.equal(alert?.subject, 'Rekey alert: reset not asked for');
      assert.match(alert?.text ?? '', new RegExp(`${user.login}.*pressed`, 's'));
      await refuses(home.app.resets.notMe(stranger, notMe, 'not_me'), 'link_used');
    });

    const resetOf = async (user: User) => {
      const { id } = await home.app.database.read
        .selectFrom('resets')
        .select('id')
        .where('user_id', '=', user.id)
        .orderBy('id')
        .executeTakeFirstOrThrow();
      return home.app.resets.describe(home.operator, id);
    };

    it('is on the timeline of the reset', async () => {
      const user = await home.somebody();
      const { notMe } = await asked(user);
      await home.app.resets.notMe(stranger, notMe, 'not_me');
      const told = await resetOf(user);
      assert.equal(told?.state, 'cancelled');
      assert.ok(told?.timeline.some(({ event }) => event === 'disowned'));
    });

    it('tells of a password that was changed since, in place of one that is the same', async () => {
      const user = await home.somebody();
      const { notMe } = await asked(user);
      await home.later(minute);
      const change = { oldPassword: old, newPassword: fresh, confirmPassword: fresh, knownBrowser: undefined };
      await home.app.sessions.changePassword(signedIn(user), change);
      const { about, done } = await home.app.resets.notMe(stranger, notMe, 'not_me');
      assert.deepEqual([about, done], ['reset', ['link', 'changed_since', 'told']]);
      const [alert] = await home.letters(chief.email);
      const told = /The password was changed after it was asked for: ask .+ by a way you know whether that was them\./;
      assert.match(alert?.text.replaceAll('\n', ' ') ?? '', told);
    });

    it('does not cancel what had run out before', async () => {
      const user = await home.somebody();
      const { notMe } = await asked(user);
      await home.later(2 * day);
      const { done } = await home.app.resets.notMe(stranger, notMe, 'not_me');
      assert.deepEqual(done, ['link', 'untouched', 'told']);
      const disowned = await resetOf(user);
      const events = disowned?.timeline.map(({ event }) => event) ?? [];
      assert.deepEqual([disowned?.state, events.includes('disowned')], ['expired', true]);
      const [alert] = await home.letters(chief.email);
      assert.match(alert?.text ?? '', /That link does not work any more\. The password was not touched\./);
    });

    it('is not told as cancelled by a password that is set after it ran out', async () => {
      const user = await home.somebody();
      await asked(user);
      await home.later(2 * day);
      const { link = '' } = await home.app.resets.send(home.operator, user.id, { printLink: true });
      await home.redeem(link.slice(link.indexOf('=') + 1));
      assert.equal((await resetOf(user))?.state, 'expired');
    });

    it('names no newer one when it has expired: a link that was mailed since asks for a password, and takes back nothing', async () => {
      const user = await home.somebody();
      const { notMe } = await asked(user);
      await home.later(8 * day);
      await asked(user);
      const { details } = await refuses(home.app.resets.showNotMe(notMe), 'link_expired');
      assert.equal(details.newerSentAt, undefined);
    });

    it('pauses nobody: a typing mistake of somebody else costs the owner nothing', async () => {
      const user = await home.somebody();
      const { notMe } = await asked(user);
      await home.app.resets.notMe(stranger, notMe, 'not_me');
      await home.later(2 * minute);
      await home.redeem((await asked(user)).token);
    });

    it('changes nothing when it was them', async () => {
      const user = await home.somebody();
      const { token, notMe } = await asked(user);
      const { about, done } = await home.app.resets.notMe(stranger, notMe, 'mine');
      assert.deepEqual([about, done], ['reset', []]);
      await home.redeem(token);
    });

    it('is in the record once, however often they say that it was them', async () => {
      const user = await home.somebody();
      const { notMe } = await asked(user);
      const say = () => home.app.resets.notMe(stranger, notMe, 'mine');
      await Promise.all(Array.from({ length: 5 }, say));
      await home.later(6 * day);
      assert.deepEqual((await say()).done, [], 'each time they see the same');
      const { items } = await home.app.audit.list(home.operator, { event: 'reset.confirmed_mine' });
      assert.equal(items.filter(({ subject }) => subject?.id === user.id).length, 1);
      const { done } = await home.app.resets.notMe(stranger, notMe, 'not_me');
      assert.deepEqual(done, ['link', 'untouched', 'told'], 'it can still be taken back');
    });

    it('takes the account back when the link in it has changed the password since', async () => {
      const user = await home.somebody();
      const { token, notMe } = await asked(user);
      const thief = await home.redeem(token);
      assert.equal((await home.app.resets.showNotMe(notMe)).about, 'password');
      const { done } = await home.app.resets.notMe(stranger, notMe, 'not_me');
      assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
      assert.equal(await home.app.sessions.whoIs(thief.session?.token), undefined);
    });

    it('outlives a cancel by staff, and dies after seven days', async () => {
      const user = await home.somebody();
      const { notMe } = await asked(user);
      await home.app.resets.cancelAll(home.operator, user.id);
      assert.equal((await home.app.resets.showNotMe(notMe)).about, 'reset');
      await home.later(7 * day);
      await refuses(home.app.resets.showNotMe(notMe), 'link_expired');
    });
  });

  describe('from the notice', () => {
    it('voids the password, ends everything, mails the owner a fresh link, pauses strangers and alerts', async () => {
      const chief = await home.somebody({ role: 'settings' });
      const user = await home.somebody();
      const done = await home.redeem(await home.mailedToken(user));
      const [notice] = await home.letters(user.email);
      const token = tokenIn(notice);
      await home.app.resets.notMe(stranger, token, 'mine');
      assert.ok(await home.app.sessions.whoIs(done.session?.token));
      await home.app.resets.notMe(stranger, token, 'not_me');
      assert.equal(await home.app.sessions.whoIs(done.session?.token), undefined);
      await refuses(
        home.app.sessions.signIn(stranger, { login: user.login, password: fresh, knownBrowser: undefined }),
        'wrong_credentials',
      );
      const [link] = await home.letters(user.email);
      assert.equal(link?.subject, `Password reset for ${user.name}`);
      const [alert] = await home.letters(chief.email);
      assert.match(alert?.subject ?? '', /^Rekey alert: /);
      await home.later(2 * minute);
      await home.ask(user.login);
      assert.equal((await home.lastReset()).reason, 'paused');
      await home.redeem(tokenIn(link), old);
      await refuses(home.app.resets.notMe(stranger, token, 'not_me'), 'link_used');
      await home.later(day);
      await home.mailedToken(user);
    });

    it('I-16 lets nobody set the password once more that was made void: somebody else may know it', async () => {
      const user = await home.somebody();
      await home.redeem(await home.mailedToken(user));
      const [notice] = await home.letters(user.email);
      await home.app.resets.notMe(stranger, tokenIn(notice), 'not_me');
      const [link] = await home.letters(user.email);
      const violationsOf = async () =>
        (await refuses(home.redeem(tokenIn(link), fresh), 'password_refused')).details.violations;
      const isVoid = [{ rule: 'used_before', params: { last: 0 } }];
      assert.deepEqual(await violationsOf(), isVoid);
      await home.app.settings.change(home.operator, 'password_history', 1);
      assert.deepEqual(await violationsOf(), isVoid, 'rather than the one that the person has now');
      await home.app.settings.revert(home.operator, 'password_history');
      await home.redeem(tokenIn(link), old);
      const kept = home.app.database.read.selectFrom('former_passwords').select('user_id');
      assert.deepEqual(
        await kept.where('user_id', '=', user.id).execute(),
        [],
        'nothing is kept once another one is set',
      );
    });

    it('tells administrators of one account five times an hour, however often its buttons are pressed', async () => {
      const chief = await home.somebody({ role: 'settings' });
      const user = await home.somebody();
      const alerts = async () => (await home.letters(chief.email)).length;
      let token = await home.mailedToken(user);
      let password = old;
      const pressOnce = async () => {
        password = password === old ? fresh : old;
        await home.redeem(token, password);
        const [notice] = await home.letters(user.email);
        const { done } = await home.app.resets.notMe(stranger, tokenIn(notice), 'not_me');
        assert.ok(done.includes('told') && done.includes('letter'));
        const [link] = await home.letters(user.email);
        token = tokenIn(link);
      };
      for (let presses = 0; presses < 7; presses += 1) await pressOnce();
      assert.equal(await alerts(), 5);
      await home.later(hour);
      await pressOnce();
      assert.equal(await alerts(), 6);
    });

    const takenBack = async () => {
      const user = await home.somebody();
      await home.redeem((await asked(user)).token);
      const [notice] = await home.letters(user.email);
      const { done } = await home.app.resets.notMe(stranger, tokenIn(notice), 'not_me');
      return { user, done };
    };

    it('pauses strangers for 24 hours, but neither staff nor whoever holds the link that the owner was mailed', async () => {
      const { user, done } = await takenBack();
      assert.deepEqual(done, ['password', 'sessions', 'letter', 'pause', 'told']);
      await home.later(2 * minute);
      await home.ask(user.login);
      assert.equal((await home.lastReset()).reason, 'paused');
      const [link] = await home.letters(user.email);
      await home.app.resets.askAgain(strangerAt('192.0.2.61'), tokenIn(link));
      assert.equal((await home.lastReset()).reason, 'send');
      await home.app.resets.send(home.operator, user.id, {});
      assert.equal((await home.lastReset()).reason, 'send');
      const [newest] = await home.letters(user.email);
      await home.redeem(tokenIn(newest), old);
      await home.later(day);
      await home.ask(user.login);
      assert.equal((await home.lastReset()).reason, 'send');
    });

    it('pauses nobody for longer where a clock far ahead told until when, before it was put right', async () => {
      const { user } = await home.whileAhead(30 * day, takenBack);
      await home.later(day);
      assert.ok(await home.mailedToken(user));
      const [person] = (await home.app.resets.explain(home.operator, user.login))?.people ?? [];
      assert.equal(person?.pausedUntil, undefined);
      assert.equal((await home.app.resets.limitsOf(home.operator, user.id)).pausedUntil, undefined);
      openedSession(await byPasskeyAlone(user));
      await home.app.resets.liftLimits(home.operator, user.id);
      await home.later(30 * day);
      openedSession(await byPasskeyAlone(user));
    });

    it('says no word of a letter to somebody whom none can reach, nor of administrators where there is none', async () => {
      const lone = await openInstallation(engine);
      const user = await lone.confirmed({ login: 'lone', email: 'lone@example.com', password: old });
      await lone.app.resets.ask(stranger, { login: 'lone' });
      await lone.app.resets.decide();
      const token = tokenIn((await lone.letters('lone@example.com'))[0]);
      const link = await lone.app.resets.show(token);
      const input = { token, linkId: link.id, browser: 'x', password: fresh, confirmPassword: fresh };
      await lone.app.resets.complete(stranger, input);
      const [notice] = await lone.letters('lone@example.com');
      await lone.app.users.edit(lone.operator, user.id, { change: { email: '' } });
      const { done } = await lone.app.resets.notMe(stranger, tokenIn(notice), 'not_me');
      assert.deepEqual(done, ['password', 'sessions', 'pause']);
      await lone.close();
    });
  });
});
