import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { day } from '../../src/kernel/index.ts';
import { anybodyWith, operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { tokenIn } from '../installation.ts';
import { refuses } from '../refuses.ts';
import { type OpenedResets, old, openResets, stranger } from './opened.ts';

onEveryEngine('a reset', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
  });
  after(() => home.close());

  describe('sending by staff', () => {
    it('I-50 goes to whom one may act on, is on record, and needs an address', async () => {
      const [user, boss, nowhere] = [
        await home.somebody(),
        await home.somebody({ role: 'access' }),
        await home.confirmed({ login: 'nomail', password: old }),
      ];
      const helpdesk = anybodyWith('helpdesk');
      await refuses(home.app.resets.send(anybodyWith('user'), user.id, {}), 'forbidden');
      await refuses(home.app.resets.send(stranger, user.id, {}), 'not_signed_in');
      await refuses(home.app.resets.send(helpdesk, boss.id, {}), 'forbidden');
      await refuses(home.app.resets.send(helpdesk, nowhere.id, {}), 'no_address');
      const { reset, link } = await home.app.resets.send(helpdesk, user.id, {
        identityCheck: 'called_back',
        note: 'rang at 9',
      });
      assert.equal(link, undefined);
      assert.deepEqual(
        [reset.source, reset.identity_check, reset.note, reset.state],
        ['staff', 'called_back', 'rang at 9', 'decided'],
      );
      const [letter] = await home.letters(user.email);
      await home.redeem(tokenIn(letter));
    });

    it('prints a link instead, which counts for no limit and mails nobody', async () => {
      const user = await home.somebody();
      for (let index = 0; index < 12; index++) {
        const { link } = await home.app.resets.send(operator, user.id, { printLink: true });
        await home.app.resets.show(new URL(link ?? '').searchParams.get('token') ?? '');
      }
      assert.equal((await home.letters(user.email)).length, 0);
      await home.mailedToken(user);
    });

    it('invites nobody whose email is missing or is none, and tells the one from the other', async () => {
      const guest = { login: 'unreached', name: 'Unreached' };
      await refuses(home.app.resets.invite(operator, { ...guest, email: ' ' }, {}), 'no_address');
      await refuses(home.app.resets.invite(operator, { ...guest, email: 'guest at example' }, {}), 'email_malformed');
    });

    it('invites a new user, whose first password makes them confirmed', async () => {
      const { user, reset } = await home.app.resets.invite(
        operator,
        { login: 'guest', name: 'Guest', email: 'guest@example.com' },
        {},
      );
      assert.equal(reset.purpose, 'invitation');
      const [letter] = await home.letters('guest@example.com');
      assert.equal(letter?.subject, 'Your invitation to Lumen');
      await home.later(6 * day);
      await home.redeem(tokenIn(letter));
      await refuses(home.redeem(tokenIn(letter)), 'link_used');
      assert.equal((await home.app.users.byId(home.app.database.read, user.id))?.state, 'confirmed');
    });
  });
});
