import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../src/database/index.ts';
import { hour, minute, Refusal, second } from '../../src/kernel/index.ts';
import { claimDue, hold, renewLease } from '../../src/mail/claim-store.ts';
import type { Message } from '../../src/mail/index.ts';
import { parallelSends } from '../../src/mail/wire/outgoing.ts';
import { onEveryEngine } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';
import { groundWithServer } from './ground.ts';
import { busyNowAndThen, scribe, serverAt, setStage, triesOf, until } from './stage.ts';

onEveryEngine('claims on the queue', (engine) => {
  const ground = groundWithServer(engine);
  const { stageFor } = ground;

  const leaseOf = async (id: string): Promise<number> => {
    const messages = ground.database.read.selectFrom('messages').select('lease_until').where('id', '=', id);
    return (await messages.executeTakeFirst())?.lease_until ?? 0;
  };

  describe('a lease', () => {
    const claimAs = (owner: string, now: number) =>
      ground.database.write((tx) => claimDue(tx, { owner, now, until: now + minute, limit: 5 }));

    it('I-55 is given to one owner, and its fence grows with every claim', async () => {
      const stage = stageFor('a');
      const id = await stage.put();
      const [mine] = await claimAs('a', stage.clock.now());
      assert.equal(mine?.id, id);
      assert.equal(mine.fence, 1);
      assert.deepEqual(await claimAs('b', stage.clock.now()), []);
      const back = { state: 'queued', lease_owner: null, lease_until: null } as const;
      await ground.database.write((tx) => tx.updateTable('messages').set(back).where('id', '=', id).execute());
      const [again] = await claimAs('b', stage.clock.now());
      assert.equal(again?.fence, 2);
    });

    it('F-12 goes back when it has run out, with an unknown attempt, and its late owner can mark nothing', async () => {
      const stage = stageFor('b');
      const id = await stage.put();
      const [row] = await claimAs('a', stage.clock.now());
      assert.ok(row);
      const late = { id, owner: 'a', fence: row.fence };
      const stop = stage.run(scribe());
      const another = async () => stage.becomes(await stage.put(), 'sent');
      await another(); // who takes a letter back has to have been there for a while
      await stage.pass(50 * second);
      await another();
      assert.equal((await stage.message(id)).state, 'sending');
      await stage.pass(20 * second);
      const waiting = await stage.becomes(id, 'queued');
      assert.deepEqual(triesOf(waiting), [[null, 'unknown', 'lease_lost']]);
      assert.equal(await ground.database.write((tx) => hold(tx, late)), undefined);
      await stage.pass(2 * minute);
      const sent = await stage.becomes(id, 'sent');
      await stop();
      assert.equal(await ground.database.write((tx) => hold(tx, late)), undefined);
      await ground.database.write((tx) => renewLease(tx, late, stage.clock.now() + hour));
      assert.equal(sent.attempts.length, 2);
      assert.equal(ground.server.received.length, 3);
    });

    it('F-12 that another took over meanwhile lets nothing leave of the letter, even in the middle of a conversation', async () => {
      const stage = stageFor('a');
      const id = await stage.put();
      ground.server.script.to = async () => {
        const others = { lease_owner: 'b', lease_until: stage.clock.now() + 3 * minute };
        await ground.database.write((tx) =>
          tx
            .updateTable('messages')
            .set({ ...others, fence: 2 })
            .execute(),
        );
        await stage.pass(2 * minute);
        return undefined;
      };
      const stop = stage.run(scribe());
      await until(() => stage.logged.some((line) => line.startsWith('message.claim_lost')));
      await stop();
      assert.equal(ground.server.asked.length, 1, 'the server was about to be given the content');
      assert.deepEqual(ground.server.received, []);
      const { state, attempts } = await stage.message(id);
      assert.deepEqual([state, attempts], ['sending', []]);
    });

    it('is renewed while its owner lives, however long the server takes', async () => {
      const clock = movedClock();
      const [owner, other] = [stageFor('a', clock), stageFor('b', clock)];
      const confirm = Promise.withResolvers<undefined>();
      ground.server.script.letter = () => confirm.promise;
      const id = await owner.put();
      const stopOwner = owner.run(scribe());
      await until(() => ground.server.asked.length === 1);
      const stopOther = other.run(scribe());
      for (let passed = 0; passed < 30; passed += 1) {
        const before = await leaseOf(id);
        await owner.pass(20 * second);
        await until(async () => (await leaseOf(id)) > before);
      }
      confirm.resolve(undefined);
      const sent = await owner.becomes(id, 'sent');
      await Promise.all([stopOwner(), stopOther()]);
      assert.equal(sent.attempts.length, 1);
      assert.equal(ground.server.received.length, 1);
    });

    it('is not taken back before its owner could renew it, once the database was away', async () => {
      const clock = movedClock();
      let away = false;
      const faulty: Database = {
        ...ground.database,
        write: (body) => (away ? Promise.reject(new Refusal('busy', { retryAfter: 1 })) : ground.database.write(body)),
        get read() {
          if (away) throw new Refusal('busy', { retryAfter: 1 });
          return ground.database.read;
        },
      };
      const [owner, other] = ['a', 'b'].map((name) =>
        setStage(faulty, { servers: [serverAt(ground.server.port)], owner: name, clock }),
      );
      assert.ok(owner && other);
      const confirm = Promise.withResolvers<undefined>();
      let hasLeft = false;
      ground.server.script.letter = () => {
        hasLeft = true;
        return confirm.promise;
      };
      const id = await owner.put();
      const stops = [owner.run(scribe())];
      await until(() => hasLeft);
      stops.push(other.run(scribe()));
      away = true;
      for (const stage of [owner, other]) await until(() => stage.logged.some((line) => line.includes('turn_failed')));
      clock.advance(10 * minute);
      away = false;
      confirm.resolve(undefined);
      const sent = await owner.becomes(id, 'sent');
      await Promise.all(stops.map((stop) => stop()));
      assert.deepEqual(
        sent.attempts.map(({ outcome }) => outcome),
        ['accepted'],
      );
    });
  });

  describe('a clock that was wrong for a while', () => {
    it('F-09 keeps no letter waiting that was put off or taken in hand meanwhile', async () => {
      const stage = stageFor('a');
      const [delayed, orphaned] = [await stage.put(), await stage.put()];
      const now = stage.clock.now();
      const wrong = now + 30 * 24 * hour;
      await ground.database.write(async (tx) => {
        await tx.updateTable('messages').set({ run_at: wrong }).where('id', '=', delayed).execute();
        const claimed = { state: 'sending', lease_owner: 'dead', lease_until: wrong, fence: 1 } as const;
        await tx.updateTable('messages').set(claimed).where('id', '=', orphaned).execute();
      });
      const stop = stage.run(scribe());
      await stage.becomes(delayed, 'sent');
      await stage.pass(minute);
      await stage.becomes(orphaned, 'queued');
      await stage.pass(2 * minute);
      await stage.becomes(orphaned, 'sent');
      await stop();
    });

    for (const ahead of [10 * minute, 30 * 24 * hour])
      it(`F-09 ends no lease of an owner that lives, and holds nothing against the server, ${ahead / minute} minutes put forward`, async () => {
        const stage = stageFor('a');
        const confirm = Promise.withResolvers<undefined>();
        ground.server.script.letter = () => confirm.promise;
        const ids: string[] = [];
        const expiresAt = stage.clock.now() + 60 * 24 * hour;
        for (let number = 0; number < 2 * parallelSends; number += 1) ids.push(await stage.put({ expiresAt }));
        const stop = stage.run(scribe());
        await until(() => ground.server.asked.length === parallelSends);
        for (const id of ids) await stage.becomes(id, 'sending');
        const renewed = async (): Promise<void> => {
          const leases = async () => Promise.all(ids.map(leaseOf));
          await until(async () => (await leases()).every((until) => until > stage.clock.now() + 30 * second));
        };
        for (let passed = 0; passed < 4; passed += 1) {
          await stage.pass(20 * second);
          await renewed();
        }
        stage.clock.jump(ahead);
        await renewed();
        confirm.resolve(undefined);
        for (const id of ids) {
          const sent = await stage.becomes(id, 'sent', 'queued');
          assert.deepEqual(triesOf(sent), [['first', 'accepted', 'accepted']]);
        }
        await stop();
        assert.equal(ground.server.received.length, ids.length);
      });

    it('F-09 lets a letter go at once that it stopped on its way, and holds nothing against the server', async () => {
      const stage = stageFor('a');
      let named = 0;
      ground.server.script.to = () => {
        named += 1;
        if (named === 1) stage.clock.jump(10 * minute);
        return undefined;
      };
      const id = await stage.put();
      const stop = stage.run(scribe());
      const sent = await stage.becomes(id, 'sent');
      await stop();
      assert.deepEqual(triesOf(sent), [['first', 'accepted', 'accepted']]);
    });

    it('F-09 lets nothing wait that was put in or tried while it was ahead by less than two hours', async () => {
      const stage = stageFor('a');
      ground.server.script.to = () => ({ code: 451, text: 'Greylisted' });
      const tried = await stage.put();
      stage.clock.jump(90 * minute);
      const stop = stage.run(scribe());
      await until(async () => (await stage.message(tried)).attempts.length === 1);
      await stop();
      ground.server.script.to = () => undefined;
      const put = await stage.put();
      stage.clock.jump(-90 * minute);
      const stopAgain = stage.run(scribe());
      for (const id of [tried, put]) await stage.becomes(id, 'sent');
      await stopAgain();
    });

    it('F-09 gives up at once what is of no use any more once it was put forward', async () => {
      const stage = setStage(ground.database, { servers: [] });
      const stop = stage.run(scribe());
      const id = await stage.put();
      await stage.pass(second);
      stage.clock.jump(30 * 24 * hour);
      await stage.becomes(id, 'outdated');
      await stop();
    });
  });

  describe('stopping', () => {
    it('F-13 lets a letter that is on the wire arrive', async () => {
      const stage = setStage(ground.database, { servers: [serverAt(ground.server.port)], limits: { grace: minute } });
      const confirm = Promise.withResolvers<undefined>();
      ground.server.script.letter = () => confirm.promise;
      const id = await stage.put();
      const stop = stage.run(scribe());
      await until(() => ground.server.asked.length === 1);
      const stopped = stop();
      confirm.resolve(undefined);
      await stopped;
      assert.equal((await stage.message(id)).state, 'sent');
    });

    it('F-13 hands back a letter that has not left, without counting a try', async () => {
      const stage = stageFor('a');
      ground.server.script.from = () => new Promise(() => {});
      const id = await stage.put();
      const stop = stage.run(scribe());
      await stage.becomes(id, 'sending');
      await stop();
      const waiting = await stage.message(id);
      assert.equal(waiting.state, 'queued');
      assert.deepEqual(waiting.attempts, []);
      assert.equal(waiting.run_at, new Date(stage.clock.now()).toISOString());
    });

    it('does not begin to send once the grace is over', async () => {
      const stage = stageFor('a');
      const [asked, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const compose = async (message: Message) => {
        asked.resolve();
        await written.promise;
        return scribe().compose(message);
      };
      const id = await stage.put();
      const stop = stage.run(scribe({ compose }));
      await asked.promise;
      const stopped = stop();
      await delay(200); // longer than the grace here
      written.resolve();
      await stopped;
      assert.deepEqual(await stage.message(id).then(({ state, attempts }) => [state, attempts]), ['queued', []]);
      assert.equal(ground.server.received.length, 0);
    });

    it('tries once to record what had left, where the database is busy: nobody waits for that who stops', async () => {
      const { database, trouble } = busyNowAndThen(ground.database);
      const stage = setStage(database, { servers: [serverAt(ground.server.port)] });
      const left = Promise.withResolvers<void>();
      ground.server.script.letter = () => {
        left.resolve();
        return new Promise(() => {});
      };
      await stage.put();
      const stop = stage.run(scribe());
      await left.promise;
      trouble.busy = true;
      await stop();
      assert.equal(stage.logged.filter((line) => line.startsWith('message.not_recorded')).length, 1);
    });

    it('records as unknown what had left without being confirmed', async () => {
      const stage = stageFor('a');
      const left = Promise.withResolvers<void>();
      ground.server.script.letter = () => {
        left.resolve();
        return new Promise(() => {});
      };
      const id = await stage.put();
      const stop = stage.run(scribe());
      await left.promise;
      await stop();
      const waiting = await stage.message(id);
      assert.equal(waiting.state, 'queued');
      assert.deepEqual(
        waiting.attempts.map(({ outcome }) => outcome),
        ['unknown'],
      );
    });
  });
});
