import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { day, hour, minute, Refusal } from '../../src/kernel/index.ts';
import type { Mail } from '../../src/mail/index.ts';
import { breachedPath } from '../../src/passwords/breached-file.ts';
import { createDoctor, type Parts } from '../../src/reports/index.ts';
import { signedIn } from '../callers.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { startNamesServer } from '../names-server.ts';
import { refuses } from '../refuses.ts';

describe('the doctor', () => {
  let installation: Installation;
  before(async () => {
    installation = await openInstallation();
    await installation.adopted({ login: 'admin', role: 'settings' });
  });
  after(() => installation.close());

  /** What is found in a healthy installation in which this is otherwise. */
  async function found(otherwise: Partial<Parts>): Promise<string[]> {
    const { app, operator } = installation;
    const healthy = { ...app, baseUrl: () => 'https://rekey.example.com' };
    const findings = await createDoctor({ ...healthy, ...otherwise }).examine(operator, app.locale.in('en'));
    return findings.map((finding) => `${finding.severity} ${finding.code}: ${finding.words}`);
  }

  it('finds nothing where all is well', async () => assert.deepEqual(await found({}), []));

  it('finds a disk that is nearly full', async () => {
    const freeSpace = async (): Promise<number> => 50 * 1024 * 1024;
    assert.match((await found({ freeSpace })).join(), /^error disk_nearly_full: Only 50 MiB are left/);
  });

  it('looks at the disk that the database is on, and at none where PostgreSQL looks after it', async () => {
    const asked: string[] = [];
    const freeSpace = async (folder: string): Promise<number> => asked.push(folder) * 1024 ** 3;
    for (const databaseUrl of [`sqlite:${join('/srv', 'one', 'rekey.db')}`, 'postgres://localhost/rekey']) {
      const config = { ...installation.app.config, databaseUrl, dataDir: join('/srv', 'nowhere') };
      assert.deepEqual(await found({ config, freeSpace }), []);
    }
    assert.deepEqual(asked, [join('/srv', 'one')]);
  });

  it('finds a database that takes no writes, and says why', async () => {
    const { database } = installation.app;
    const write = async (): Promise<never> => {
      const cause = new Error('cannot execute UPDATE in a read-only transaction');
      throw Object.assign(new Refusal('busy', { retryAfter: 5 }), { cause });
    };
    assert.deepEqual(await found({ database: { ...database, write } }), [
      'error database_refuses_writes: The database takes no writes: cannot execute UPDATE in a read-only transaction.',
    ]);
  });

  it('finds breached passwords that were imported and cannot be read', async () => {
    const path = breachedPath(installation.app.config.dataDir);
    writeFileSync(path, 'damaged');
    assert.match((await found({})).join(), /^error breached_unreadable: .*cannot be read: it is cut off\.$/);
    rmSync(path);
  });

  it('finds a record of what happened that is not sealed any more', async (t) => {
    const other = await openInstallation();
    t.after(() => other.close());
    const { app } = other;
    await app.audit.seal();
    await app.database.write((tx) => tx.updateTable('audit_end').set({ mac: 'forged' }).execute());
    assert.match((await found({ audit: app.audit })).join(), /^error record_not_sealed: /);
  });

  it('finds an address that only this machine reaches, one without encryption, and none', async () => {
    assert.match((await found({ baseUrl: () => 'http://127.0.0.1:8470' })).join(), /^warning base_url_loopback/);
    assert.match((await found({ baseUrl: () => 'http://rekey.example.com' })).join(), /^error base_url_insecure/);
    const baseUrl = (): string => {
      throw new Refusal('configuration', { why: 'Nobody has said.' });
    };
    assert.match((await found({ baseUrl })).join(), /^error base_url_missing/);
  });

  it('finds a database on the way to which others could listen or answer', async () => {
    const at = (databaseUrl: string) => found({ config: { ...installation.app.config, databaseUrl } });
    const open = ['db/rekey', 'db/rekey?sslmode=disable', 'db/rekey?sslmode=no-verify', 'localhost/rekey?host=db'];
    open.push('db/rekey?sslmode=require&uselibpqcompat=true', '10.0.0.7:6432/rekey');
    for (const place of open)
      assert.match((await at(`postgres://rekey@${place}`)).join(), /^warning database_open: /, place);
    const own = ['127.0.0.1/rekey', '[::1]:5432/rekey', 'localhost/rekey', '/rekey?host=/run/postgresql'];
    own.push('db/rekey?sslmode=require', 'db/rekey?sslmode=verify-full&sslrootcert=/ca.pem');
    for (const place of own) assert.deepEqual(await at(`postgres://rekey@${place}`.replace('@/', '/')), [], place);
  });

  it('finds trusted proxies so many that strangers are among them, who then choose their address', async () => {
    const trusting = (trustedProxies: string[]) => found({ config: { ...installation.app.config, trustedProxies } });
    const wide = ['0.0.0.0/0', '0.0.0.0/1', '64.0.0.0/7', '::/0', '2000::/3', '2a00::/12', '::ffff:0:0/96', '::/64'];
    for (const network of wide) {
      const said = (await trusting(['192.0.2.7', network])).join();
      assert.ok(said.startsWith(`error proxies_wide: REKEY_TRUSTED_PROXIES trusts ${network}, which`), said);
    }
    const own = ['10.0.0.0/8', '100.64.0.0/10', '192.0.2.7', '203.0.113.0/24', '::1', 'fc00::/7', 'fe80::/10'];
    own.push('2001:db8:1::/48', '::ffff:10.0.0.0/104');
    assert.deepEqual(await trusting(own), []);
  });

  it('finds proxies that nobody named, behind which all people count as one address', async () => {
    const { config } = installation.app;
    const at = (baseUrl: string | undefined, trustedProxies: string[] = []) =>
      found({ config: { ...config, baseUrl, trustedProxies } });
    const said = (await at('https://rekey.example.com')).join();
    assert.match(
      said,
      /^warning proxies_missing: REKEY_TRUSTED_PROXIES names no reverse proxy, and people reach https:/,
    );
    assert.deepEqual(await at('https://rekey.example.com', ['192.0.2.1']), []);
    // Without TLS there may be none; and a command may be told nothing of the server.
    for (const url of ['http://127.0.0.1:8470', 'https://localhost', undefined])
      assert.deepEqual(await at(url), [], url);
  });

  it('finds a mail server that cannot be used, in plain words', async () => {
    const failed = {
      accepted: false,
      reason: 'dns',
      words: 'It has no address.',
      reply: null,
      max_size: null,
      tls_protocol: null,
      certificate_ends: null,
    };
    const { mail: usual } = installation.app;
    const test = async () => ({ server: 'relay', ...failed });
    const mail: Mail = { ...usual, servers: { ...usual.servers, test } };
    assert.deepEqual(await found({ mail }), [
      'error mail_server_failing: The outgoing mail server relay cannot be used: letters wait in the queue.',
    ]);
  });

  it('finds an address for bounces to whose domain no mail comes, once for a domain that is also a sender’s', async (t) => {
    const dns = await startNamesServer({ 'A smtp.lumen.example': ['203.0.113.7'] });
    const other = await openInstallation(undefined, { dnsServers: [dns.address] });
    t.after(async () => {
      await other.close();
      await dns.close();
    });
    const { app, operator } = other;
    const list: Mail['servers']['list'] = async (caller) =>
      (await app.mail.servers.list(caller)).map((server) => ({ ...server, smtp_host: 'smtp.lumen.example' }));
    const test: Mail['servers']['test'] = (caller) => app.mail.servers.test(caller, {});
    const mail: Mail = { ...app.mail, servers: { ...app.mail.servers, list, test } };
    const lost = async () => {
      const findings = await createDoctor({ ...app, mail }).examine(operator, app.locale.in('en'));
      const codes = ['bounces_lost', 'mx_missing'];
      return findings.flatMap(({ code, domain }) => (codes.includes(code) ? `${code} ${domain}` : []));
    };
    assert.deepEqual(await lost(), ['mx_missing lumen.example']);
    await app.settings.change(operator, 'bounce_address', 'bounces@back.example');
    assert.deepEqual(await lost(), ['mx_missing lumen.example', 'bounces_lost back.example']);
    await app.settings.change(operator, 'bounce_address', 'bounces@Lumen.example');
    assert.deepEqual(await lost(), ['mx_missing lumen.example']);
    dns.zone = { ...dns.zone, 'MX back.example': ['10 mx.back.example'], 'MX lumen.example': ['10 mx.back.example'] };
    await app.settings.change(operator, 'bounce_address', 'bounces@back.example');
    assert.deepEqual(await lost(), []);
  });

  it('finds a secret and a certificate that run out, a month before and once they have', async () => {
    const { mail: usual } = installation.app;
    const now = installation.clock.now();
    const at = (left: number) => new Date(now + left).toISOString();
    const endings = [
      { what: 'oauth_client_secret', at: at(10 * day + 5 * hour) },
      { what: 'smtp_ssl_certificate', at: at(-day) },
      { what: 'authority', at: at(31 * day) },
    ] as const;
    const list: Mail['servers']['list'] = async (caller) =>
      (await usual.servers.list(caller)).map((server) => ({ ...server, endings: [...endings] }));
    assert.deepEqual(await found({ mail: { ...usual, servers: { ...usual.servers, list } } }), [
      'warning credential_ends: The client secret of the outgoing mail server test ends in 10 days.',
      'error credential_ends: The SSL certificate of the outgoing mail server test has run out.',
    ]);
  });

  it('finds letters that have waited for long, none that are put off until their hour', async (t) => {
    const other = await openInstallation(undefined, { mailServers: async () => [] });
    t.after(() => other.close());
    const { app, clock, operator } = other;
    const put = (after = 0) =>
      app.database.write(async (tx) => {
        const to = { name: 'Mara', address: 'mara@lumen.example' };
        await app.mail.enqueue(tx, { kind: 'any', to, expiresAt: clock.now() + 7 * day, runAt: clock.now() + after });
      });
    const waiting = async () => {
      const findings = await createDoctor(app).examine(operator, app.locale.in('en'));
      return findings.find(({ code }) => code === 'letters_wait')?.words;
    };
    await put(hour);
    clock.advance(hour + 10 * minute);
    await put();
    assert.equal(await waiting(), undefined);
    clock.advance(10 * minute);
    await put();
    assert.match((await waiting()) ?? '', /waiting for 20 minutes\.$/);
    clock.advance(2 * day);
    await put();
    assert.match((await waiting()) ?? '', /waiting for 2 days\.$/);
  });

  it('tells nobody but administrators, also where there is no mail server to try', async () => {
    const { app, adopted } = installation;
    const caller = signedIn(await adopted({ login: 'desk', role: 'helpdesk' }));
    const mail: Mail = { ...app.mail, servers: { ...app.mail.servers, list: async () => [] } };
    await refuses(createDoctor({ ...app, mail }).examine(caller, app.locale.in('en')), 'forbidden');
  });

  it('finds a login that is another’s email, and not one whose holder has it as email, too', async () => {
    const { adopted, app, operator } = installation;
    const holder = await adopted({ login: 'Desk@Example.com', email: 'holder@example.com' });
    await adopted({ login: 'shares-a', email: 'desk@example.com' });
    await adopted({ login: 'front@example.com', email: 'front@example.com' });
    await adopted({ login: 'shares-b', email: 'front@example.com', state: 'archived' });
    const [first, ...others] = await found({});
    assert.match(
      first ?? '',
      /^warning login_is_email: The login Desk@Example\.com is the email address of somebody else/,
    );
    assert.deepEqual(others, []);
    await app.users.edit(operator, holder.id, { change: { login: 'desk-holder' } });
    assert.deepEqual(await found({}), []);
  });

  it('finds a stored setting that is not allowed any more, whose default holds', async (t) => {
    const { app } = installation;
    const [key, address] = ['bounce_address', 'bounces-of-lumen-example@lumen.example'];
    const row = { key, value: JSON.stringify(address), changed_at: 0, changed_by: 'root' };
    await app.database.write((tx) => tx.insertInto('settings').values(row).execute());
    t.after(() => app.database.write((tx) => tx.deleteFrom('settings').where('key', '=', key).execute()));
    assert.equal((await app.settings.read(app.database.read)).bounce_address, null);
    assert.match(
      (await found({})).join(),
      /^warning setting_unfit: What is stored for the setting "[A-Z][^"]+" is not allowed any more/,
    );
  });

  it('finds that there is no administrator', async () => {
    const users = { ...installation.app.users, isSetUp: async () => false };
    assert.match((await found({ users })).join(), /^error not_set_up: /);
  });
});
