import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { hour, isBusy, minute, Refusal } from '../../src/kernel/index.ts';
import { operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { hearStatements } from '../heard-statements.ts';
import { openedSession } from '../opened-session.ts';
import { refuses } from '../refuses.ts';
import { fresh, type OpenedResets, old, openResets, stranger } from './opened.ts';

onEveryEngine('a reset', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
  });
  after(() => home.close());

  describe('the new password', () => {
    it('I-21 is judged whole, and a refusal never costs the link', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      const link = await home.app.resets.show(token);
      const tries = ['', 'short', 'password1', user.login, `${user.login}-A1`, 'x'.repeat(5_000), 'Passw0rd!'];
      for (const password of tries) {
        const input = { token, linkId: link.id, browser: 'b', password, confirmPassword: `${password}x` };
        const refusal = await refuses(home.app.resets.complete(stranger, input), 'password_refused');
        const rules = refusal.details.violations.map((violation) => violation.rule);
        assert.ok(rules.length >= 2 && rules.includes('differs'), password.slice(0, 20));
      }
      await home.redeem(token);
    });

    it('is not told to be a former one where it could not be set anyhow: a guess costs the link', async () => {
      await home.app.settings.change(operator, 'password_history', 3);
      const weak = 'former';
      const user = await home.confirmed({ login: 'guessed', email: 'guessed@example.com', password: weak });
      const token = await home.mailedToken({ ...user, email: 'guessed@example.com' });
      const { id: linkId } = await home.app.resets.show(token);
      const lacks = async (password: string, confirmPassword: string): Promise<string[]> => {
        const input = { token, linkId, browser: 'b', password, confirmPassword };
        const refusal = await refuses(home.app.resets.complete(stranger, input), 'password_refused');
        return refusal.details.violations.map(({ rule }) => rule);
      };
      assert.ok(!(await lacks(weak, weak)).includes('used_before'));
      await home.redeem(token);
      await home.later(2 * minute);
      const next = await home.mailedToken({ ...user, email: 'guessed@example.com' });
      const { id } = await home.app.resets.show(next);
      const input = { token: next, linkId: id, browser: 'b', password: fresh };
      const differing = home.app.resets.complete(stranger, { ...input, confirmPassword: 'another' });
      assert.deepEqual(
        (await refuses(differing, 'password_refused')).details.violations.map(({ rule }) => rule),
        ['differs'],
      );
      const same = home.app.resets.complete(stranger, { ...input, confirmPassword: fresh });
      assert.deepEqual(
        (await refuses(same, 'password_refused')).details.violations.map(({ rule }) => rule),
        ['used_before'],
      );
      await home.app.settings.change(operator, 'password_history', 0);
    });

    it('I-29 signs in, kills the old one, ends all sessions and links, and is told by mail', async () => {
      const user = await home.somebody();
      const open = [];
      for (let index = 0; index < 3; index++) {
        open.push(
          openedSession(
            await home.app.sessions.signIn(stranger, { login: user.login, password: old, knownBrowser: undefined }),
          ),
        );
      }
      const spare = await home.mailedToken(user);
      await home.later(2 * minute);
      const done = await home.redeem(await home.mailedToken(user));
      assert.deepEqual(done.ended, { sessions: 3, api_keys: 0, remembered_devices: 0, links: 1 });
      assert.equal((await home.app.sessions.whoIs(done.session?.token))?.user.id, user.id);
      for (const session of open) assert.equal(await home.app.sessions.whoIs(session.token), undefined);
      await refuses(
        home.app.sessions.signIn(stranger, { login: user.login, password: old, knownBrowser: undefined }),
        'wrong_credentials',
      );
      const [notice] = await home.letters(user.email);
      assert.equal(notice?.subject, 'Your password was changed');
      await home.app.sessions.signIn(stranger, { login: user.login, password: fresh, knownBrowser: undefined });
      await refuses(home.app.resets.show(spare), 'link_expired');
    });

    it('leaves asks that led to no letter as they are: of these a stranger makes any number', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      await home.ask(user.login, '192.0.2.66');
      const dropped = await home.lastReset();
      assert.deepEqual([dropped.user_id, dropped.state, dropped.reason], [user.id, 'decided', 'limited']);
      const asked: string[] = [];
      hearStatements(home.app.database.read.getExecutor(), ({ parameters }) => {
        if (parameters.includes(dropped.id)) asked.push(dropped.id);
      });
      await home.redeem(token);
      assert.deepEqual(asked, []);
      const then = await home.app.resets.describe(operator, dropped.id);
      assert.deepEqual([then?.state, then?.timeline.at(-1)?.event], ['decided', 'decided']);
    });

    it('signs nobody in where the setting says so', async () => {
      const [user, staff] = [await home.somebody(), await home.somebody({ role: 'helpdesk' })];
      await home.app.settings.change(operator, 'automatic_sign_in', 'not_for_administrators');
      assert.ok((await home.redeem(await home.mailedToken(user))).session);
      assert.equal((await home.redeem(await home.mailedToken(staff))).session, undefined);
      await home.app.settings.change(operator, 'automatic_sign_in', 'off');
      assert.equal((await home.redeem(await home.mailedToken(await home.somebody()))).session, undefined);
      await home.app.settings.change(operator, 'automatic_sign_in', 'on');
    });

    it('shows the browser that won its success again, and nobody else', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      const { id: linkId } = await home.app.resets.show(token);
      const input = { token, linkId, browser: 'mine', password: fresh, confirmPassword: fresh };
      const first = await home.app.resets.complete(stranger, input);
      const second_ = await home.app.resets.complete(stranger, input);
      assert.deepEqual(second_.ended, first.ended);
      assert.ok(await home.app.sessions.whoIs(second_.session?.token));
      assert.equal(await home.app.sessions.whoIs(first.session?.token), undefined);
      await refuses(home.app.resets.complete(stranger, { ...input, browser: 'another' }), 'link_used');
      const others = { password: 'Another-Meadow9bird', confirmPassword: 'Another-Meadow9bird' };
      await refuses(home.app.resets.complete(stranger, { ...input, ...others }), 'link_used');
    });

    it('lets nobody guess at it with the step of the browser that won, once that browser has given it up', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      const { id: linkId } = await home.app.resets.show(token);
      const input = { token, linkId, browser: 'mine', password: fresh, confirmPassword: fresh };
      await home.app.resets.complete(stranger, input);
      await home.later(hour - 1);
      assert.ok((await home.app.resets.complete(stranger, input)).session);
      await home.later(1);
      await refuses(home.app.resets.complete(stranger, input), 'link_used');
    });

    it('is set once more in a browser that the user knows as one that is known, and in a new one as a new one', async () => {
      const { sessions, resets, database } = home.app;
      const user = await home.somebody();
      const signIn = { login: user.login, password: old, knownBrowser: undefined };
      const { knownBrowser } = openedSession(await sessions.signIn(stranger, signIn));
      const setTwice = async (password: string, mark: string | undefined) => {
        await home.later(2 * minute);
        const token = await home.mailedToken(user);
        const { id: linkId } = await resets.show(token);
        const input = { token, linkId, browser: 'b', password, confirmPassword: password, knownBrowser: mark };
        for (let press = 1; press <= 3; press++) await resets.complete(stranger, input);
        return (await sessions.of(home.operator, user.id)).map(({ newBrowser }) => newBrowser);
      };
      assert.deepEqual(await setTwice(fresh, knownBrowser), [false]);
      assert.deepEqual(await setTwice('Harbour+violet7meadow', undefined), [true]);
      const known = await database.read
        .selectFrom('known_browsers')
        .select('digest')
        .where('user_id', '=', user.id)
        .where('forgotten', '=', 0)
        .execute();
      assert.equal(known.length, 3, 'each press leaves one mark');
    });

    for (let round = 1; round <= 3; round++) {
      it(`I-17 I-18 has one winner of 30 at once, and the others are told the truth (round ${round})`, async () => {
        const user = await home.somebody();
        const token = await home.mailedToken(user);
        const { id: linkId } = await home.app.resets.show(token);
        const press = async (index: number): Promise<unknown> => {
          const password = `Stapled+Violet3meadow${index}`;
          const input = { token, linkId, browser: `b${index}`, password, confirmPassword: password };
          return home.app.resets.complete(stranger, input).catch((error: unknown) => {
            if (!isBusy(error)) throw error;
            return press(index); // a slow machine says that it is busy: they come again
          });
        };
        const tries = Array.from({ length: 30 }, (_, index) => press(index));
        const settled = await Promise.allSettled(tries);
        const won = settled.flatMap((one, index) => (one.status === 'fulfilled' ? [index] : []));
        const lost = settled.filter(
          (one) => one.status === 'rejected' && one.reason instanceof Refusal && one.reason.code === 'link_used',
        );
        assert.deepEqual([won.length, lost.length], [1, 29]);
        await home.app.sessions.signIn(stranger, {
          login: user.login,
          password: `Stapled+Violet3meadow${won[0]}`,
          knownBrowser: undefined,
        });
      });
    }
  });
});
