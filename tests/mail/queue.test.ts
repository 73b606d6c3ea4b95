import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, minute } from '../../src/kernel/index.ts';
import { claimDue } from '../../src/mail/claim-store.ts';
import { onEveryEngine } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';
import { groundWithServer } from './ground.ts';
import { messageIdOf, operator, scribe, until } from './stage.ts';

onEveryEngine('the queue', (engine) => {
  const ground = groundWithServer(engine);
  const { stageFor } = ground;

  it('I-55 F-11 sends every letter exactly once with four owners on one queue', async () => {
    const clock = movedClock();
    const stages = ['a', 'b', 'c', 'd'].map((owner) => stageFor(owner, clock));
    const [first] = stages;
    assert.ok(first);
    const addresses = Array.from({ length: 120 }, (_, index) => `person-${index}@example.com`);
    for (const address of addresses) await first.put({ to: { name: 'Person', address } });
    const stops = stages.map((stage) => stage.run(scribe()));
    await until(() => ground.server.received.length >= addresses.length);
    await Promise.all(stops.map((stop) => stop()));
    assert.deepEqual(ground.server.received.flatMap(({ to }) => to).sort(), addresses.sort());
    assert.equal(new Set(ground.server.received.map(({ raw }) => messageIdOf(raw))).size, addresses.length);
    const { items } = await first.mail.list(operator, { limit: 200 });
    assert.deepEqual([...new Set(items.map(({ state }) => state))], ['sent']);
    assert.deepEqual([...new Set(items.map(({ attempts }) => attempts.length))], [1]);
  });

  it('tells how deep it is, and since when the oldest letter could have gone', async () => {
    const stage = stageFor('a');
    const told = async () => ({ ...(await stage.mail.depth()), dueSince: await stage.mail.dueSince() });
    assert.deepEqual(await told(), { queued: 0, sending: 0, dueSince: undefined });
    const first = stage.clock.now();
    await stage.put();
    stage.clock.advance(minute);
    await stage.put({ to: { name: 'Bea', address: 'bea@example.com' } });
    assert.deepEqual(await told(), { queued: 2, sending: 0, dueSince: first });
    const now = stage.clock.now();
    await ground.database.write((tx) => claimDue(tx, { owner: 'a', now, until: now + minute, limit: 1 }));
    assert.deepEqual(await told(), { queued: 1, sending: 1, dueSince: now });
    await ground.database.write((tx) =>
      tx
        .updateTable('messages')
        .set({ run_at: now + hour })
        .execute(),
    );
    assert.deepEqual(await told(), { queued: 1, sending: 1, dueSince: undefined });
  });

  it('tells the composer of a delivery in the transaction that records it', async () => {
    const stage = stageFor('a');
    const seen: string[] = [];
    const composer = scribe({
      async delivered(tx, messages) {
        for (const message of messages) {
          const row = await tx.selectFrom('messages').select('state').where('id', '=', message.id).executeTakeFirst();
          seen.push(`${row?.state} after ${message.attempts}`);
        }
      },
    });
    const stop = stage.run(composer);
    const id = await stage.put();
    const sent = await stage.becomes(id, 'sent');
    await stop();
    assert.deepEqual(seen, ['sent after 1']);
    assert.equal(sent.sent_at, new Date(stage.clock.now()).toISOString());
    assert.equal(sent.attempts[0]?.reason, 'accepted');
  });

  describe('a message that is not wanted any more', () => {
    it('is replaced by a newer one of the same user and kind, and by no other', async () => {
      const stage = stageFor('a');
      const older = await stage.put({ userId: 'u1' });
      const otherUser = await stage.put({ userId: 'u2' });
      const otherKind = await stage.put({ userId: 'u1', kind: 'notice' });
      const nobodys = await stage.put();
      await stage.put({ userId: 'u1' });
      assert.deepEqual(await stage.message(older).then(({ state, reason }) => [state, reason]), [
        'outdated',
        'replaced',
      ]);
      for (const id of [otherUser, otherKind, nobodys]) assert.equal((await stage.message(id)).state, 'queued');
    });

    it('takes the place in line of the one that it replaces, and waits no longer than for its own', async () => {
      const stage = stageFor('a');
      const one = () => stage.put({ userId: 'u1', to: { name: 'Ann', address: 'ann@example.com' } });
      await one();
      await stage.pass(minute);
      await stage.put({ userId: 'u2', to: { name: 'Bob', address: 'bob@example.com' } });
      await stage.pass(minute);
      const again = await one();
      const at = stage.clock.now();
      assert.equal(Date.parse((await stage.message(again)).run_at), at - 2 * minute);
      await ground.database.write((tx) =>
        tx
          .updateTable('messages')
          .set({ run_at: at + minute })
          .where('id', '=', again)
          .execute(),
      );
      assert.equal(Date.parse((await stage.message(await one())).run_at), at, 'where that one was put off');
    });

    it('is withdrawn by what it is about, by its user, or by user and kind', async () => {
      const stage = stageFor('a');
      const about = await stage.put({ about: 'r1' });
      const reset = await stage.put({ userId: 'u1' });
      const notice = await stage.put({ userId: 'u1', kind: 'notice' });
      const withdraw = (which: Parameters<typeof stage.mail.withdraw>[1]) =>
        ground.database.write((tx) => stage.mail.withdraw(tx, which, 'archived'));
      assert.equal(await withdraw({ about: 'r1' }), 1);
      assert.equal(await withdraw({ userId: 'u1', kinds: ['reset'] }), 1);
      assert.equal((await stage.message(notice)).state, 'queued');
      assert.equal(await withdraw({ userId: 'u1' }), 1);
      for (const id of [about, reset, notice]) {
        assert.deepEqual(await stage.message(id).then(({ state, reason }) => [state, reason]), [
          'cancelled',
          'archived',
        ]);
      }
      const stop = stage.run(scribe({ kinds: ['reset', 'notice'] }));
      await stage.becomes(await stage.put(), 'sent');
      await stop();
      assert.equal(ground.server.received.length, 1);
    });

    it('F-20 is not sent when its composer has nothing to say', async () => {
      const stage = stageFor('a');
      const stop = stage.run(scribe({ compose: async () => ({ outdated: 'completed' }) }));
      const ended = await stage.becomes(await stage.put(), 'outdated');
      await stop();
      assert.equal(ended.reason, 'completed');
      assert.equal(ground.server.received.length, 0);
    });

    it('is not tried again when it was withdrawn while it was being sent', async () => {
      const stage = stageFor('a');
      ground.server.script.to = async () => {
        await ground.database.write((tx) => stage.mail.withdraw(tx, { about: 'r1' }, 'archived'));
        return { code: 450, text: 'later' };
      };
      const stop = stage.run(scribe());
      const ended = await stage.becomes(await stage.put({ about: 'r1' }), 'cancelled');
      await stop();
      assert.equal(ended.reason, 'archived');
      assert.equal(ended.attempts.length, 1);
    });

    it('is told as sent when the server took it nevertheless', async () => {
      const stage = stageFor('a');
      ground.server.script.to = async () => {
        await stage.put({ userId: 'u1', to: { name: 'Ann', address: 'newer@example.com' } });
        ground.server.script.to = () => undefined;
        return undefined;
      };
      const stop = stage.run(scribe());
      const sent = await stage.becomes(await stage.put({ userId: 'u1' }), 'sent');
      await stop();
      assert.equal(sent.reason, null);
    });
  });
});
