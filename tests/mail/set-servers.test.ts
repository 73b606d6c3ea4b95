import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, it } from 'node:test';
import { createServer } from 'node:tls';
import { second } from '../../src/kernel/index.ts';
import type { ServerInput } from '../../src/mail/index.ts';
import { onEveryEngine } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { replies } from '../smtp-server.ts';
import { authority, certificates } from './certificates.ts';
import { admin, edit, here } from './form.ts';
import { groundOn } from './ground.ts';
import { operator, type Stage, scribe, setStage, staff } from './stage.ts';

/** What is wrong with a server, as `field: fault`. */
async function faultsOf(saving: Promise<unknown>): Promise<string[]> {
  const { details } = await refuses(saving, 'fields_wrong');
  return details.faults.map(({ field, fault }) => `${field}: ${fault.replace('mail.', '')}`).sort();
}

onEveryEngine('outgoing mail servers that administrators set', (engine) => {
  const ground = groundOn(engine);
  const { serve } = ground;
  let stage: Stage;
  beforeEach(() => {
    stage = setStage(ground.database);
  });

  const signedIn = { smtp_user: 'rekey@acme.test', smtp_pass: 'Very-Secret-1' };
  const everything = async () =>
    JSON.stringify([
      await ground.database.read.selectFrom('outgoing_mail_servers').selectAll().execute(),
      await ground.database.read.selectFrom('audit_events').selectAll().execute(),
      await ground.database.read.selectFrom('outgoing_mail_server_states').selectAll().execute(),
      stage.logged,
    ]);

  describe('a server that an administrator sets', () => {
    it('carries letters at once, in every process', async () => {
      const server = await serve({ auth: true });
      const other = setStage(ground.database, { owner: 'other', clock: stage.clock });
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
      await edit(stage, made, { smtp_pass: 'Very-Secret-2' });
      const told = JSON.stringify(await stage.mail.servers.list(admin)) + (await everything());
      assert.ok(!/Very-Secret/.test(told));
      assert.match(told, /mail_server\.changed/);
    });

    it('is described with what it was and is in the audit', async () => {
      const made = await stage.mail.servers.create(admin, here(25, { name: 'Relay' }));
      await edit(stage, made, { smtp_port: 2525, name: 'Relay' });
      const [event] = (await stage.audit.list(operator, { event: 'mail_server.changed' })).items;
      assert.deepEqual(event?.details, { smtp_port_before: 25, smtp_port_after: 2525 });
      assert.deepEqual(event?.subject, { kind: 'mail_server', id: made.id, label: 'Relay' });
    });

    it('has in the audit that its user or client ID changed, and not to what: more people read that than the list', async () => {
      const made = await stage.mail.servers.create(admin, here(25, { ...signedIn, oauth_client_id: 'client-1' }));
      const changed = await edit(stage, made, { smtp_user: 'other@acme.test', oauth_client_id: 'client-2' });
      await edit(stage, changed, { smtp_user: '', smtp_pass: '' });
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
      const changed = await edit(stage, made, { name: 'One' });
      await refuses(edit(stage, made, { name: 'Two' }), 'changed_meanwhile');
      assert.equal((await stage.mail.servers.read(admin, made.id)).name, 'One');
      assert.equal(
        (await edit(stage, changed, { name: 'One' })).version,
        changed.version,
        'what changes nothing is no edit',
      );
    });

    it('is for those who may change settings', async () => {
      const made = await stage.mail.servers.create(admin, here(25));
      const access = staff('access');
      await refuses(stage.mail.servers.create(access, here(25)), 'forbidden');
      await refuses(stage.mail.servers.edit(access, made.id, { version: 1, input: {} }), 'forbidden');
      await refuses(stage.mail.servers.order(access, [made.id]), 'forbidden');
      await refuses(stage.mail.servers.remove(access, made.id), 'forbidden');
    });

    it('asks for its secrets again when it leads elsewhere (I-49)', async () => {
      const made = await stage.mail.servers.create(admin, here(25, signedIn));
      const elsewhere: ServerInput[] = [{ smtp_host: 'evil.example', none_confirmed: true }, { smtp_port: 26 }];
      // To the same place, but by a way that others could listen to, or where others could vouch for themselves.
      elsewhere.push({ smtp_encryption: 'ssl' }, { authority });
      for (const way of elsewhere)
        assert.deepEqual(await faultsOf(edit(stage, made, way)), ['smtp_pass: secret_again']);
      assert.equal((await edit(stage, made, { smtp_port: 26, smtp_pass: 'Very-Secret-1' })).smtp_port, 26);
      const endpoint = 'https://login.example.com/token';
      const token = { oauth_token_url: endpoint, oauth_client_id: 'rekey', oauth_client_secret: 'Very-Secret-2' };
      const signed: ServerInput = { smtp_user: 'rekey', smtp_authentication: 'xoauth2', ...token };
      const drawing = await stage.mail.servers.create(admin, here(25, signed));
      assert.deepEqual(await faultsOf(edit(stage, drawing, { oauth_token_url: 'https://evil.example/token' })), [
        'oauth_client_secret: secret_again',
      ]);
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
    ground.keep(server);
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
    const unknown = await edit(stage, made, { authority: null, smtp_ssl_private_key: key });
    assert.equal((await stage.mail.servers.test(admin, { server: unknown.id })).reason, 'certificate_untrusted');
    const told = await everything();
    assert.ok(!told.includes('PRIVATE KEY'));
    assert.match(told, /"event":"mail\.tested".*certificate_untrusted/, 'the record has what failed, and why');
  });

  describe('where a server may lead', () => {
    it('is never to link-local, metadata or unlisted private addresses, by number or by name', async () => {
      stage = setStage(ground.database, { allowedNetworks: ['10.1.0.0/16'] });
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
});
