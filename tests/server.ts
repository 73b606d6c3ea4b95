import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { scratchFolder } from './scratch-folder.ts';

/** The program as a user starts it: a process of its own. */
export interface Server {
  url: string;
  process: ChildProcess;
  /** What it has written so far. */
  output(): string;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>;
}

export const program = join(import.meta.dirname, '../../bin/rekey.cjs');

/** A folder for one test's data, gone when `remove` is called. */
export function dataFolder(): { path: string; remove(): void } {
  const path = scratchFolder('test');
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * A port that nobody listens on right now, below those that systems give to whoever asks for any (RFC 6335, section 6,
 * and Linux from 32768): before the server has it, no other test's connection can take it.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_768);
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}

/** How a server is started. */
interface Starting {
  flags?: string[];
  env?: NodeJS.ProcessEnv;
  /** Where its log goes: a file that is open already. */
  stdout?: 'pipe' | number;
  /** How many files and connections it may have open. */
  handles?: number;
  /** A module that is loaded before the program. */
  preload?: string;
}

/** Starts `rekey serve …` and waits until it answers. */
export async function startServer(
  dataDir: string,
  { flags = [], env = {}, stdout = 'pipe', handles, preload }: Starting = {},
): Promise<Server> {
  const port = env['REKEY_PORT'] ?? String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  // The launcher would be one process more, which a SIGKILL reaches instead of the server. It would also know this.
  const compiled = join(import.meta.dirname, '../.compiled');
  const main = join(import.meta.dirname, '../rekey/main.js');
  const words = [process.execPath, ...(preload ? ['--import', preload] : []), main, 'serve', ...flags];
  const limited = handles === undefined ? words : ['sh', '-c', `ulimit -n ${handles}; exec "$@"`, 'sh', ...words];
  const [command = '', ...args] = limited;
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: compiled, REKEY_DATA_DIR: dataDir, REKEY_PORT: port, ...env },
    stdio: ['ignore', stdout, 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  await untilItAnswers(url, child, () => output);
  return {
    url,
    process: child,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function untilItAnswers(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; tries < 1_500; tries++) {
    if (child.exitCode !== null) assert.fail(`the server ended with ${child.exitCode}: ${output()}`);
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.status === 200) return;
    await delay(20);
  }
  assert.fail(`the server does not answer: ${output()}`);
}
