import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day, minute } from '../../src/kernel/index.ts';
import { operator, signedIn } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { fresh, type OpenedResets, old, openResets, stranger } from './opened.ts';

onEveryEngine('a reset', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
  });
  after(() => home.close());

  describe('the link', () => {
    it('opens as often as it likes, and stays good', async () => {
      const token = await home.mailedToken(await home.somebody());
      for (let index = 0; index < 20; index++) await home.app.resets.open(token, index % 2 === 0);
      await home.redeem(token);
    });

    it('I-37 has another name in forms than inside: that of a letter written together with it would be the next one', async () => {
      const user = await home.somebody();
      const { id } = await home.app.resets.show(await home.mailedToken(user));
      const links = home.app.database.read.selectFrom('links').select('id').where('user_id', '=', user.id);
      assert.ok((await links.execute()).every((link) => !id.includes(link.id)));
    });

    it('was opened by a person once a person was seen, whoever follows it later', async () => {
      const token = await home.mailedToken(await home.somebody());
      const { id } = await home.lastReset();
      const opened = async (byScanner: boolean): Promise<unknown> => {
        await home.app.resets.open(token, byScanner);
        const { timeline } = (await home.app.resets.describe(operator, id)) ?? { timeline: [] };
        return timeline.find(({ event }) => event === 'opened')?.['scanner_likely'];
      };
      for (const [byScanner, told] of [
        [true, true],
        [true, true],
        [false, false],
        [true, false],
      ] as const)
        assert.equal(await opened(byScanner), told);
    });

    it('holds 24 hours from the ask and not a moment longer', async () => {
      const [first, second_] = [
        await home.mailedToken(await home.somebody()),
        await home.mailedToken(await home.somebody()),
      ];
      await home.later(day - 1);
      await home.redeem(first);
      await home.later(1);
      await refuses(home.redeem(second_), 'link_expired');
    });

    it('holds as long as the setting says', async () => {
      await home.app.settings.change(operator, 'link_life', 10 * minute);
      const token = await home.mailedToken(await home.somebody());
      await home.app.settings.change(operator, 'link_life', day);
      await home.later(10 * minute);
      await refuses(home.redeem(token), 'link_expired');
    });

    it('is unknown when it was never ours', async () => {
      const token = await home.mailedToken(await home.somebody());
      for (const forged of [
        '',
        'x',
        token.slice(1),
        `${token}a`,
        token.toLowerCase(),
        'A'.repeat(43),
        '\0'.repeat(43),
        ['x'].toString(),
      ]) {
        await refuses(home.app.resets.show(forged), 'link_unknown');
        await refuses(home.app.resets.open(forged, false), 'link_unknown');
      }
    });

    it('is not killed by a further ask, and says to its holder what came after', async () => {
      const user = await home.somebody();
      const first = await home.mailedToken(user);
      await home.later(2 * minute);
      const next = await home.mailedToken(user);
      await home.app.resets.show(first);
      await home.redeem(next);
      const { details } = await refuses(home.app.resets.show(first), 'link_expired');
      assert.equal(details.passwordChangedAt, home.clock.now());
      assert.equal(details.newerSentAt, undefined, 'the newer one is of no use any more');
    });

    it('names the newer one while that still works', async () => {
      const user = await home.somebody();
      const first = await home.mailedToken(user);
      await home.later(2 * minute);
      const newerSentAt = home.clock.now();
      await home.mailedToken(user);
      await home.later(day - 2 * minute);
      const { details } = await refuses(home.app.resets.show(first), 'link_expired');
      assert.deepEqual([details.newerSentAt, details.mailed], [newerSentAt, true]);
    });

    it('I-22 dies with any change of the password, with archiving, and with its own use', async () => {
      const [used, changed, archived] = [await home.somebody(), await home.somebody(), await home.somebody()];
      const tokens = [await home.mailedToken(used), await home.mailedToken(changed), await home.mailedToken(archived)];
      await home.redeem(tokens[0] ?? '');
      await refuses(home.app.resets.show(tokens[0] ?? ''), 'link_used');
      const input = { oldPassword: old, newPassword: fresh, confirmPassword: fresh };
      const { ended } = await home.app.sessions.changePassword(signedIn(changed), input);
      assert.equal(ended.links, 1);
      await refuses(home.app.resets.show(tokens[1] ?? ''), 'link_expired');
      await home.app.users.archive(operator, archived.id);
      await refuses(home.app.resets.show(tokens[2] ?? ''), 'link_expired');
    });

    it('I-15 is of no use once its user has another address, however that came about', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      await home.app.database.write((tx) =>
        tx.updateTable('users').set({ email: 'new@example.com' }).where('id', '=', user.id).execute(),
      );
      await refuses(home.app.resets.show(token), 'link_expired');
    });

    it('I-12 I-13 changes the password of its own user and of nobody else', async () => {
      const [one, other] = [await home.somebody(), await home.somebody()];
      const [mine, theirs] = [await home.mailedToken(one), await home.mailedToken(other)];
      const link = await home.app.resets.show(theirs);
      const input = { token: mine, linkId: link.id, browser: 'b', password: fresh, confirmPassword: fresh };
      await refuses(home.app.resets.complete(stranger, input), 'link_mismatch');
      await home.redeem(mine);
      await home.app.sessions.signIn(stranger, { login: other.login, password: old, knownBrowser: undefined });
    });
  });

  describe('a dead link', () => {
    it('sends a new one to the same person, naming nobody', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      await home.later(day);
      assert.equal(await home.app.resets.askAgain(stranger, token), undefined);
      const [letter] = await home.letters(user.email);
      await home.redeem(tokenIn(letter));
      await refuses(home.app.resets.askAgain(stranger, 'A'.repeat(43)), 'link_unknown');
    });

    it('sends none where people do not ask for links themselves', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      await home.later(day);
      await home.app.settings.change(operator, 'self_service', false);
      await refuses(home.app.resets.askAgain(stranger, token), 'self_service_off');
      await home.app.settings.change(operator, 'self_service', true);
      assert.equal((await home.letters(user.email)).length, 1);
    });
  });
});
