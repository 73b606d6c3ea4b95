import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import type { Database } from '../../src/database/index.ts';
import { hour } from '../../src/kernel/index.ts';
import type { MessageQuery } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { operator, type Stage, setStage, staff } from './stage.ts';

onEveryEngine('looking for letters', (engine) => {
  let database: Database;
  let stage: Stage;

  beforeEach(async () => {
    database = await engine.open();
    stage = setStage(database);
  });
  afterEach(() => database.close());

  const found = async (query: MessageQuery): Promise<string[]> => {
    const { rows } = await stage.mail.page(operator, query, { limit: 10 });
    assert.deepEqual(await stage.mail.count(operator, query), { count: rows.length, exact: true });
    return rows.map(({ id }) => id);
  };

  it('finds them by state, kind, time and whom they are to, newest first, all of it together', async () => {
    const to = (name: string) => ({ name, address: `${name}@example.com` });
    const old = await stage.put({ userId: 'mara', kind: 'reset', to: to('mara.before') });
    stage.clock.advance(2 * hour);
    const letter = await stage.put({ userId: 'mara', kind: 'alert', to: to('mara') });
    const other = await stage.put({ userId: 'ben', kind: 'alert', to: to('ben') });
    await database.write((tx) => stage.mail.withdraw(tx, { userId: 'ben' }, 'archived'));

    assert.deepEqual(await found({}), [other, letter, old]);
    assert.deepEqual(await found({ states: ['cancelled'] }), [other]);
    assert.deepEqual(await found({ states: ['cancelled', 'queued'] }), [other, letter, old]);
    assert.deepEqual(await found({ states: ['bounced', 'failed', 'outdated'] }), []);
    assert.deepEqual(await found({ kinds: ['alert'] }), [other, letter]);
    assert.deepEqual(await found({ kinds: ['alert', 'reset', 'none'] }), [other, letter, old]);
    assert.deepEqual(await found({ from: stage.clock.now() - hour }), [other, letter]);
    assert.deepEqual(await found({ to: { address: 'mara.before@example.com', userIds: [] } }), [old]);
    assert.deepEqual(await found({ to: { address: 'mara@example.com', userIds: ['mara'] } }), [letter, old]);
    assert.deepEqual(await found({ to: { address: 'nobody@example.com', userIds: [] } }), []);
    assert.deepEqual(await found({ kinds: ['alert'], states: ['queued'], to: { address: '', userIds: ['mara'] } }), [
      letter,
    ]);
  });

  it('counts those that stand in a state, and knows since when', async () => {
    const now = stage.clock.now();
    await stage.put({ userId: 'mara' });
    stage.clock.advance(hour);
    for (const userId of ['ben', 'cleo']) await stage.put({ userId });
    const standing = (which: { dueBefore?: number; most: number }) => stage.mail.standing(operator, 'queued', which);
    assert.deepEqual(await standing({ most: 200 }), { count: 3, since: now });
    assert.deepEqual(await standing({ most: 2 }), { count: 2, since: now });
    assert.deepEqual(await standing({ dueBefore: now + hour, most: 200 }), { count: 1, since: now });
    assert.deepEqual(await standing({ dueBefore: now, most: 200 }), { count: 0, since: undefined });
    await refuses(stage.mail.standing(staff('user'), 'queued', { most: 1 }), 'forbidden');
  });

  it('counts one that was put off from its hour on, and one that is tried again from when it was made', async () => {
    const now = stage.clock.now();
    const due = (after: number) => stage.mail.standing(operator, 'queued', { dueBefore: now + after, most: 200 });
    await stage.put({ userId: 'mara', runAt: now + hour });
    assert.deepEqual(await due(hour), { count: 0, since: undefined });
    assert.deepEqual(await due(hour + 1), { count: 1, since: now + hour });
    const tried = await stage.put({ userId: 'ben' });
    for (const change of [
      { attempts: 1, reason: 'greylisted' },
      { attempts: 0, reason: 'paced' },
    ]) {
      await database.write(async (tx) => {
        const later = { ...change, run_at: now + 2 * hour };
        await tx.updateTable('messages').set(later).where('id', '=', tried).execute();
      });
      assert.deepEqual(await due(1), { count: 1, since: now }, change.reason);
      assert.deepEqual(await due(2 * hour), { count: 2, since: now }, change.reason);
    }
  });

  it('tells of each the latest hundred attempts', async () => {
    const ids = [await stage.put({ userId: 'mara' }), await stage.put({ userId: 'ben' })];
    const made = { at: 0, server: '', outcome: 'temporary', reason: 'try_later', reply: null } as const;
    for (const [n, message_id] of ids.entries())
      for (let number = 1; number <= 101 + n; number += 1)
        await database.write((tx) =>
          tx
            .insertInto('attempts')
            .values({ ...made, id: `${message_id} ${number}`, message_id, number })
            .execute(),
        );
    const { items } = await stage.mail.list(operator, {});
    const numbers = items.map(({ attempts }) => attempts.map(({ number }) => number));
    assert.deepEqual(
      numbers.map((all) => [all.length, all[0], all.at(-1)]),
      [
        [100, 3, 102],
        [100, 2, 101],
      ],
    );
    assert.deepEqual(
      numbers[1],
      numbers[1]?.toSorted((a, b) => a - b),
    );
  });

  it('turns pages there and back, of several kinds, too', async () => {
    const kinds = ['reset', 'alert', 'reset'];
    const query = { kinds: ['alert', 'reset'] };
    const ids: string[] = [];
    for (const [n, kind] of kinds.entries()) ids.unshift(await stage.put({ userId: `u${n}`, kind }));
    const first = await stage.mail.page(operator, query, { limit: 2 });
    const second = await stage.mail.page(operator, query, { limit: 2, after: first.next });
    const back = await stage.mail.page(operator, query, { limit: 2, before: second.previous });
    assert.deepEqual(
      [first, second, back].map(({ rows }) => rows.map(({ id }) => id)),
      [ids.slice(0, 2), ids.slice(2), ids.slice(0, 2)],
    );
  });

  it('is for helpdesk and above', async () => {
    await refuses(stage.mail.page(staff('user'), {}, { limit: 1 }), 'forbidden');
    await refuses(stage.mail.count(staff('user'), {}), 'forbidden');
    assert.deepEqual(await stage.mail.count(staff('helpdesk'), {}), { count: 0, exact: true });
  });
});
