import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createPiecemeal } from '../../src/database/index.ts';
import { createSecrets, day, hour, minute, second, systemRandom } from '../../src/kernel/index.ts';
import type { Composer, MailServer, ServerRecord } from '../../src/mail/index.ts';
import { allStates, takeProbe } from '../../src/mail/servers/state-store.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import type { ScriptedServer } from '../smtp-server.ts';
import { admin, edit, here } from './form.ts';
import { groundOn } from './ground.ts';
import { busyNowAndThen, type Stage, scribe, serverAt, setStage, staff, until } from './stage.ts';

onEveryEngine('all mail servers together', (engine) => {
  const ground = groundOn(engine);
  const { serve } = ground;
  let stage: Stage;
  beforeEach(() => {
    stage = setStage(ground.database);
  });

  describe('several servers', () => {
    it('are asked in the order that was set, also around the one of the environment', async () => {
      stage = setStage(ground.database, {
        servers: [{ id: 'environment', name: 'env', host: '127.0.0.1', port: 1, encryption: 'none', sequence: 10 }],
      });
      const a = await stage.mail.servers.create(admin, here(25, { name: 'a' }));
      const b = await stage.mail.servers.create(admin, here(25, { name: 'b' }));
      await stage.mail.servers.order(admin, [b.id, 'environment', a.id]);
      const names = (await stage.mail.servers.list(admin)).map(({ name }) => name);
      assert.deepEqual(names, ['b', 'env', 'a']);
      await refuses(stage.mail.servers.order(admin, [a.id, b.id]), 'changed_meanwhile');
      for (const act of [
        () => stage.mail.servers.edit(admin, 'environment', { version: 0, input: {} }),
        () => stage.mail.servers.remove(admin, 'environment'),
      ]) {
        await refuses(act(), 'read_only');
      }
    });

    it('carry only letters whose sender is on their From filter', async () => {
      const [lumen, rest] = [await serve(), await serve()];
      const filter = { from_filter: 'lumen.example, Boss@acme.test' };
      await stage.mail.servers.create(admin, here(lumen.port, { name: 'lumen', sequence: 1, ...filter }));
      await stage.mail.servers.create(admin, here(rest.port, { name: 'rest', sequence: 2 }));
      const senders = ['a@lumen.example', 'boss@acme.test', 'clerk@acme.test', 'a@sub.lumen.example'];
      const stop = stage.run(
        ...senders.map((address) => scribe({ kinds: [address] }, { from: { name: '', address } })),
      );
      for (const kind of senders) await stage.becomes(await stage.put({ kind }), 'sent');
      await stop();
      const sendersAt = ({ received }: ScriptedServer) => received.map(({ from }) => from);
      assert.deepEqual([sendersAt(lumen), sendersAt(rest)], [senders.slice(0, 2), senders.slice(2)]);
    });

    it('none of which takes a sender leave the letter unwritten and waiting with that reason, until one does', async () => {
      const server = await serve();
      const made = await stage.mail.servers.create(admin, here(server.port, { from_filter: 'lumen.example' }));
      let written = 0;
      const usual = scribe();
      const compose: Composer['compose'] = (message) => {
        written += 1;
        return usual.compose(message);
      };
      const stop = stage.run({ ...usual, compose, sender: async () => ({}) });
      const id = await stage.put();
      await until(async () => (await stage.message(id)).reason === 'sender_fits_none');
      assert.equal(written, 0, 'no link is drawn for nothing');
      await edit(stage, made, { from_filter: null });
      await stage.pass(second);
      await stage.becomes(id, 'sent');
      await stop();
    });

    it('keep to the pace that was set, all processes together, and the letters keep their turn', async () => {
      const server = await serve();
      await stage.mail.servers.create(admin, here(server.port, { max_per_minute: 2 }));
      const other = setStage(ground.database, { owner: 'other', clock: stage.clock });
      const ids = await Promise.all(Array.from({ length: 3 }, () => stage.put()));
      const stops = [stage.run(scribe()), other.run(scribe())];
      for (let sent = 1; sent <= ids.length; sent += 1) {
        await until(async () => {
          const messages = await Promise.all(ids.map((id) => stage.message(id)));
          const waiting = messages.filter(({ state }) => state !== 'sent');
          return waiting.length === ids.length - sent && waiting.every(({ reason }) => reason === 'paced');
        });
        assert.equal(server.received.length, sent);
        await stage.pass(30 * second);
      }
      for (const stop of stops) await stop();
    });

    it('never have more connections than was set', async () => {
      const server = await serve();
      let most = 0;
      server.script.letter = async () => {
        most = Math.max(most, server.connections.open);
        return undefined;
      };
      await stage.mail.servers.create(admin, here(server.port, { max_connections: 2 }));
      const ids = await Promise.all(Array.from({ length: 20 }, () => stage.put()));
      const stop = stage.run(scribe());
      for (const id of ids) await stage.becomes(id, 'sent');
      await stop();
      assert.ok(most <= 2);
    });
  });

  describe('a server that letters are on their way to', () => {
    it('is not probed beside them, over a connection more than was set', async () => {
      const greets = Promise.withResolvers<undefined>();
      const server = await serve({ script: { connect: () => greets.promise } });
      const { id } = await stage.mail.servers.create(admin, here(server.port, { max_connections: 1 }));
      const othersProbe = stage.clock.now() + 3 * second;
      await ground.database.write((tx) =>
        takeProbe(tx, id, { now: stage.clock.now(), until: othersProbe, longest: minute }),
      );
      const letter = await stage.put();
      const stop = stage.run(scribe());
      await until(() => server.connections.open > 0);
      await until(async () => {
        await stage.pass(second);
        const [state] = await allStates(ground.database.read, stage.clock.now());
        return (state?.probe_at ?? 0) > othersProbe;
      });
      await delay(100); // whoever took the probe is on the way by then
      greets.resolve(undefined);
      await stage.becomes(letter, 'sent');
      await stop();
      assert.equal(server.connections.total, 1);
    });
  });

  describe('what one process finds out about a server', () => {
    it('the others know: they leave it alone, and one probe an interval is made by all of them', async () => {
      const server = await serve({ script: { connect: () => ({ code: 554, text: 'not you' }) } });
      const made = await stage.mail.servers.create(admin, here(server.port));
      const stop = stage.run(scribe());
      await until(async () => (await stage.mail.servers.read(admin, made.id)).state === 'failing');
      const other = setStage(ground.database, { owner: 'other', clock: stage.clock });
      const stopOther = other.run(scribe());
      await until(async () => !other.mail.ready());
      const before = server.connections.total;
      await stage.pass(31 * second);
      await until(() => server.connections.total > before);
      await stage.pass(second);
      await stage.pass(second);
      await Promise.all([stop(), stopOther()]);
      assert.equal(server.connections.total, before + 1);
      const told = await stage.mail.servers.read(admin, made.id);
      assert.deepEqual([told.last_reason, told.failing_since !== null], ['turned_away', true]);
    });

    it('says nothing of another server that others have in their environment, as after a change or on each machine', async () => {
      const server = await serve({ script: { connect: () => ({ code: 554, text: 'not you' }) } });
      const { port } = await serve();
      const given = (changes: Partial<MailServer>) => [serverAt(server.port, { id: 'environment', ...changes })];
      const broken = setStage(ground.database, { servers: given({}), owner: 'broken', clock: stage.clock });
      const stopBroken = broken.run(scribe());
      await until(() => broken.mail.trouble()?.what === 'failing');
      const others = [
        setStage(ground.database, { servers: given({ port }), owner: 'changed', clock: stage.clock }),
        setStage(ground.database, { servers: given({}), owner: 'elsewhere', hostname: 'b.test', clock: stage.clock }),
      ];
      const [changed, elsewhere] = others;
      await elsewhere?.mail.catchUp();
      const stopChanged = changed?.run(scribe());
      await stage.becomes(await stage.put(), 'sent');
      const before = server.connections.total;
      await stage.pass(31 * second);
      await until(() => server.connections.total > before);
      await until(async () => {
        const [told] = await broken.mail.servers.list(admin);
        return told?.state === 'failing';
      });
      await stage.pass(second);
      await stage.becomes(await stage.put(), 'sent');
      for (const other of others) {
        await other.mail.catchUp();
        assert.equal(other.mail.trouble(), undefined);
      }
      await stopChanged?.();
      await stopBroken();
    });
  });

  describe('a server of the environment', () => {
    it('is forgotten a month after the last process had it, which one that works for longer never is', async () => {
      const given = [await serve(), await serve()].map(({ port }) => serverAt(port));
      const processes = given.map((server) => setStage(ground.database, { clock: stage.clock, servers: [server] }));
      for (const process of processes) {
        const stop = process.run(scribe());
        await process.becomes(await process.put(), 'sent');
        await stop();
      }
      const left = async (): Promise<number> => (await allStates(ground.database.read, stage.clock.now())).length;
      const [first] = processes;
      const counts: number[] = [];
      for (const length of [29 * day, 2 * day, 30 * day]) {
        stage.clock.advance(length);
        await first?.mail.sweep(createPiecemeal(stage));
        counts.push(await left());
      }
      assert.deepEqual(counts, [2, 1, 1]);
      assert.equal((await first?.mail.servers.list(admin))?.[0]?.state, 'working');
    });

    it('is told of also where the secret was given up with letters on their way', async () => {
      const secrets = createSecrets('a secret that others have left, long enough', undefined, systemRandom);
      const server = await serve();
      stage = setStage(ground.database, { servers: [serverAt(server.port, { id: 'environment' })], secrets });
      secrets.retire();
      const stop = stage.run(scribe());
      const id = await stage.put();
      await stage.becomes(id, 'sent');
      await stop();
      assert.equal(server.received.length, 1);
      assert.deepEqual(
        (await stage.mail.servers.list(admin)).map(({ state }) => state),
        ['working'],
      );
    });
  });

  describe('F-26: a server that is edited, disabled or deleted with letters waiting', () => {
    for (const [what, act] of Object.entries({
      edited: (made: ServerRecord, port: number) => edit(stage, made, { smtp_port: port }),
      disabled: (made: ServerRecord) => edit(stage, made, { active: false }),
      deleted: ({ id }: ServerRecord) => stage.mail.servers.remove(admin, id),
    })) {
      it(`${what}: the letter in hand arrives, the others go another way, and none is lost`, async () => {
        const [first, second_] = [await serve(), await serve()];
        const made = await stage.mail.servers.create(admin, here(first.port, { name: 'first', max_connections: 1 }));
        const held = Promise.withResolvers<void>();
        first.script.letter = () => held.promise.then(() => undefined);
        const stop = stage.run(scribe());
        const ids = await Promise.all(Array.from({ length: 6 }, () => stage.put()));
        await until(() => first.asked.length === 1);
        await act(made, second_.port);
        if (what !== 'edited') await stage.mail.servers.create(admin, here(second_.port, { name: 'second' }));
        await stage.pass(second);
        held.resolve();
        for (const id of ids) await stage.becomes(id, 'sent');
        await stop();
        assert.deepEqual([first.received.length, second_.received.length], [1, 5]);
      });
    }
  });

  describe('all outgoing mail', () => {
    it('is stopped and let go on by a setting, and nothing is lost meanwhile', async () => {
      const server = await serve();
      await stage.mail.servers.create(admin, here(server.port));
      await stage.settings.change(admin, 'outgoing_mail', 'stopped');
      const stop = stage.run(scribe());
      const id = await stage.put();
      await stage.pass(second);
      await until(() => !stage.mail.ready());
      assert.equal((await stage.message(id)).state, 'queued');
      assert.equal(server.connections.total, 0);
      await stage.settings.change(admin, 'outgoing_mail', 'on');
      await stage.pass(second);
      await stage.becomes(id, 'sent');
      await stop();
    });

    it('that is stopped lets what is on the wire end; what was in hand waits and says so', async () => {
      const server = await serve();
      await stage.mail.servers.create(admin, here(server.port));
      const held = Promise.withResolvers<void>();
      server.script.letter = () => held.promise.then(() => undefined);
      const ids = await Promise.all(Array.from({ length: 20 }, () => stage.put()));
      const stop = stage.run(scribe());
      await until(() => server.asked.length === 5);
      await stage.settings.change(admin, 'outgoing_mail', 'stopped');
      await stage.pass(second);
      await until(() => !stage.mail.ready());
      held.resolve();
      for (const id of ids) await stage.becomes(id, 'sent', 'queued');
      const told = await Promise.all(ids.map(stage.message));
      const waiting = told.filter(({ state }) => state === 'queued');
      assert.deepEqual([server.received.length, waiting.length], [5, 15]);
      assert.ok(waiting.every(({ reason, attempts }) => reason === 'stopped' && attempts.length === 0));
      await stage.settings.change(admin, 'outgoing_mail', 'on');
      await stage.pass(second);
      for (const id of ids) await stage.becomes(id, 'sent');
      await stop();
      assert.equal(server.received.length, 20);
    });

    it('that is stopped ends no letter that one server cannot take before the next one was asked', async () => {
      const small = await serve({ options: { size: 10 } });
      const large = await serve();
      await stage.mail.servers.create(admin, here(small.port, { name: 'small' }));
      await stage.mail.servers.create(admin, here(large.port, { name: 'large', max_connections: 1 }));
      const held = Promise.withResolvers<void>();
      large.script.letter = () => held.promise.then(() => undefined);
      const stop = stage.run(scribe());
      const ids = [await stage.put(), await stage.put()];
      await until(() => large.asked.length === 1);
      await until(async () => (await Promise.all(ids.map(stage.message))).every(({ state }) => state === 'sending'));
      await stage.settings.change(admin, 'outgoing_mail', 'stopped');
      await stage.pass(second);
      await until(() => !stage.mail.ready());
      held.resolve();
      for (const id of ids) await stage.becomes(id, 'sent', 'queued', 'failed');
      const states = await Promise.all(ids.map(async (id) => (await stage.message(id)).state));
      await stop();
      assert.deepEqual(states.sort(), ['queued', 'sent']);
    });

    it('goes on with what waited also when the database was busy as it was let go on', async () => {
      const server = await serve();
      const { database } = ground;
      const { database: faulty, trouble } = busyNowAndThen(database);
      stage = setStage(faulty);
      await stage.mail.servers.create(admin, here(server.port));
      await stage.settings.change(admin, 'outgoing_mail', 'stopped');
      const id = await stage.put();
      const later = { run_at: stage.clock.now() + hour, reason: 'sender_refused' };
      await database.write((tx) => tx.updateTable('messages').set(later).where('id', '=', id).execute());
      const stop = stage.run(scribe());
      await until(() => !stage.mail.ready());
      await stage.settings.change(admin, 'outgoing_mail', 'on');
      trouble.busy = true;
      stage.clock.advance(second);
      await database.write(async () => undefined);
      await until(() => stage.logged.some((line) => line.includes('turn_failed')));
      trouble.busy = false;
      await stage.pass(second);
      await stage.becomes(id, 'sent');
      await stop();
    });
  });

  describe('a change of the servers', () => {
    it('is answered as made where the database is busy a moment later, and is followed when it is not', async () => {
      const server = await serve();
      const { database: faulty, trouble } = busyNowAndThen(ground.database);
      const write = faulty.write.bind(faulty);
      faulty.write = (body) =>
        write(body).finally(() => {
          trouble.busy = true;
        });
      stage = setStage(faulty);
      const { servers } = stage.mail;
      const made = await servers.create(admin, here(25));
      const thenBusy = <T>(change: () => Promise<T>): Promise<T> => {
        trouble.busy = false;
        return change();
      };
      const changed = await thenBusy(() => edit(stage, made, { smtp_port: server.port }));
      assert.equal(changed.smtp_port, server.port);
      const other = await thenBusy(() => servers.create(admin, here(26)));
      const ordered = await thenBusy(() => servers.order(admin, [other.id, made.id]));
      const ids = ordered.map(({ id }) => id);
      assert.deepEqual(ids, [other.id, made.id]);
      await thenBusy(() => servers.remove(admin, other.id));
      await stage.mail.catchUp();
      faulty.write = write;
      trouble.busy = false;
      const stop = stage.run(scribe());
      await stage.becomes(await stage.put(), 'sent');
      await stop();
    });
  });

  describe('a message', () => {
    it('that waits can be cancelled, and then is neither sent nor tried again', async () => {
      const id = await stage.put({ about: 'r1' });
      assert.deepEqual((await stage.mail.cancel(admin, id)).state, 'cancelled');
      assert.equal((await stage.mail.message(staff('helpdesk'), id)).reason, 'cancelled');
      await refuses(stage.mail.cancel(admin, id), 'message_ended');
      await refuses(stage.mail.retry(admin, id), 'message_ended');
      await refuses(stage.mail.cancel(staff('access'), id), 'forbidden');
      await refuses(stage.mail.message(admin, 'no-id'), 'not_found');
    });
  });
});
