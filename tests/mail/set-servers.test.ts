import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createServer } from 'node:tls';
import type { Database } from '../../src/database/index.ts';
import { Refusal, type RefusalCode, second } from '../../src/kernel/index.ts';
import type { Composer, ServerInput, ServerRecord } from '../../src/mail/index.ts';
import { type Engine, onEveryEngine } from '../engines.ts';
import { replies, type ScriptedServer, type Setup, startSmtpServer } from '../smtp-server.ts';
import { authority, certificates } from './certificates.ts';
import { clearStage, operator, type Stage, scribe, setStage, staff, until } from './stage.ts';

const refusedAs = (code: RefusalCode) => (error: unknown) => error instanceof Refusal && error.code === code;

/** What is wrong with a server, as `field: fault`. */
async function faultsOf(saving: Promise<unknown>): Promise<string[]> {
  const refusal = await saving.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refusal instanceof Refusal && refusal.is('fields_wrong'))) throw new Error('It was not refused so.');
  return refusal.details.faults.map(({ field, fault }) => `${field}: ${fault.replace('mail.', '')}`).sort();
}

function proveServers(engine: Engine): void {
  let database: Database;
  let stage: Stage;
  const running: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    database = await engine.open();
    stage = setStage(database);
  });
  afterEach(async () => {
    await clearStage();
    for (const server of running.splice(0)) await server.close();
    await database.close();
  });

  async function serve(setup: Setup = {}): Promise<ScriptedServer> {
    const server = await startSmtpServer(setup);
    running.push(server);
    return server;
  }

  const admin = staff('settings');
  const here = (port: number, changes: ServerInput = {}): ServerInput => ({
    smtp_host: '127.0.0.1',
    smtp_port: port,
    smtp_encryption: 'none',
    ...changes,
  });
  const signedIn = { smtp_user: 'rekey@acme.test', smtp_pass: 'Very-Secret-1' };
  const edit = ({ id, version }: ServerRecord, input: ServerInput) =>
    stage.mail.servers.edit(admin, id, { version, input });
  const everything = async () =>
    JSON.stringify([
      await database.read.selectFrom('outgoing_mail_servers').selectAll().execute(),
      await database.read.selectFrom('audit_events').selectAll().execute(),
      await database.read.selectFrom('outgoing_mail_server_states').selectAll().execute(),
      stage.logged,
    ]);

  describe('a server that an administrator sets', () => {
    it('carries letters at once, in every process', async () => {
      const server = await serve({ auth: true });
      const other = setStage(database, { owner: 'other', clock: stage.clock });
      const stop = other.run(scribe());
      const id = await stage.put();
      await stage.mail.servers.create(admin, here(server.port, { ...signedIn, name: 'Relay' }));
      await stage.pass(second);
      const sent = await stage.becomes(id, 'sent');
      await stop();
      assert.deepEqual(
        sent.attempts.map(({ server: name, outcome }) => [name, outcome]),
        [['Relay', 'accepted']],
      );
      assert.equal(server.received[0]?.user, signedIn.smtp_user);
    });

    it('has its secrets sealed, never told again, and in no audit event', async () => {
      const made = await stage.mail.servers.create(admin, here(25, signedIn));
      assert.deepEqual(made.secrets, ['smtp_pass']);
      await edit(made, { smtp_pass: 'Very-Secret-2' });
      const told = JSON.stringify(await stage.mail.servers.list(admin)) + (await everything());
      assert.ok(!/Very-Secret/.test(told));
      assert.match(told, /mail_server\.changed/);
    });

    it('is described with what it was and is in the audit', async () => {
      const made = await stage.mail.servers.create(admin, here(25, { name: 'Relay' }));
      await edit(made, { smtp_port: 2525, name: 'Relay' });
      const [event] = (await stage.audit.list(operator, { event: 'mail_server.changed' })).items;
      assert.deepEqual(event?.details, { smtp_port_before: 25, smtp_port_after: 2525 });
      assert.deepEqual(event?.subject, { kind: 'mail_server', id: made.id, label: 'Relay' });
    });

    it('has in the audit that its user or client ID changed, and not to what: more people read that than the list', async () => {
      const made = await stage.mail.servers.create(admin, here(25, { ...signedIn, oauth_client_id: 'client-1' }));
      const changed = await edit(made, { smtp_user: 'other@acme.test', oauth_client_id: 'client-2' });
      await edit(changed, { smtp_user: '', smtp_pass: '' });
      const reader = staff('access');
      const told = (await stage.audit.list(reader, {})).items.filter(({ event }) => event.startsWith('mail_server.'));
      assert.equal(told.length, 3);
      assert.doesNotMatch(JSON.stringify([told, await stage.mail.servers.list(reader)]), /rekey@|other@|client-\d/);
      const [removed, other] = told;
      assert.deepEqual(other?.details, { smtp_user: 'changed', oauth_client_id: 'changed' });
      assert.equal(removed?.details['smtp_user'], 'removed');
    });

    it('is not changed by whoever did not see the latest edit', async () => {
      const made = await stage.mail.servers.create(admin, here(25));
      const changed = await edit(made, { name: 'One' });
      await assert.rejects(edit(made, { name: 'Two' }), refusedAs('changed_meanwhile'));
      assert.equal((await stage.mail.servers.read(admin, made.id)).name, 'One');
      assert.equal((await edit(changed, { name: 'One' })).version, changed.version, 'what changes nothing is no edit');
    });

    it('is for those who may change settings', async () => {
      const made = await stage.mail.servers.create(admin, here(25));
      const access = staff('access');
      await assert.rejects(stage.mail.servers.create(access, here(25)), refusedAs('forbidden'));
      await assert.rejects(stage.mail.servers.edit(access, made.id, { version: 1, input: {} }), refusedAs('forbidden'));
      await assert.rejects(stage.mail.servers.order(access, [made.id]), refusedAs('forbidden'));
      await assert.rejects(stage.mail.servers.remove(access, made.id), refusedAs('forbidden'));
    });

    it('asks for its secrets again when it leads elsewhere (I-49)', async () => {
      const made = await stage.mail.servers.create(admin, here(25, signedIn));
      const elsewhere: ServerInput[] = [{ smtp_host: 'evil.example', none_confirmed: true }, { smtp_port: 26 }];
      // To the same place, but by a way that others could listen to, or where others could vouch for themselves.
      elsewhere.push({ smtp_encryption: 'ssl' }, { authority });
      for (const way of elsewhere) assert.deepEqual(await faultsOf(edit(made, way)), ['smtp_pass: secret_again']);
      assert.equal((await edit(made, { smtp_port: 26, smtp_pass: 'Very-Secret-1' })).smtp_port, 26);
    });

    it('tells everything that is wrong with it at once', async () => {
      const input = { smtp_host: '', smtp_port: 70_000, from: 'nobody', from_filter: 'a b@', max_per_minute: 0 };
      assert.deepEqual(await faultsOf(stage.mail.servers.create(admin, input)), [
        'from: from_malformed',
        'from_filter: from_filter_malformed',
        'max_per_minute: pace_malformed',
        'smtp_host: host_missing',
        'smtp_port: port_malformed',
      ]);
      const torn = { smtp_host: 'mail.example.com', smtp_user: 'u', from: 'a@b.test', from_filter: 'c.test' };
      assert.deepEqual(await faultsOf(stage.mail.servers.create(admin, torn)), [
        'from: from_outside_filter',
        'smtp_pass: password_missing',
      ]);
    });

    it('speaks in clear to another machine only once somebody confirmed it, and is marked', async () => {
      const plain: ServerInput = { smtp_host: 'mail.example.com', smtp_port: 25, smtp_encryption: 'none' };
      assert.deepEqual(await faultsOf(stage.mail.servers.create(admin, plain)), ['none_confirmed: none_unconfirmed']);
      const made = await stage.mail.servers.create(admin, { ...plain, none_confirmed: true });
      assert.equal(made.unencrypted, true);
      assert.equal((await stage.mail.servers.create(admin, here(25))).unencrypted, false);
    });
  });

  it('is shown our certificate where that is how it lets us in, and vouched for by an authority of our own', async () => {
    const believed: string[] = [];
    const asking = { ...certificates.good, requestCert: true, rejectUnauthorized: false, ca: [authority] };
    const server = createServer(asking, (socket) => {
      if (socket.authorized) believed.push(String(socket.getPeerCertificate().subject?.CN));
      socket.on('error', () => {});
      replies([[/^(EHLO|MAIL|RCPT|RSET|QUIT)/, '250 tls.test']])(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    running.push({ close: async () => void server.close() });
    const { port } = server.address() as AddressInfo;
    const { cert, key } = certificates.good;
    const made = await stage.mail.servers.create(
      admin,
      here(port, {
        smtp_encryption: 'ssl',
        smtp_authentication: 'certificate',
        smtp_ssl_certificate: cert,
        smtp_ssl_private_key: key,
        authority,
      }),
    );
    assert.equal((await stage.mail.servers.test(admin, { server: made.id })).accepted, true);
    assert.equal(believed.length, 1);
    const unknown = await edit(made, { authority: null, smtp_ssl_private_key: key });
    assert.equal((await stage.mail.servers.test(admin, { server: unknown.id })).reason, 'certificate_untrusted');
    const told = await everything();
    assert.ok(!told.includes('PRIVATE KEY'));
    assert.match(told, /"event":"mail\.tested".*certificate_untrusted/, 'the record has what failed, and why');
  });

  describe('where a server may lead', () => {
    it('is never to link-local, metadata or unlisted private addresses, by number or by name', async () => {
      stage = setStage(database, { allowedNetworks: ['10.1.0.0/16'] });
      for (const smtp_host of ['169.254.169.254', '10.2.0.1', '127.0.0.1', '::1', '::ffff:10.2.0.1', '192.168.1.1']) {
        const saving = stage.mail.servers.create(admin, { smtp_host });
        assert.deepEqual(await faultsOf(saving), ['smtp_host: host_forbidden'], smtp_host);
      }
      await stage.mail.servers.create(admin, { smtp_host: '10.1.2.3' });
      const named = await stage.mail.servers.create(admin, { smtp_host: 'localhost', smtp_encryption: 'ssl' });
      const told = await stage.mail.servers.test(admin, { server: named.id });
      assert.deepEqual([told.accepted, told.reason, told.reply], [false, 'address_forbidden', null]);
    });
  });

  describe('several servers', () => {
    it('are asked in the order that was set, also around the one of the environment', async () => {
      stage = setStage(database, {
        servers: [{ id: 'environment', name: 'env', host: '127.0.0.1', port: 1, encryption: 'none', sequence: 10 }],
      });
      const a = await stage.mail.servers.create(admin, here(25, { name: 'a' }));
      const b = await stage.mail.servers.create(admin, here(25, { name: 'b' }));
      await stage.mail.servers.order(admin, [b.id, 'environment', a.id]);
      const names = (await stage.mail.servers.list(admin)).map(({ name }) => name);
      assert.deepEqual(names, ['b', 'env', 'a']);
      await assert.rejects(stage.mail.servers.order(admin, [a.id, b.id]), refusedAs('changed_meanwhile'));
      for (const act of [
        () => stage.mail.servers.edit(admin, 'environment', { version: 0, input: {} }),
        () => stage.mail.servers.remove(admin, 'environment'),
      ]) {
        await assert.rejects(act(), refusedAs('read_only'));
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
      await edit(made, { from_filter: null });
      await stage.pass(second);
      await stage.becomes(id, 'sent');
      await stop();
    });

    it('keep to the pace that was set, all processes together, and the letters keep their turn', async () => {
      const server = await serve();
      await stage.mail.servers.create(admin, here(server.port, { max_per_minute: 2 }));
      const other = setStage(database, { owner: 'other', clock: stage.clock });
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

  describe('what one process finds out about a server', () => {
    it('the others know: they leave it alone, and one probe an interval is made by all of them', async () => {
      const server = await serve({ script: { connect: () => ({ code: 554, text: 'not you' }) } });
      const made = await stage.mail.servers.create(admin, here(server.port));
      const stop = stage.run(scribe());
      await until(async () => (await stage.mail.servers.read(admin, made.id)).state === 'failing');
      const other = setStage(database, { owner: 'other', clock: stage.clock });
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
  });

  describe('F-26: a server that is edited, disabled or deleted with letters waiting', () => {
    for (const [what, act] of Object.entries({
      edited: (made: ServerRecord, port: number) => edit(made, { smtp_port: port }),
      disabled: (made: ServerRecord) => edit(made, { active: false }),
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
  });

  describe('a message', () => {
    it('that waits can be cancelled, and then is neither sent nor tried again', async () => {
      const id = await stage.put({ about: 'r1' });
      assert.deepEqual((await stage.mail.cancel(admin, id)).state, 'cancelled');
      assert.equal((await stage.mail.message(staff('helpdesk'), id)).reason, 'cancelled');
      await assert.rejects(stage.mail.cancel(admin, id), refusedAs('message_ended'));
      await assert.rejects(stage.mail.retry(admin, id), refusedAs('message_ended'));
      await assert.rejects(stage.mail.cancel(staff('access'), id), refusedAs('forbidden'));
      await assert.rejects(stage.mail.message(admin, 'no-id'), refusedAs('not_found'));
    });
  });
}

onEveryEngine('outgoing mail servers that administrators set', proveServers);
