import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { certificates } from './mail/certificates.ts';
import { freePort } from './server.ts';

/** A real Postfix on loopback: STARTTLS, one domain of its own with mailboxes, a way on for some others. */
export interface Postfix {
  port: number;
  /** What lies in somebody's mailbox, as it is on the disk. */
  mailbox(name: string): string[];
  /** Its log so far. */
  log(): string;
  stop(): Promise<void>;
}

export interface Wanted {
  domain: string;
  /** Who has a mailbox there; others are found out about only after their letter was taken. */
  people: readonly string[];
  /** Where mail for other domains goes. */
  onward: readonly { domain: string; port: number }[];
}

/*
 * Debian's package is unpacked, not installed. Its parts run as accounts that every Debian has: Postfix wants one that
 * owns its queue, another for what it delivers, and a group that is neither's.
 */
const owner = { name: 'daemon', uid: 1, gid: 1 };
const recipient = { uid: 65_534, gid: 65_534 };
const dropGroup = { name: 'games', gid: 60 };

/** Why there is none here, or Debian's package unpacked in a folder. */
export function unpackPostfix(): { folder: string } | { missing: string } {
  if (process.getuid?.() !== 0) return { missing: 'Postfix runs as root only' };
  const folder = mkdtempSync(join(tmpdir(), 'rekey-postfix-'));
  chmodSync(folder, 0o755);
  const run = (command: string, ...words: string[]) => spawnSync(command, words, { cwd: folder, encoding: 'utf8' });
  run('apt-get', 'download', 'postfix');
  const [file] = globSync('postfix_*.deb', { cwd: folder });
  if (file !== undefined && run('dpkg', '-x', file, folder).status === 0) return { folder };
  rmSync(folder, { recursive: true });
  return { missing: "Debian's package cannot be had here" };
}

export async function startPostfix(folder: string, wanted: Wanted): Promise<Postfix> {
  const port = await freePort();
  layOut(folder, port, wanted);
  const libraries = join(folder, 'usr/lib/postfix');
  const env = { PATH: process.env['PATH'], LD_LIBRARY_PATH: libraries, MAIL_CONFIG: join(folder, 'conf') };
  const master = spawn(join(libraries, 'sbin/master'), ['-d', '-c', join(folder, 'conf')], { env, stdio: 'ignore' });
  const log = (): string =>
    globSync(join(folder, 'log'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
  try {
    await untilGreeted(port, master);
  } catch (error) {
    master.kill();
    throw new Error(`Postfix does not start: ${log()}`, { cause: error });
  }
  return {
    port,
    mailbox: (name) => globSync(join(folder, 'mail', name, 'new/*')).map((file) => readFileSync(file, 'latin1')),
    log,
    async stop() {
      if (master.exitCode === null) {
        const ended = new Promise((resolve) => master.once('exit', resolve));
        master.kill();
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function layOut(folder: string, port: number, { domain, people, onward }: Wanted): void {
  const queue = join(folder, 'queue');
  for (const name of ['conf', 'data', 'mail', 'queue', 'queue/pid']) mkdirSync(join(folder, name));
  const own = ['incoming', 'active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'saved', 'trace'];
  for (const name of [...own, 'private']) folderOf(join(queue, name), owner.uid, owner.gid, 0o700);
  folderOf(join(queue, 'public'), owner.uid, dropGroup.gid, 0o710);
  folderOf(join(queue, 'maildrop'), owner.uid, dropGroup.gid, 0o730);
  chownSync(join(folder, 'data'), owner.uid, owner.gid);
  chownSync(join(folder, 'mail'), recipient.uid, recipient.gid);
  writeFileSync(join(folder, 'conf/tls.pem'), `${certificates.good.key}${certificates.good.cert}`, { mode: 0o600 });
  const settings = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: join(folder, 'data'),
    daemon_directory: join(folder, 'usr/lib/postfix/sbin'),
    command_directory: join(folder, 'usr/sbin'),
    shlib_directory: join(folder, 'usr/lib/postfix'),
    import_environment: 'MAIL_CONFIG LD_LIBRARY_PATH LANG=C',
    maillog_file: join(folder, 'log'),
    maillog_file_prefixes: folder,
    mail_owner: owner.name,
    setgid_group: dropGroup.name,
    myhostname: 'mx.postfix.test',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    smtp_host_lookup: 'native',
    smtpd_tls_chain_files: join(folder, 'conf/tls.pem'),
    smtpd_tls_security_level: 'encrypt',
    smtpd_reject_unlisted_recipient: 'no',
    virtual_mailbox_domains: domain,
    virtual_mailbox_base: join(folder, 'mail'),
    virtual_mailbox_maps: `inline:{${people.map((name) => `{${name}@${domain}=${name}/}`).join(' ')}}`,
    virtual_uid_maps: `static:${recipient.uid}`,
    virtual_gid_maps: `static:${recipient.gid}`,
    transport_maps: `inline:{${onward.map((way) => `{${way.domain}=smtp:[127.0.0.1]:${way.port}}`).join(', ')}}`,
    alias_maps: '',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  writeFileSync(join(folder, 'conf/main.cf'), lines.join(''));
  writeFileSync(join(folder, 'conf/master.cf'), services(port));
}

function folderOf(path: string, uid: number, gid: number, mode: number): void {
  mkdirSync(path);
  chmodSync(path, mode);
  chownSync(path, uid, gid);
}

/** Name, whether others may reach it, what it is, and how many of it there may be at once. */
function services(port: number): string {
  const some = ['trivial-rewrite rewrite', 'virtual virtual', 'smtp smtp', 'error error', 'error retry'];
  return [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'anvil unix - - n - 1 anvil',
    'scache unix - - n - 1 scache',
    'proxymap unix - - n - - proxymap',
    'postlog unix-dgram n - n - 1 postlogd',
    ...['bounce', 'defer', 'trace'].map((name) => `${name} unix - - n - 0 bounce`),
    ...some.map((one) => one.split(' ')).map(([program, name]) => `${name} unix - n n - - ${program}`),
    '',
  ].join('\n');
}

async function untilGreeted(port: number, master: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (master.exitCode !== null) throw new Error(`ended with ${master.exitCode}`);
    if (await isOpen(port)) return;
    await delay(100);
  }
  throw new Error('nobody answers');
}

function isOpen(port: number): Promise<boolean> {
  return new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('data', () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
