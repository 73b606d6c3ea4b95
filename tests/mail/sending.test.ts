import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, minute, systemRandom } from '../../src/kernel/index.ts';
import { blank, type MailServer, type Message, toldBy } from '../../src/mail/index.ts';
import { isSpent, waitAfter } from '../../src/mail/schedule.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import type { ScriptedServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { letterTo, messageIdOf, operator, type Stage, scribe, serverAt, setStage, triesOf, until } from './stage.ts';

describe('the waits between tries', () => {
  it('are 1, 2, 5, 10, 15, 30 minutes and then an hour, a fifth shorter or longer', () => {
    for (const [tries, usual] of [1, 2, 5, 10, 15, 30, 60, 60, 60].entries()) {
      const waits = Array.from({ length: 50 }, () => waitAfter(tries + 1, systemRandom));
      assert.ok(waits.every((wait) => wait >= 0.8 * usual * minute && wait <= 1.2 * usual * minute));
      assert.ok(new Set(waits).size > 1);
    }
  });

  it('end when less than a tenth of the life is left', () => {
    const life = { createdAt: 0, expiresAt: 10 * hour };
    assert.equal(isSpent(life, 9 * hour), false);
    assert.equal(isSpent(life, 9 * hour + 1), true);
  });
});

/** A worker that writes, to one person, letters that tell of all news since the last. */
function startDigests(stage: Stage) {
  const all: { at: number; what: string }[] = [];
  const compose = async (message: Message) => {
    const since = all.filter(({ at }) => at >= Number(message.data['since']));
    return {
      letter: letterTo(message, { text: `News: ${since.map(({ what }) => what).join(', ')}.` }),
      to: message.to,
    };
  };
  return {
    stop: stage.run(scribe({ kinds: ['news'], compose })),
    async news(what: string): Promise<void> {
      all.push({ at: stage.clock.now(), what });
      const letter = { kind: 'news', userId: 'ann', to: { name: 'Ann', address: 'ann@example.com' } } as const;
      const expiresAt = stage.clock.now() + 3 * hour;
      await stage.database.write((tx) => stage.mail.digest(tx, { ...letter, expiresAt }, { every: minute }));
    },
    letters: async () => (await stage.mail.list(operator, { limit: 9 })).items,
  };
}

function toldIn({ received }: ScriptedServer): (string | undefined)[] {
  return received.map(({ raw }) => /\bNews: (.*)\./.exec(raw)?.[1]);
}

