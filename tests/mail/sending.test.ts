import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { hour, minute } from '../../src/kernel/index.ts';
import { blank } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { movedClock } from '../moved-clock.ts';
import type { ScriptedServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { operator, scribe, serverAt, setStage, triesOf, until } from './stage.ts';

onEveryEngine('sending', (engine) => {
  const ground = groundOn(engine);
  const { serve, stageOn } = ground;

  /** What came of a letter that was taken to this server, and then to a second one that takes everything. */
  const triedAt = async (first: ScriptedServer) => {
    const second = await serve();
    const stage = stageOn(serverAt(first.port), serverAt(second.port, { name: 'second', sequence: 20 }));
    const stop = stage.run(scribe());
    const sent = await stage.becomes(await stage.put(), 'sent');
    await stop();
    return triesOf(sent);
  };

  describe('a letter to nobody', () => {
    const leftOf = (table: 'messages' | 'attempts') => ground.database.read.selectFrom(table).selectAll().execute();

    it('is written and taken to an open session, where nobody is named; no list shows it, and nothing of it is kept', async () => {
      const server = await serve();
      const stage = stageOn(serverAt(server.port));
      await stage.put({ kind: blank });
      assert.deepEqual((await stage.mail.list(operator, {})).items, []);
      assert.equal((await stage.mail.count(operator, {})).count, 0);
      const written: string[] = [];
      const writer = scribe();
      const stop = stage.run({
        ...writer,
        kinds: [blank],
        compose: (message) => {
          written.push(message.kind);
          return writer.compose(message);
        },
      });
      await until(async () => (await leftOf('messages')).length === 0);
      await stop();
      assert.deepEqual(written, [blank]);
      assert.ok(server.connections.total >= 1);
      assert.deepEqual([server.asked, server.received, await leftOf('attempts')], [[], [], []]);
    });
  });

  describe('a letter to somebody', () => {
    it('I-37 waits as long for one to nobody as for another, where there are few connections', async () => {
      const took = 300;
      const clock = movedClock();
      const takesItsTime = (): Promise<undefined> => {
        clock.advance(took);
        return delay(took, undefined);
      };
      const server = await serve({ script: { to: takesItsTime } });
      const stage = setStage(ground.database, { clock, servers: [serverAt(server.port, { maxConnections: 1 })] });
      const stop = stage.run(scribe({ kinds: ['reset', blank] }));
      await stage.becomes(await stage.put(), 'sent');
      const began = performance.now();
      await stage.put({ kind: blank });
      await stage.becomes(await stage.put(), 'sent');
      assert.ok(performance.now() - began >= 2 * took);
      await stop();
    });
  });

  describe('a temporary no', () => {
    it('F-16 is tried again on schedule until a tenth of the life is left, and then told to the composer', async () => {
      const server = await serve({ script: { to: () => ({ code: 450, text: '4.7.1 Greylisted' }) } });
      const stage = stageOn(serverAt(server.port));
      const failed: string[] = [];
      const composer = scribe({
        async failed(_tx, message, reason) {
          failed.push(`${message.kind} ${reason} after ${message.attempts}`);
        },
      });
      const stop = stage.run(composer);
      const id = await stage.put({ expiresAt: stage.clock.now() + 3 * hour });
      const waits: number[] = [];
      for (let tries = 1; ; tries += 1) {
        const message = await until(async () => {
          const now = await stage.message(id);
          return now.attempts.length === tries && now.state !== 'sending' && now;
        });
        if (message.state === 'failed') break;
        assert.equal(message.reason, 'greylisted');
        const wait = Date.parse(message.run_at) - stage.clock.now();
        waits.push(wait / minute);
        await stage.pass(wait);
      }
      await stop();
      const usual = [1, 2, 5, 10, 15, 30, 60, 60];
      assert.ok(waits.length >= 7 && waits.length <= 8, String(waits));
      assert.ok(
        waits.every((wait, index) => Math.abs(wait / (usual[index] ?? 0) - 1) < 0.21),
        String(waits),
      );
      assert.equal((await stage.message(id)).reason, 'expired');
      assert.deepEqual(failed, [`reset expired after ${waits.length + 1}`]);
      assert.equal(server.received.length, 0);
    });

    it('goes to the next server within the same try', async () => {
      const first = await serve({ script: { from: () => ({ code: 550, text: 'sender not allowed' }) } });
      const second = await serve({ script: { to: () => ({ code: 451, text: 'later' }) } });
      const third = await serve();
      const stage = stageOn(
        serverAt(third.port, { name: 'third', sequence: 30 }),
        serverAt(second.port, { name: 'second', sequence: 20 }),
        serverAt(first.port, { name: 'first', sequence: 10 }),
      );
      let composed = 0;
      const stop = stage.run(
        scribe({
          async compose(message) {
            composed += 1;
            return scribe().compose(message);
          },
        }),
      );
      const sent = await stage.becomes(await stage.put(), 'sent');
      await stop();
      assert.deepEqual(triesOf(sent), [
        ['first', 'temporary', 'sender_refused'],
        ['second', 'temporary', 'try_later'],
        ['third', 'accepted', 'accepted'],
      ]);
      assert.equal(composed, 1);
      assert.deepEqual(
        sent.attempts.map(({ number }) => number),
        [1, 2, 3],
      );
    });
  });

  describe('what a server holds against us', () => {
    it('is no fault of the address, also when it is told where the recipient is named: the next server is asked', async () => {
      const first = await serve({
        script: { to: () => ({ code: 554, text: '5.7.1 Service unavailable; Client host [192.0.2.1] blocked' }) },
      });
      assert.deepEqual(await triedAt(first), [
        ['first', 'temporary', 'host_refused'],
        ['second', 'accepted', 'accepted'],
      ]);
    });

    it('is tried again, and in the end the address is not what is told to be at fault', async () => {
      const server = await serve({ script: { to: () => ({ code: 550, text: '5.7.26 unauthenticated' }) } });
      const stage = stageOn(serverAt(server.port));
      const failed: unknown[] = [];
      const stop = stage.run(
        scribe({ failed: async (_tx, _message, reason, unreachable) => void failed.push([reason, unreachable]) }),
      );
      const id = await stage.put({ expiresAt: stage.clock.now() + 30 * minute });
      await until(async () => (await stage.message(id)).reason === 'sender_unproven');
      await stage.pass(28 * minute);
      await stage.becomes(id, 'failed');
      server.script.to = () => ({ code: 452, text: '4.2.2 over quota' });
      const full = await stage.put({ expiresAt: stage.clock.now() + 30 * minute });
      await until(async () => (await stage.message(full)).reason === 'mailbox_full');
      await stage.pass(28 * minute);
      await stage.becomes(full, 'failed');
      await stop();
      assert.deepEqual(failed, [
        ['expired', false],
        ['expired', true],
      ]);
    });
  });

  describe('a letter that is too large', () => {
    it('goes to another server, and is refused for good where none takes one of its size', async () => {
      const first = await serve({ options: { size: 500 } });
      assert.deepEqual(await triedAt(first), [
        ['first', 'permanent', 'too_large'],
        ['second', 'accepted', 'accepted'],
      ]);
      assert.deepEqual(first.asked, []);
      const alone = stageOn(serverAt(first.port));
      const stopAlone = alone.run(scribe());
      const ended = await alone.becomes(await alone.put(), 'failed');
      await stopAlone();
      assert.deepEqual(triesOf(ended), [['first', 'permanent', 'too_large']]);
    });
  });

  describe('a message that shows a fault of ours', () => {
    it('I-55 F-24 is parked with growing waits, and the others pass', async () => {
      const server = await serve();
      const stage = stageOn(serverAt(server.port));
      const compose = scribe().compose;
      const stop = stage.run(
        scribe({
          compose: async (message) => {
            if (message.to.name === 'Poison') throw new Error('a bug');
            return compose(message);
          },
        }),
      );
      const poison = await stage.put({ to: { name: 'Poison', address: 'p@example.com' } });
      const others = await Promise.all(
        [1, 2, 3].map((n) => stage.put({ to: { name: 'Ann', address: `ann-${n}@example.com` } })),
      );
      for (const id of others) await stage.becomes(id, 'sent');
      const parked = await until(async () => {
        const now = await stage.message(poison);
        return now.attempts.length > 0 && now;
      });
      const unknownKind = await stage.put({ kind: 'unheard-of' });
      await until(async () => (await stage.message(unknownKind)).attempts.length > 0);
      await stop();
      assert.deepEqual(triesOf(parked), [[null, 'temporary', 'not_composed']]);
      assert.equal(parked.state, 'queued');
      assert.ok(Date.parse(parked.run_at) > stage.clock.now());
      assert.ok(stage.logged.some((line) => line.includes('message.not_composed') && line.includes('a bug')));
    });
  });
});
