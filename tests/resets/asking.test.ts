import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createPiecemeal, openDatabase } from '../../src/database/index.ts';
import { minute } from '../../src/kernel/index.ts';
import { operator, strangerAt } from '../callers.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { type OpenedResets, openResets, stranger } from './opened.ts';

onEveryEngine('a reset', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
  });
  after(() => home.close());

  describe('asking', () => {
    it('I-28 answers nothing, whoever is named', async () => {
      const user = await home.somebody();
      for (const login of [user.login, user.email, 'nobody', '日本', "'; drop table users; --"]) {
        const answer: unknown = await home.app.resets.ask(strangerAt('192.0.2.51'), { login });
        assert.equal(answer, undefined);
      }
      await home.app.resets.decide();
    });

    it('leaves one row and one audit event, which name nobody', async () => {
      const user = await home.somebody();
      await home.app.resets.ask(stranger, { login: user.email });
      const row = await home.app.database.read
        .selectFrom('resets')
        .selectAll()
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow();
      const events = await home.app.audit.ofReset(row.id);
      assert.equal(row.user_id, null);
      assert.ok(!JSON.stringify([row, events]).includes(user.email));
      assert.deepEqual(
        events.map((event) => event.event),
        ['reset.asked'],
      );
      await home.app.resets.decide();
      assert.equal((await home.lastReset()).user_id, user.id);
      const decided = await home.app.database.read
        .selectFrom('resets')
        .selectAll()
        .where('id', '=', row.id)
        .executeTakeFirstOrThrow();
      assert.equal(decided.typed_sealed, null);
      assert.notEqual(decided.typed_digest, null);
    });

    // Only SQLite has one lock that a foreign process can hold against every write.
    const oneLock = engine.name === 'SQLite';
    const itWithOneLock = oneLock ? it : () => {};
    itWithOneLock('leaves an ask that cannot be decided just now for the next turn', async () => {
      const user = await home.somebody();
      await home.letters(user.email); // nothing else may wait for the lock
      await home.app.resets.ask(strangerAt('192.0.2.65'), { login: user.login });
      const other = await openDatabase(home.app.config.databaseUrl);
      const [held, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const holding = other.write(async (tx) => {
        if (other.engine === 'postgres') await sql`lock table resets in exclusive mode`.execute(tx);
        held.resolve();
        await released.promise;
      });
      await held.promise;
      const decided = await home.app.resets.decide();
      released.resolve();
      await holding;
      assert.equal(decided, 0);
      await other.close();
      assert.equal(await home.app.resets.decide(), 1);
      assert.equal((await home.lastReset()).reason, 'send');
    });

    it('adds a further ask for the same name from the same source to the one that waits', async () => {
      await home.app.resets.ask(strangerAt('192.0.2.60'), { login: 'Somebody' });
      await home.app.resets.ask(strangerAt('192.0.2.60'), { login: ' someBODY ' });
      await home.app.resets.ask(strangerAt('192.0.2.61'), { login: 'somebody' });
      const rows = await home.app.database.read
        .selectFrom('resets')
        .select(['asks', 'asked_address'])
        .where('state', '=', 'asked')
        .execute();
      assert.deepEqual(
        rows.map((row) => [row.asked_address, row.asks]),
        [
          ['192.0.2.60', 2],
          ['192.0.2.61', 1],
        ],
      );
      await home.app.resets.decide();
    });

    it('refuses what is no name at all', async () => {
      for (const login of ['', '  ', 'x'.repeat(321), 'a\0b', 'a\ud800']) {
        await refuses(home.app.resets.ask(stranger, { login }), 'malformed');
      }
    });

    it('I-34 lets 20 a minute through from one source, known or unknown, and tells the next when to come again', async () => {
      const user = await home.somebody();
      for (const [source, login] of [
        ['203.0.113.1', user.login],
        ['203.0.113.2', 'nobody'],
      ]) {
        const caller = strangerAt(source ?? '');
        for (let index = 0; index < 20; index++) await home.app.resets.ask(caller, { login: login ?? '' });
        const refusal = await refuses(home.app.resets.ask(caller, { login: login ?? '' }), 'limited');
        assert.equal(refusal.details.retryAfter, 60);
      }
      const before = await home.app.database.read.selectFrom('resets').select('id').execute();
      await refuses(home.app.resets.ask(strangerAt('203.0.113.1'), { login: 'more' }), 'limited');
      assert.equal((await home.app.database.read.selectFrom('resets').select('id').execute()).length, before.length);
      await home.app.resets.sweep(createPiecemeal(home.app));
      const told = await home.app.audit.list(operator, { event: 'reset.asks_limited' });
      assert.deepEqual(told.items[0]?.details, { asks: 3 });
      await home.later(minute);
      await home.app.resets.decide();
    });

    it('lets as many through, and makes as many rows, when they ask at once', async () => {
      const caller = strangerAt('203.0.113.77');
      const names = Array.from({ length: 40 }, (_, index) => `at once ${index % 15}`);
      const asked = await Promise.allSettled(names.map((login) => home.app.resets.ask(caller, { login })));
      assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 20);
      const rows = await home.app.database.read
        .selectFrom('resets')
        .select('asks')
        .where('asked_address', '=', '203.0.113.77')
        .execute();
      assert.equal(rows.length, 15);
      assert.equal(
        rows.reduce((sum, { asks }) => sum + asks, 0),
        20,
      );
      await home.later(minute);
      await home.app.resets.sweep(createPiecemeal(home.app));
      while ((await home.app.resets.decide()) > 0);
    });

    it('takes a whole IPv6 household for one source', async () => {
      for (let index = 0; index < 20; index++)
        await home.app.resets.ask(strangerAt(`2001:db8:1:2::${index + 1}`), { login: 'nobody' });
      await refuses(home.app.resets.ask(strangerAt('2001:db8:1:2:ffff::9'), { login: 'nobody' }), 'limited');
      await home.app.resets.ask(strangerAt('2001:db8:1:3::1'), { login: 'nobody' });
      await home.later(minute);
      await home.app.resets.decide();
    });

    it('is refused where reset on the sign-in page is switched off', async () => {
      await home.app.settings.change(operator, 'self_service', false);
      await refuses(home.app.resets.ask(stranger, { login: 'mara' }), 'self_service_off');
      await home.app.settings.change(operator, 'self_service', true);
    });
  });
});