function proveSending(engine: Engine): void {
  const ground = groundOn(engine);
  const { serve } = ground;

  const stageOn = (...servers: MailServer[]): Stage => setStage(ground.database, { servers });
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

  describe('a permanent no', () => {
    it('F-17 ends the message at once, without asking another server', async () => {
      const first = await serve({ script: { to: () => ({ code: 550, text: '5.1.1 no such user' }) } });
      const second = await serve();
      const stage = stageOn(serverAt(first.port), serverAt(second.port, { name: 'second', sequence: 20 }));
      const failed: string[] = [];
      const stop = stage.run(scribe({ failed: async (_tx, _message, reason) => void failed.push(reason) }));
      const ended = await stage.becomes(await stage.put(), 'failed');
      await stop();
      assert.equal(ended.reason, 'recipient_refused');
      assert.equal(ended.attempts[0]?.reply, '550 5.1.1 no such user');
      assert.deepEqual(failed, ['recipient_refused']);
      assert.equal(second.connections.total <= 1, true);
      assert.equal(second.received.length, 0);
    });

    it('that nobody understands ends the message once every server was asked, and is not told to be the address’s fault', async () => {
      const first = await serve({ script: { to: () => ({ code: 550, text: 'no' }) } });
      const second = await serve();
      const stage = stageOn(serverAt(first.port), serverAt(second.port, { name: 'second', sequence: 20 }));
      const failed: unknown[] = [];
      const stop = stage.run(
        scribe({ failed: async (_tx, _message, reason, unreachable) => void failed.push([reason, unreachable]) }),
      );
      const sent = await stage.becomes(await stage.put(), 'sent');
      second.script.to = () => ({ code: 554, text: 'nor here' });
      const ended = await stage.becomes(await stage.put(), 'failed');
      await stop();
      assert.deepEqual(triesOf(sent), [
        ['first', 'permanent', 'message_refused'],
        ['second', 'accepted', 'accepted'],
      ]);
      assert.deepEqual(
        triesOf(ended).map(([, , reason]) => reason),
        ['message_refused', 'message_refused'],
      );
      assert.deepEqual(failed, [['message_refused', false]]);
    });

    it('is said to an address that is none, without a server being asked', async () => {
      const server = await serve();
      const stage = stageOn(serverAt(server.port));
      const stop = stage.run(scribe());
      for (const address of [
        'nobody',
        'a@b@c',
        'ann@example.com, eve@evil.example',
        'ann@example.com\r\nRCPT TO:<eve@evil.example>',
        '',
      ]) {
        const ended = await stage.becomes(await stage.put({ to: { name: 'Ann', address } }), 'failed');
        assert.deepEqual(triesOf(ended), [[null, 'permanent', 'address_malformed']], address);
      }
      await stop();
      assert.deepEqual(server.asked, []);
    });

    it('of a server without SMTPUTF8 is not the last word while another may have it', async () => {
      const first = await serve({ options: { hideSMTPUTF8: true } });
      const second = await serve();
      const stage = stageOn(serverAt(first.port), serverAt(second.port, { name: 'second', sequence: 20 }));
      const to = { name: 'Jörg', address: 'jörg@example.com' };
      const stop = stage.run(scribe());
      const sent = await stage.becomes(await stage.put({ to }), 'sent');
      await second.close();
      const later = await stage.put({ to });
      for (const tries of [2, 3]) {
        const waiting = await until(async () => {
          const now = await stage.message(later);
          return now.attempts.length === tries && now.state !== 'sending' && now;
        });
        assert.equal(waiting.state, 'queued');
        await stage.pass(Date.parse(waiting.run_at) - stage.clock.now());
      }
      await stop();
      assert.deepEqual(second.received[0]?.to, ['jörg@example.com']);
      assert.deepEqual(
        triesOf(sent).map(([, , reason]) => reason),
        ['smtputf8_missing', 'accepted'],
      );
    });
  });

  describe('an unknown outcome', () => {
    it('F-19 is sent once more after a minute, with the same Message-ID', async () => {
      let drops = 1;
      const server = await serve({ script: { letter: () => (drops-- > 0 ? 'drop' : undefined) } });
      const spare = await serve();
      const stage = stageOn(serverAt(server.port), serverAt(spare.port, { name: 'spare', sequence: 20 }));
      const stop = stage.run(scribe());
      const id = await stage.put();
      const waiting = await until(async () => {
        const now = await stage.message(id);
        return now.attempts.length === 1 && now.state === 'queued' && now;
      });
      assert.deepEqual(triesOf(waiting), [['first', 'unknown', 'dropped_after_data']]);
      assert.equal(spare.received.length, 0);
      await stage.pass(2 * minute);
      await stage.becomes(id, 'sent');
      await stop();
      assert.equal(server.received.length, 2);
      assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 1);
    });

    it('leaves a letter that warns as it was: what happens since is told by one of its own', async () => {
      let drops = 1;
      const server = await serve({ script: { letter: () => (drops-- > 0 ? 'drop' : undefined) } });
      const stage = stageOn(serverAt(server.port));
      const told = (message: Message) => `Made: ${JSON.stringify(toldBy(message))}.`;
      const stop = stage.run(
        scribe({
          kinds: ['key_made'],
          compose: async (message) => ({ letter: letterTo(message, { text: told(message) }), to: message.to }),
        }),
      );
      const tell = (key: string) =>
        stage.database.write((tx) => {
          const warning = { kind: 'key_made', warns: 'ann', to: { name: 'Ann', address: 'ann@example.com' } } as const;
          const expiresAt = stage.clock.now() + hour;
          return stage.mail.gather(tx, { ...warning, tells: { key }, expiresAt }, { every: minute });
        });
      const letters = async () => (await stage.mail.list(operator, { limit: 9 })).items;
      await tell('first');
      await until(async () =>
        (await letters()).some(({ state, attempts }) => state === 'queued' && attempts.length === 1),
      );
      await tell('second');
      await tell('third');
      await stage.pass(5 * minute);
      await until(async () => (await letters()).every(({ state }) => state === 'sent'));
      await stop();
      const tells = server.received.map(({ raw }) => [...raw.matchAll(/\bMade: (.*)\./g)].map(([, keys]) => keys));
      const [first, since] = ['[{"key":"first"}]', '[{"key":"second"},{"key":"third"}]'];
      assert.deepEqual(tells.flat().sort(), [first, first, since].sort());
      assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 2);
    });

    it('that repeats is tried ever later, one copy for each, and is told at the end', async () => {
      const server = await serve({ script: { letter: () => 'drop' } });
      const stage = stageOn(serverAt(server.port));
      const stop = stage.run(scribe());
      const id = await stage.put({ expiresAt: stage.clock.now() + 20 * minute });
      for (let copies = 1; ; copies += 1) {
        const message = await until(async () => {
          const now = await stage.message(id);
          return now.attempts.length === copies && now.state !== 'sending' && now;
        });
        assert.equal(server.received.length, copies);
        if (message.state === 'failed') break;
        await stage.pass(Date.parse(message.run_at) - stage.clock.now());
      }
      await stop();
      assert.equal((await stage.message(id)).reason, 'dropped_after_data');
      assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 1);
    });
  });

  describe('a letter that tells of all since the last', () => {
    it('is not sent again with more in it once a server may have it: the next takes its place', async () => {
      let drops = 1;
      const server = await serve({ script: { letter: () => (drops-- > 0 ? 'drop' : undefined) } });
      const stage = stageOn(serverAt(server.port));
      const { news, letters, stop } = startDigests(stage);
      await news('first');
      await until(async () => (await letters()).some(({ attempts }) => attempts.length === 1));
      await news('second');
      await news('third');
      await stage.pass(5 * minute);
      await until(async () => (await letters()).some(({ state }) => state === 'sent'));
      await stop();
      assert.deepEqual(toldIn(server), ['first', 'first, second, third']);
      assert.equal(new Set(server.received.map(({ raw }) => messageIdOf(raw))).size, 2);
      assert.deepEqual((await letters()).map(({ state }) => state).sort(), ['outdated', 'sent']);
    });

    it('is made up for by the next where it was being sent and did not arrive', async () => {
      const said = Promise.withResolvers<void>();
      const server = await serve({
        script: { letter: () => said.promise.then(() => ({ code: 451, text: 'later' })) },
      });
      const stage = stageOn(serverAt(server.port));
      const { news, letters, stop } = startDigests(stage);
      await news('first');
      await until(async () => (await letters()).some(({ state }) => state === 'sending'));
      stage.clock.advance(minute);
      await news('second');
      server.script.letter = () => undefined;
      said.resolve();
      await stage.pass(5 * minute);
      await until(async () => (await letters()).some(({ state }) => state === 'sent'));
      await stop();
      assert.deepEqual(toldIn(server), ['first, second']);
    });
  });

  describe('a message that shows a fault of ours', () => {
    it('F-24 is parked with growing waits, and the others pass', async () => {
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
}

onEveryEngine('sending', proveSending);
