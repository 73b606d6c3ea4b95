import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../src/config/index.ts';
import type { Engine } from '../tests/engines.ts';
import { configOf, settingsOf } from '../tests/proofs/people.ts';
import { dataFolder, freePort } from '../tests/server.ts';

/** Rekey with a database of its own, run as in production: a process of its own that logs to a file. */
export interface Installation {
  port: number;
  config: Config;
  start(env?: NodeJS.ProcessEnv): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

export async function install(engine: Engine): Promise<Installation> {
  const folder = dataFolder();
  const place = await engine.place();
  const port = await freePort();
  const settings = settingsOf(folder.path, place, `http://127.0.0.1:${port}`);
  const ours = { REKEY_PORT: String(port), REKEY_TRUSTED_PROXIES: '127.0.0.1', REKEY_MAIL_FROM: 'rekey@example.com' };
  let server: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (server) await end(server);
    server = undefined;
  };
  return {
    port,
    config: configOf(settings),
    async start(env = {}) {
      server = run(rekey, { ...settings, ...ours, ...env }, join(folder.path, 'log'));
      await untilReady(server, port, '/healthz');
    },
    stop,
    async remove() {
      await stop();
      await place.remove();
      folder.remove();
    },
  };
}

/** The script and arguments of the server. */
export const rekey = [join(import.meta.dirname, '../../bin/rekey.cjs'), 'serve'];

/** What the runtime itself was told (`--cpu-prof`), every server is told, too. */
export function run(command: string[], env: NodeJS.ProcessEnv, log: string): ChildProcess {
  const file = openSync(log, 'a');
  return spawn(process.execPath, [...process.execArgv, ...command], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', file, file],
  });
}

export async function end(server: ChildProcess): Promise<void> {
  const exited = once(server, 'exit');
  if (server.exitCode === null && server.kill('SIGTERM')) await exited;
}

/** Until a page is answered with 200. */
export async function untilReady(server: ChildProcess, port: number, path: string): Promise<void> {
  for (let tries = 0; tries < 5_000; tries++) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    if (answer?.status === 200) return;
    await delay(2);
  }
  throw new Error('the server does not answer');
}
