import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { loadConfig, settingsTable } from '../../src/config/index.ts';
import { createLocale } from '../../src/locale/index.ts';
import { openInbox } from '../inbox.ts';
import { startNamesServer } from '../names-server.ts';
import { beside } from '../proofs/people.ts';
import { freePort, program, startServer } from '../server.ts';
import { baseUrl, type CommandLine, documentOf, openCommandLine, refusedWith } from './command-line.ts';

const setUpLink = new RegExp(`^${baseUrl}/web/set_up\\?token=[\\w-]{43}$`);

describe('rekey', () => {
  let rekey: CommandLine;
  before(() => {
    rekey = openCommandLine();
  });
  after(() => rekey.remove());

  it('helps, and that is no failure', async () => {
    for (const args of [['--help'], ['help', 'users'], ['users', 'create', '--help']]) {
      const { code, out } = await rekey.spawn({}, ...args);
      assert.equal(code, 0);
      assert.match(out, /^Usage: rekey/);
    }
  });

  it('tells its version', async () => assert.match((await rekey.spawn({}, '--version')).out, /^\d+\.\d+\.\d+\n$/));

  it('ends with 2 when it is used wrongly, whatever is wrong', async () => {
    for (const args of [
      [],
      ['users'],
      ['nonsense'],
      ['users', 'list', 'extra'],
      ['users', 'list', '--no-such'],
      ['users', 'archive'],
    ]) {
      const { code, out, err } = await rekey.run(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.ok(err.length > 0);
    }
  });

  it('does not end as if all were done where its answer cannot be written', {
    skip: !existsSync('/dev/full'),
  }, async () => {
    const options = ['--login', 'unseen', '--email', 'unseen@example.com', '--name', 'Unseen', '--print-link'];
    const env = { PATH: process.env['PATH'], REKEY_DATA_DIR: join(rekey.dataDir, 'unseen'), REKEY_BASE_URL: baseUrl };
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [program, 'users', 'create', ...options], {
      env,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    let said = '';
    child.stderr?.on('data', (text) => (said += text));
    assert.deepEqual(await once(child, 'close'), [4, null], said);
    assert.match(said, /could not be written: ENOSPC/);
  });

  it('opens no debugger, and does not end, at signals that mean nothing to it', async () => {
    const server = await startServer(join(rekey.dataDir, 'signalled'), { env: { REKEY_BASE_URL: baseUrl } });
    for (const signal of ['SIGUSR1', 'SIGUSR2'] as const) server.process.kill(signal);
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
    assert.equal(await server.stop(), 0);
    assert.doesNotMatch(server.output(), /Debugger/);
  });

  it('makes no other secret where the file is missing that a database was made with', async () => {
    const folder = join(rekey.dataDir, 'no-secret');
    const env = { REKEY_DATA_DIR: folder, REKEY_BASE_URL: baseUrl };
    assert.equal((await rekey.runWith(env, 'users', 'list')).code, 0);
    rmSync(join(folder, 'secret'));
    const { code, err } = await rekey.runWith(env, 'users', 'list');
    assert.equal(code, 4);
    assert.match(err, /secret is missing\. Put that file back/);
    assert.ok(!existsSync(join(folder, 'secret')));
  });

  it('tells what the database said where that keeps it from what it was asked for', async () => {
    const env = { REKEY_DATA_DIR: join(rekey.dataDir, 'held'), REKEY_BASE_URL: baseUrl };
    assert.equal((await rekey.runWith(env, 'users', 'list')).code, 0);
    const held = new Sqlite(join(rekey.dataDir, 'held', 'rekey.db'));
    held.exec('begin immediate');
    const options = ['--login', 'late', '--email', 'late@example.com', '--name', 'Late'];
    const { code, err } = await rekey.runWith(env, 'users', 'create', ...options);
    held.close();
    assert.equal(code, 4);
    assert.match(err, /The database said: database is locked\./);
  });

  it('tells wrong use as one document with --json', async () => {
    assert.deepEqual(await refusedWith(rekey.run('users', 'list', '--limit', '0', '--json')), [2, 'wrong_use']);
    assert.deepEqual(await refusedWith(rekey.run('mail', 'queue', '--state', 'lost', '--json')), [2, 'malformed']);
  });

  it('tells every fault of the configuration and touches nothing', async () => {
    const folder = join(rekey.dataDir, 'untouched');
    const env = { REKEY_DATA_DIR: folder, REKEY_PORT: 'x', REKEY_PROT: '1' };
    const { code, out, err } = await rekey.runWith(env, 'users', 'list');
    assert.deepEqual([code, out], [4, '']);
    assert.match(err, /REKEY_PORT must.*\nREKEY_PROT is not/);
    assert.ok(!existsSync(folder));
  });

  it('ends with 4 and what to do where the port for bounces is taken, and serves nobody before', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    const env = { REKEY_BASE_URL: baseUrl, REKEY_PORT: String(await freePort()), REKEY_BOUNCE_LISTEN: taken };
    const fresh = openCommandLine();
    const { code, out, err } = await fresh.spawn(env, 'serve');
    assert.equal(code, 4);
    assert.match(
      err,
      /^Port \d+ on 127\.0\.0\.1 is taken by another program\. Set REKEY_BOUNCE_LISTEN to a free one\.$/m,
    );
    assert.doesNotMatch(out + err, /serving| {4}at /);
    fresh.remove();
    other.close();
  });

  it('ends with 4 where nothing can be kept', async () => {
    const file = join(rekey.dataDir, 'a-file');
    writeFileSync(file, '');
    const ran = rekey.runWith({ REKEY_DATA_DIR: file }, 'users', 'list', '--json');
    assert.deepEqual(await refusedWith(ran), [4, 'configuration']);
  });

  it('keeps what it makes to its owner', async () => {
    const fresh = openCommandLine();
    await fresh.spawn({}, 'migrate');
    const made = readdirSync(fresh.dataDir);
    assert.ok(made.length > 0);
    for (const name of made) assert.equal(statSync(join(fresh.dataDir, name)).mode & 0o077, 0, name);
    fresh.remove();
  });

  it('bears a reader that has seen enough', async () => {
    const script = `"$0" "$1" users list --json | head -c 1`;
    const env = { PATH: process.env['PATH'], REKEY_DATA_DIR: rekey.dataDir };
    const child = spawn('sh', ['-c', script, process.execPath, program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    await once(child, 'close');
    assert.equal(err, '');
  });
});

describe('rekey migrate', () => {
  const rekey = openCommandLine();
  after(() => rekey.remove());

  it('brings an empty database up, once', async () => {
    const first = (await rekey.json('migrate')) as { migrations: string[] };
    assert.ok(first.migrations.length > 0);
    assert.deepEqual(await rekey.json('migrate'), { migrations: [] });
    assert.equal((await rekey.run('migrate')).out, 'The database is up to date.\n');
  });
});

describe('rekey setup', () => {
  const rekey = openCommandLine();
  after(() => rekey.remove());

  it('needs to know where the link leads', async () => {
    assert.deepEqual(await refusedWith(rekey.runWith({}, 'setup', '--json')), [4, 'configuration']);
  });

  it('prints the link alone, and remembers the address', async () => {
    const { code, out } = await rekey.run('setup');
    assert.equal(code, 0);
    assert.match(out.trimEnd(), setUpLink);
    assert.match(String(documentOf(await rekey.runWith({}, 'setup', '--json'))['link']), setUpLink);
  });

  it('is refused once there is an administrator', async () => {
    const ada = ['--login', 'ada', '--email', 'ada@example.com', '--name', 'Ada', '--role', 'settings'];
    await rekey.run('users', 'create', ...ada);
    assert.deepEqual(await refusedWith(rekey.run('setup', '--json')), [3, 'already_set_up']);
  });
});

describe('rekey config show', () => {
  const rekey = openCommandLine();
  after(() => rekey.remove());
  const secret = 'a secret of more than thirty-two characters';

  it('lists the settings without secrets, and needs no data directory', async () => {
    const folder = join(rekey.dataDir, 'none');
    const env = { REKEY_DATA_DIR: folder, REKEY_SECRET: secret, REKEY_SMTP_URL: 'smtp://ada:hunter2@localhost' };
    const table = await rekey.runWith(env, 'config', 'show');
    assert.match(table.out, /^REKEY_DATA_DIR +\S+none +environment$/m);
    assert.match(table.out, /^REKEY_SECRET +\(set\) +environment$/m);
    const { settings } = documentOf(await rekey.runWith(env, 'config', 'show', '--json'));
    assert.equal((settings as unknown[]).length, Object.keys(settingsTable).length);
    assert.doesNotMatch(table.out + JSON.stringify(settings), /hunter2|thirty-two/);
    assert.ok(!existsSync(folder));
  });
});

describe('rekey mail', () => {
  const rekey = openCommandLine();
  after(() => rekey.remove());

  it('lists no server where none is set, and cannot test it', async () => {
    assert.deepEqual(await rekey.json('mail', 'servers'), { items: [], next: null });
    assert.deepEqual(await refusedWith(rekey.run('mail', 'test', '--json')), [4, 'configuration']);
  });

  it('lists the server of the environment without its password', async () => {
    const { out } = await rekey.runWith(
      { REKEY_SMTP_URL: 'smtps://ada:hunter2@mail.example.com' },
      'mail',
      'servers',
      '--json',
    );
    assert.match(out, /"smtp_port": 465/);
    assert.doesNotMatch(out, /hunter2/);
  });

  it('test ends with 4 and plain words where nothing listens', async () => {
    const env = { REKEY_SMTP_URL: `smtp://127.0.0.1:${await freePort()}` };
    const { code, out } = await rekey.runWith(env, 'mail', 'test', '--json');
    assert.equal(code, 4);
    assert.equal(JSON.parse(out).accepted, false);
    assert.match((await rekey.runWith(env, 'mail', 'test')).out, /Nothing listens/);
  });

  it('test sends its letter in the language of the company', async () => {
    const inbox = await openInbox();
    const env = { REKEY_SMTP_URL: `smtp://127.0.0.1:${inbox.port}`, REKEY_BASE_URL: baseUrl };
    const config = loadConfig({ ...env, REKEY_DATA_DIR: rekey.dataDir }, { evaluation: false, needs: 'command' });
    await beside(config, ({ database }) =>
      database.write((tx) => tx.updateTable('companies').set({ language: 'fr' }).execute()),
    );
    const { code } = await rekey.runWith(env, 'mail', 'test', '--to', 'ada@example.com');
    await inbox.close();
    assert.equal(code, 0);
    assert.equal(inbox.letters[0]?.subject, createLocale().in('fr')('mail.test.subject'));
  });

  it('retry sends a waiting letter again, and refuses one that there is not', async () => {
    const ada = ['--login', 'ada', '--email', 'ada@example.com', '--name', 'Ada'];
    await rekey.run('users', 'create', ...ada, '--invite');
    const { items } = (await rekey.json('mail', 'queue', '--state', 'queued')) as { items: { id: string }[] };
    assert.equal((await rekey.json('mail', 'retry', items[0]?.id ?? ''))['state'], 'queued');
    assert.deepEqual(await refusedWith(rekey.run('mail', 'retry', 'none', '--json')), [3, 'not_found']);
  });
});

describe('rekey check', () => {
  const rekey = openCommandLine();
  after(() => rekey.remove());

  it('ends with 5 and tells what needs attention', async () => {
    const { code, out } = await rekey.run('check', '--json');
    assert.equal(code, 5);
    const findings = JSON.parse(out).findings as { code: string; words: string; advice: string }[];
    assert.deepEqual(
      findings.map((finding) => finding.code),
      ['proxies_missing', 'mail_server_missing', 'not_set_up', 'base_url_silent'],
    );
    const told = findings.map(({ words, advice }) => `${words}\n${advice}`).join('\n');
    assert.equal((await rekey.run('check')).out.replace(/^(ERROR {4}|WARNING {2}| {9})/gm, '').trimEnd(), told);
  });

  it('tells a record that is to be published whole, however long it is', async () => {
    const others = Array.from({ length: 60 }, (_, last) => `ip4:198.51.100.${last}`).join(' ');
    const names = await startNamesServer({
      'TXT acme.test': [`v=spf1 ${others} -all`],
      'A smtp.acme.test': ['203.0.113.7'],
    });
    const mail = { REKEY_SMTP_URL: 'smtps://smtp.acme.test', REKEY_MAIL_FROM: 'no-reply@acme.test' };
    const { out } = await rekey.runWith({ ...mail, REKEY_DNS_SERVERS: names.address }, 'check');
    assert.ok(out.includes(`acme.test  TXT  v=spf1 ${others} a:smtp.acme.test -all\n`), out);
    await names.close();
  });

  it('tells why an installation does not come up', async () => {
    const secret = 'not the secret that this database was made with';
    const { code, out } = await rekey.runWith({ REKEY_SECRET: secret }, 'check', '--json');
    assert.equal(code, 5);
    assert.equal(JSON.parse(out).findings[0].code, 'cannot_start');
  });

  it('ends with 4 where the settings cannot even be read', async () => {
    assert.deepEqual(await refusedWith(rekey.runWith({ REKEY_PORT: 'x' }, 'check', '--json')), [4, 'configuration']);
  });
});

describe('a command beside a running server', () => {
  const rekey = openCommandLine();
  after(() => rekey.remove());

  it('prints links to that server, has its letters sent by it, and finds nothing to mend', async () => {
    const server = await startServer(rekey.dataDir, { flags: ['--evaluation'] });
    const printed = documentOf(await rekey.runWith({}, 'users', 'send-reset', 'admin', '--print-link', '--json'));
    assert.ok(String(printed['link']).startsWith(`${server.url}/web/reset_password?token=`));
    const test = await rekey.runWith({}, 'mail', 'test', '--to', 'ada@example.com');
    assert.equal(test.code, 0, test.out + test.err);
    const check = await rekey.runWith({}, 'check');
    assert.deepEqual([check.code, check.out], [0, 'Nothing needs attention.\n']);
    assert.equal(await server.stop(), 0);
  });
});
