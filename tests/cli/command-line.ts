import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { run as runHere } from '../../src/cli/index.ts';
import { dataFolder, program } from '../server.ts';

/** What became of one command. */
export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** A data directory of its own and the command that works on it, as an operator types it. */
export interface CommandLine {
  dataDir: string;
  run(...args: string[]): Promise<Ran>;
  /** With settings of its own besides the data directory. */
  runWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran>;
  /** The same in a process of its own; all others run in this one, which spares loading the program again. */
  spawn(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ran>;
  /** Runs with `--json` and reads the one document there is. */
  json(...args: string[]): Promise<Record<string, unknown>>;
  remove(): void;
}

export const baseUrl = 'https://rekey.example.com';

export function openCommandLine(): CommandLine {
  const folder = dataFolder();
  const settings = (env: NodeJS.ProcessEnv) => ({ PATH: process.env['PATH'], REKEY_DATA_DIR: folder.path, ...env });
  const runWith: CommandLine['runWith'] = async (env, ...args) => {
    const said = { out: '', err: '' };
    const code = await runHere(args, settings(env), {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      terminal: false,
    });
    return { code, ...said };
  };
  const spawned: CommandLine['spawn'] = async (env, ...args) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: settings(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...said };
  };
  const run: CommandLine['run'] = (...args) => runWith({ REKEY_BASE_URL: baseUrl }, ...args);
  return {
    dataDir: folder.path,
    run,
    runWith,
    spawn: spawned,
    async json(...args) {
      const ran = await run(...args, '--json');
      return documentOf(ran);
    },
    remove: folder.remove,
  };
}

/** The one JSON document on stdout; anything else there fails. */
export function documentOf({ out, err }: Ran): Record<string, unknown> {
  assert.ok(out.startsWith('{') && out.endsWith('}\n'), `no document, but: ${out}${err}`);
  return JSON.parse(out) as Record<string, unknown>;
}

/** A refused command: its exit code, and what its document is about. */
export async function refusedWith(ran: Promise<Ran>): Promise<[number | null, unknown]> {
  const ended = await ran;
  const { code, title, detail, ...rest } = documentOf(ended);
  assert.ok(typeof title === 'string' && typeof detail === 'string');
  assert.deepEqual(rest, {});
  assert.ok(ended.err.length > 0, 'a person is told, too');
  return [ended.code, code];
}
