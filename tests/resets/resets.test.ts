import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day, second } from '../../src/kernel/index.ts';
import { operator } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { type OpenedResets, openResets, stranger } from './opened.ts';

onEveryEngine('a reset', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
  });
  after(() => home.close());

  describe('its timeline', () => {
    it('tells the whole story in order', async () => {
      const user = await home.somebody();
      const token = await home.mailedToken(user);
      await home.later(second);
      await home.app.resets.open(token, false);
      await home.later(second);
      const { id: linkId } = await home.app.resets.show(token);
      const weak = { token, linkId, browser: 'b', password: 'weak', confirmPassword: 'weak' };
      await refuses(home.app.resets.complete(stranger, weak), 'password_refused');
      await home.later(second);
      await home.redeem(token);
      const { user_id, id } = await home.lastReset();
      assert.equal(user_id, user.id);
      const reset = await home.app.resets.describe(operator, id);
      assert.equal(reset?.state, 'completed');
      const events = reset?.timeline.map((moment) => moment.event) ?? [];
      assert.deepEqual(events, [
        'asked',
        'decided',
        'queued',
        'attempt',
        'opened',
        'password_refused',
        'completed',
        'session.opened',
      ]);
    });

    it('tells what was wished before what followed from it, also where time goes by meanwhile', async () => {
      const { clock, app } = home;
      const { now } = clock;
      const user = await home.somebody();
      clock.now = () => {
        clock.advance(1);
        return now();
      };
      const { reset } = await app.resets.send(operator, user.id, {});
      const { asked_at, timeline } = await app.resets.resend(operator, reset.id, {});
      clock.now = now;
      const events = timeline.map(({ event }) => event).filter((event) => event !== 'attempt');
      assert.deepEqual(events, ['asked', 'decided', 'queued', 'resent', 'queued']);
      assert.equal(timeline[0]?.at, asked_at);
    });
  });

  it('is followed by everybody who has to end something', () => {
    assert.deepEqual(
      home.app.followers.map((follower) => [follower.name, Object.keys(follower).sort().join(' ')]),
      [
        ['sessions', 'addressChanged archived name passwordReplaced roleChanged'],
        ['factors', 'addressChanged archived name passwordReplaced roleChanged'],
        ['api-keys', 'archived name passwordReplaced roleChanged'],
        ['resets', 'addressChanged archived deleted name passwordReplaced roleChanged'],
        ['approvals', 'archived deleted name passwordReplaced'],
        ['jobs', 'archived deleted name passwordReplaced roleChanged'],
      ],
    );
  });

  it('is forgotten in time: digests after 30 days', async () => {
    const token = await home.mailedToken(await home.somebody());
    await home.later(32 * day);
    await home.app.resets.sweep(createPiecemeal(home.app));
    await refuses(home.app.resets.show(token), 'link_unknown');
    const rows = await home.app.database.read
      .selectFrom('resets')
      .select('typed_digest')
      .where('typed_digest', 'is not', null)
      .execute();
    assert.equal(rows.length, 0);
  });
});
