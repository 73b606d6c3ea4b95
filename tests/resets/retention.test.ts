import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createPiecemeal } from '../../src/database/index.ts';
import { day } from '../../src/kernel/index.ts';
import { onEveryEngine } from '../engines.ts';
import { type OpenedResets, openResets, stranger } from './opened.ts';

onEveryEngine('how long a reset is kept', (engine) => {
  let home: OpenedResets;
  before(async () => {
    home = await openResets(engine);
    await home.app.settings.change(home.operator, 'audit_retention', 60 * day);
  });
  after(() => home.close());

  const sweepAfter = async (ms: number): Promise<void> => {
    await home.later(ms);
    await home.app.resets.sweep(createPiecemeal(home.app));
  };
  const isKept = async (id: string) => (await home.app.resets.describe(home.operator, id)) !== undefined;

  it('is thirty days where it is nobody’s: it goes whole, with the digest of what was typed', async () => {
    await home.ask('nobody at all');
    const { id, reason } = await home.lastReset();
    assert.equal(reason, 'unknown');
    await sweepAfter(29 * day);
    assert.equal((await home.app.resets.explain(home.operator, 'nobody at all'))?.asks.length, 1);
    await sweepAfter(2 * day);
    assert.equal(await isKept(id), false);
    assert.deepEqual(
      (await home.app.audit.ofReset(id)).map(({ event }) => event),
      ['reset.asked', 'reset.decided'],
    );
  });

  it('is as long as the audit record where it is somebody’s, whether or not a letter went', async () => {
    const used = await home.somebody();
    await home.redeem(await home.mailedToken(used));
    const { id: completed } = await home.lastReset();
    await home.mailedToken(await home.somebody());
    const { id: unused } = await home.lastReset();
    const archived = await home.somebody();
    await home.app.users.archive(home.operator, archived.id);
    await home.ask(archived.login);
    const { id: dropped, reason } = await home.lastReset();
    assert.equal(reason, 'archived');
    await sweepAfter(67 * day);
    for (const id of [completed, unused, dropped]) assert.ok(await isKept(id));
    await sweepAfter(2 * day);
    for (const id of [completed, unused, dropped]) assert.equal(await isKept(id), false);
  });

  it('is a longer time as soon as the record is kept longer', async () => {
    const user = await home.somebody();
    await home.mailedToken(user);
    const { id } = await home.lastReset();
    await home.app.settings.change(home.operator, 'audit_retention', 90 * day);
    await sweepAfter(80 * day);
    assert.ok(await isKept(id));
    await home.app.settings.change(home.operator, 'audit_retention', 60 * day);
    await sweepAfter(0);
    assert.equal(await isKept(id), false);
  });

  it('ends in every list and number at once, and leaves the user the date of the last one', async () => {
    const user = await home.somebody();
    await home.mailedToken(user);
    const askedAt = home.clock.now();
    const { app, operator } = home;
    const query = { userIds: [user.id] };
    await sweepAfter(70 * day);
    assert.deepEqual((await app.resets.page(operator, query, { limit: 10 })).rows, []);
    assert.deepEqual(await app.resets.count(operator, query), { count: 0, exact: true });
    assert.deepEqual(await app.resets.latest(operator, 10, user.id), []);
    assert.deepEqual((await app.resets.explain(operator, user.login))?.people[0]?.resets, []);
    const [line] = (
      await app.users.page(
        operator,
        { search: user.login, filters: [] },
        { key: 'name', descending: false },
        { limit: 1 },
      )
    ).rows;
    assert.deepEqual([line?.lastResetAt, line?.resetPending], [askedAt, false]);
  });

  it('is kept for any number of them at once', async () => {
    const { database } = home.app;
    await home.ask('one of many');
    const { id } = await home.lastReset();
    const [row] = await database.read.selectFrom('resets').selectAll().where('id', '=', id).execute();
    assert.ok(row);
    const many = Array.from({ length: 450 }, (_, index) => ({
      ...row,
      id: `${id.slice(0, 24)}${String(index).padStart(12, '0')}`,
    }));
    await database.write(async (tx) => void (await tx.insertInto('resets').values(many).execute()));
    await sweepAfter(31 * day);
    const left = await database.read.selectFrom('resets').select('id').where('user_id', 'is', null).execute();
    assert.deepEqual(left, []);
  });

  it('has no end while nothing was decided', async () => {
    const user = await home.somebody();
    await home.app.resets.ask(stranger, { login: user.login });
    await home.app.resets.ask(stranger, { login: 'nobody yet' });
    await sweepAfter(400 * day);
    const { items } = await home.app.resets.list(home.operator, {});
    assert.deepEqual(
      items.map(({ state }) => state),
      ['asked', 'asked'],
    );
  });
});
