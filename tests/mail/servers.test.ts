import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, second } from '../../src/kernel/index.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import { replies, startRawServer } from '../smtp-server.ts';
import { groundOn } from './ground.ts';
import { busyNowAndThen, operator, scribe, serverAt, setStage, triesOf, until } from './stage.ts';

function proveServers(engine: Engine): void {
  const ground = groundOn(engine);
  const { serve, stageOn } = ground;

  /** A port where nothing listens. */
  async function deadPort(): Promise<number> {
    const { port, close } = await startRawServer(() => {});
    await close();
    return port;
  }

  describe('a server that is away', () => {
    it('is left alone, slows nothing down, and is tried by one probe at a time', async () => {
      const port = await deadPort();
      const spare = await serve();
      const stage = stageOn(serverAt(port, { name: 'dead' }), serverAt(spare.port, { name: 'spare', sequence: 20 }));
      const stop = stage.run(scribe());
      await until(async () => (await stage.mail.servers.list(operator)).some(({ state }) => state === 'failing'));
      const ids = await Promise.all(Array.from({ length: 20 }, () => stage.put()));
      const sent = [];
      for (const id of ids) sent.push(await stage.becomes(id, 'sent'));
      await stop();
      assert.ok(sent.every((message) => triesOf(message).every(([server]) => server === 'spare')));
      const [dead] = await stage.mail.servers.list(operator);
      assert.equal(dead?.last_reason, 'connect_refused');
      assert.equal(dead.failing_since, new Date(stage.clock.now()).toISOString());
      assert.equal(stage.mail.ready(), true);
    });

    it('F-21 is left alone as well when it refuses our login', async () => {
      let logins = 0;
      const login = () => {
        logins += 1;
        return { code: 535, text: 'no' };
      };
      const first = await serve({ auth: true, script: { login } });
      const spare = await serve();
      const stage = stageOn(
        serverAt(first.port, { user: 'u', password: 'p' }),
        serverAt(spare.port, { name: 'spare', sequence: 20 }),
      );
      const early = await stage.put();
      const stop = stage.run(scribe());
      await until(async () => (await stage.mail.servers.list(operator))[0]?.state === 'failing');
      await stage.becomes(early, 'sent');
      const before = logins;
      const ids = await Promise.all(Array.from({ length: 10 }, () => stage.put()));
      for (const id of ids) await stage.becomes(id, 'sent');
      await stage.pass(31 * second);
      await until(() => logins > before);
      await stage.pass(31 * second);
      await stage.becomes(await stage.put(), 'sent');
      await stop();
      assert.equal((await stage.mail.servers.list(operator))[0]?.last_reason, 'login_refused');
      assert.equal(logins, before + 1);
    });

    it('is left alone as well when it says hello and then nothing more, until it takes a sender again', async () => {
      let isAlive = false;
      const half = ground.keep(
        await startRawServer((socket) => {
          const speak = replies([
            [/^EHLO/, '250 half.test'],
            [/^(MAIL|RCPT|RSET)/, '250 fine'],
            [/^DATA/, '354 go on'],
            [/^\.$/, '250 taken'],
          ]);
          const silent = replies([[/^EHLO/, '250 half.test']]);
          (isAlive ? speak : silent)(socket);
        }),
      );
      const spare = await serve();
      const stage = setStage(ground.database, {
        servers: [serverAt(half.port, { name: 'half' }), serverAt(spare.port, { name: 'spare', sequence: 20 })],
        limits: { command: 100 },
      });
      const stop = stage.run(scribe());
      const first = await stage.becomes(await stage.put(), 'sent');
      assert.deepEqual(triesOf(first)[0], ['half', 'temporary', 'command_timeout']);
      const state = async () => (await stage.mail.servers.list(operator))[0];
      await until(async () => (await state())?.last_reason === 'command_timeout');
      const spoken = half.connections();
      await stage.pass(31 * second);
      await until(() => half.connections() > spoken);
      assert.equal((await stage.becomes(await stage.put(), 'sent')).attempts.length, 1);
      assert.equal((await state())?.state, 'failing');
      isAlive = true;
      // The probe that found it silent may still be under way; the next one is due a minute after its end.
      await until(async () => {
        await stage.pass(61 * second);
        return (await state())?.state === 'working';
      });
      await stop();
    });

    it('is not taken for silent because of one address over which it falls silent, and others go on', async () => {
      const server = await serve();
      const stage = setStage(ground.database, { servers: [serverAt(server.port)], limits: { command: 300 } });
      const stop = stage.run(scribe());
      await stage.becomes(await stage.put(), 'sent');
      server.script.to = (address) => (address.startsWith('slow') ? new Promise(() => {}) : undefined);
      const slow = { name: 'Slow', address: 'slow@example.com' };
      const held = await stage.put({ to: slow });
      await stage.becomes(await stage.put(), 'sent');
      const waiting = await until(async () => {
        const now = await stage.message(held);
        return now.attempts.length === 1 && now.state === 'queued' && now;
      });
      assert.equal(waiting.reason, 'letter_timeout');
      const connections = server.connections.total;
      await stage.pass(second);
      await until(() => server.connections.total > connections); // a probe, which finds that it takes a sender
      const [one, two] = await Promise.all([stage.put({ to: slow }), stage.put({ to: slow })]);
      for (const id of [one, two]) await until(async () => (await stage.message(id)).reason === 'letter_timeout');
      await stage.becomes(await stage.put(), 'sent');
      assert.equal((await stage.mail.servers.list(operator))[0]?.state, 'working');
      assert.equal((await stage.message(held)).run_at, waiting.run_at, 'nothing hastens it');
      await stop();
    });

    it('is not told as slow any more either once a probe finds that it was only that address', async () => {
      const server = await serve({ script: { to: () => new Promise(() => {}) } });
      const stage = setStage(ground.database, {
        servers: [serverAt(server.port)],
        limits: { command: 1200, slow: 600 },
      });
      const stop = stage.run(scribe());
      const state = async () => (await stage.mail.servers.list(operator))[0]?.state;
      const id = await stage.put();
      await until(async () => (await state()) === 'slow');
      await until(async () => (await stage.message(id)).reason === 'letter_timeout');
      await until(async () => {
        await stage.pass(second);
        return (await state()) === 'working';
      });
      await stop();
    });

    it('is left alone when it falls silent over several addresses, one after the other', async () => {
      const server = await serve({ script: { to: () => new Promise(() => {}) } });
      const spare = await serve();
      const stage = setStage(ground.database, {
        servers: [serverAt(server.port), serverAt(spare.port, { name: 'spare', sequence: 20 })],
        limits: { command: 300 },
      });
      const stop = stage.run(scribe());
      for (const name of ['ann', 'ben', 'cleo']) {
        const sent = await stage.becomes(await stage.put({ to: { name, address: `${name}@example.com` } }), 'sent');
        assert.deepEqual(triesOf(sent), [
          ['first', 'temporary', 'letter_timeout'],
          ['spare', 'accepted', 'accepted'],
        ]);
      }
      await until(async () => (await stage.mail.servers.list(operator))[0]?.last_reason === 'command_timeout');
      assert.equal((await stage.becomes(await stage.put(), 'sent')).attempts.length, 1);
      await stop();
    });

    it('is left alone when all commands go there together and a probe meets the same silence', async () => {
      const silent = ground.keep(await startRawServer(replies([[/^EHLO/, '250-silent.test\r\n250 PIPELINING']])));
      const spare = await serve();
      const stage = setStage(ground.database, {
        servers: [serverAt(silent.port), serverAt(spare.port, { name: 'spare', sequence: 20 })],
        limits: { command: 300 },
      });
      const stop = stage.run(scribe());
      const sent = await stage.becomes(await stage.put(), 'sent');
      assert.deepEqual(triesOf(sent)[0], ['first', 'temporary', 'letter_timeout']);
      await until(async () => {
        await stage.pass(second);
        return (await stage.mail.servers.list(operator))[0]?.last_reason === 'command_timeout';
      });
      await stop();
    });

    it('F-15 is told as slow while a letter still waits for it, and as working once one goes in good time', async () => {
      const server = await serve();
      const taken = Promise.withResolvers<undefined>();
      const stage = setStage(ground.database, { servers: [serverAt(server.port)], limits: { slow: 200 } });
      const stop = stage.run(scribe());
      const state = async () => (await stage.mail.servers.list(operator))[0];
      const works = async () => {
        await stage.becomes(await stage.put(), 'sent'); // the first one, that the mail library is loaded for, may be slow
        return (await state())?.state === 'working';
      };
      await until(works);
      server.script.letter = () => taken.promise;
      const first = await stage.put();
      await until(async () => (await state())?.state === 'slow');
      assert.deepEqual([stage.mail.trouble()?.what, stage.mail.ready()], ['slow', true]);
      const waiting = await stage.message(first);
      assert.deepEqual([waiting.state, waiting.reason], ['sending', 'slow']);
      assert.match((await state())?.last_words ?? '', /have it looked at/);
      taken.resolve(undefined);
      await stage.becomes(first, 'sent');
      assert.equal((await state())?.state, 'slow', 'one that took long says nothing better');
      server.script.letter = () => undefined;
      await until(works);
      assert.equal(stage.mail.trouble(), undefined);
      await stop();
    });

    it('F-14 keeps the queue, and gets it as soon as a probe finds it back', async () => {
      const port = await deadPort();
      const stage = stageOn(serverAt(port));
      const id = await stage.put();
      const stop = stage.run(scribe());
      await until(() => !stage.mail.ready());
      const later = await stage.put({ to: { name: 'Bob', address: 'bob@example.com' } });
      await stage.pass(29 * second);
      assert.equal((await stage.message(later)).state, 'queued');
      const server = await serve({ port });
      await stage.pass(2 * second);
      await stage.becomes(id, 'sent');
      await stage.becomes(later, 'sent');
      await stop();
      assert.equal(server.received.length, 2);
      assert.equal(stage.mail.ready(), true);
    });

    it('is probed again, and its letters go, when the database was busy as a probe was due or found it back', async () => {
      const port = await deadPort();
      const { database } = ground;
      const { database: faulty, trouble } = busyNowAndThen(database);
      const stage = setStage(faulty, { servers: [serverAt(port)] });
      const logged = (event: string) => until(() => stage.logged.some((line) => line.startsWith(event)));
      const id = await stage.put();
      const stop = stage.run(scribe());
      await until(async () => (await stage.message(id)).reason === 'connect_refused');
      trouble.busy = true;
      stage.clock.advance(31 * second);
      await Promise.all([logged('mail.probe_failed'), database.write(async () => undefined)]);
      let found = false;
      const connect = (): undefined => {
        trouble.busy = !found;
        found = true;
      };
      await serve({ port, script: { connect } });
      trouble.busy = false;
      await Promise.all([logged('mail.standing_not_told'), stage.pass(2 * second)]);
      trouble.busy = false;
      await stage.pass(second);
      await stage.becomes(id, 'sent');
      await until(async () => (await stage.mail.servers.list(operator))[0]?.state === 'working');
      await stop();
    });

    it('costs no letter: none is written before a session stands', async () => {
      const stage = stageOn(serverAt(await deadPort()));
      let composed = 0;
      const compose = async () => {
        composed += 1;
        return { outdated: 'never' };
      };
      const id = await stage.put();
      const stop = stage.run(scribe({ compose }));
      await until(() => !stage.mail.ready());
      await stop();
      assert.equal(composed, 0);
      assert.equal((await stage.message(id)).state, 'queued');
    });

    it('for as long as a letter is of use leaves it outdated, and the composer knows', async () => {
      const stage = stageOn();
      const failed: string[] = [];
      const stop = stage.run(scribe({ failed: async (_tx, _message, reason) => void failed.push(reason) }));
      const id = await stage.put();
      await stage.pass(22 * hour);
      const ended = await stage.becomes(id, 'outdated');
      await stop();
      assert.equal(ended.reason, 'expired');
      assert.deepEqual(failed, ['expired']);
      assert.equal(stage.mail.ready(), false);
    });
  });

  describe('connections', () => {
    it('I-59 are used for many letters, and reopened when the server ended one that was unused', async () => {
      const server = await serve();
      const stage = stageOn(serverAt(server.port));
      const stop = stage.run(scribe());
      await stage.becomes(await stage.put(), 'sent');
      await stage.becomes(await stage.put(), 'sent');
      assert.ok(server.connections.total <= 2);
      server.hangUp();
      const sent = await stage.becomes(await stage.put(), 'sent');
      await stop();
      assert.equal(sent.attempts.length, 1);
      assert.equal(server.received.length, 3);
    });

    it('F-25 survive a server that says 421 on one that was unused', async () => {
      const server = await serve();
      const stage = stageOn(serverAt(server.port));
      const stop = stage.run(scribe());
      await stage.becomes(await stage.put(), 'sent');
      let once = true;
      server.script.from = () => {
        if (!once) return undefined;
        once = false;
        return { code: 421, text: 'idle for too long' };
      };
      const sent = await stage.becomes(await stage.put(), 'sent');
      await stop();
      assert.equal(sent.attempts.length, 1);
    });

    it('take no letter a second time that a server said no to before it hung up, and its no is kept', async () => {
      const toDot: [RegExp, string] = [/^\.$/, '250 taken'];
      const serve = replies([[/^EHLO/, '250 raw.test'], [/^(MAIL|RCPT) /, '250 ok'], [/^DATA$/, '354 go'], toDot]);
      const server = ground.keep(
        await startRawServer((socket) => {
          serve(socket);
          socket.on('data', (chunk: Buffer) => chunk.includes('RSET') && socket.destroy());
        }),
      );
      const stage = stageOn(serverAt(server.port));
      const stop = stage.run(scribe());
      await stage.becomes(await stage.put(), 'sent');
      toDot[1] = '451 4.3.0 later';
      const id = await stage.put();
      const refused = await until(async () => {
        const message = await stage.message(id);
        return message.state === 'queued' && message.attempts.length > 0 && message;
      });
      await stop();
      assert.deepEqual(triesOf(refused), [['first', 'temporary', 'try_later']]);
      assert.equal(server.heard().match(/^\.\r$/gm)?.length, 2);
    });

    it('become fewer for a server that has no room for more, and no letter is lost', async () => {
      const server = await serve();
      server.script.connect = () =>
        server.connections.open > 2 ? { code: 421, text: 'too many connections' } : undefined;
      const stage = stageOn(serverAt(server.port));
      const ids = await Promise.all(Array.from({ length: 30 }, () => stage.put()));
      const stop = stage.run(scribe());
      for (const id of ids) {
        const sent = await stage.becomes(id, 'sent');
        assert.equal(sent.attempts.length, 1);
      }
      await stop();
      assert.equal(server.received.length, 30);
      assert.ok(server.connections.total <= 6, `${server.connections.total} were tried`);
    });

    it('never exceed five at once', async () => {
      const server = await serve();
      let most = 0;
      server.script.letter = async () => {
        most = Math.max(most, server.connections.open);
        return undefined;
      };
      const stage = stageOn(serverAt(server.port));
      const ids = await Promise.all(Array.from({ length: 40 }, () => stage.put()));
      const stop = stage.run(scribe());
      for (const id of ids) await stage.becomes(id, 'sent');
      await stop();
      assert.ok(most <= 5);
    });
  });
}

onEveryEngine('mail servers', proveServers);
