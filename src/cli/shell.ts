import { userInfo } from 'node:os';
import { type App, createApp } from '../app.ts';
import { checkDataDir, loadConfig } from '../config/index.ts';
import { type Caller, newId } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import { createLog } from './log.ts';

/** Where a command's words go: the answer to `out`, all else to `err`. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
  /** Whether a person reads `out`, and nothing keeps it. */
  terminal: boolean;
}

/** What a command has to say. */
export interface Answer {
  /** The one document of `--json`: one thing is told as the API tells it, several stand under their names. */
  json: unknown;
  /** The same for a person. */
  text: string;
  /** What a person should know besides, apart from what a script would take. */
  note?: string | undefined;
  exitCode?: number;
}

/** Why a command did not do what it was asked, as a document. */
export interface Problem {
  code: string;
  title: string;
  detail: string;
}

/** What commands share: the words, the streams, and where the exit code is left. */
export interface Shell {
  readonly json: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly words: Translate;
  readonly streams: Streams;
  exitCode: number;
  answer(answer: Answer): void;
  note(text: string): void;
  /** Nothing without `--json`: a person has read it already. */
  problem(problem: Problem): void;
}

/** What a command of an installation works with. */
export interface Desk {
  app: App;
  caller: Caller;
  words: Translate;
}

export function createShell(parts: Pick<Shell, 'json' | 'env' | 'words' | 'streams'>): Shell {
  const { json, streams } = parts;
  const document = (value: unknown): void => streams.out(`${JSON.stringify(value, undefined, 2)}\n`);
  const shell: Shell = {
    ...parts,
    exitCode: 0,
    answer(answer) {
      if (json) document(answer.json);
      else streams.out(`${answer.text}\n`);
      if (answer.note !== undefined) shell.note(answer.note);
      shell.exitCode = answer.exitCode ?? 0;
    },
    note: (text) => streams.err(`${text}\n`),
    problem(problem) {
      if (json) document(problem);
    },
  };
  return shell;
}

/** Lends a command the installation that the environment names, and closes it afterwards. No answer: it was written already. */
export async function withApp(shell: Shell, act: (desk: Desk) => Promise<Answer | undefined>): Promise<void> {
  const config = loadConfig(shell.env, { evaluation: false, needs: 'command' });
  checkDataDir(config);
  const log = createLog('warn', 'stderr');
  try {
    const app = await createApp(config, { as: 'command', log });
    try {
      const answer = await act({ app, caller: operator(app), words: shell.words });
      if (answer) shell.answer(answer);
    } finally {
      await app.close();
    }
  } finally {
    await log.end();
  }
}

/** Whoever may run the command line on this machine. */
export function operator({ clock, random }: App): Caller {
  const actor = { kind: 'operator', label: nameOfOperator() } as const;
  return { actor, address: undefined, agent: 'command line', requestId: newId(clock, random) };
}

function nameOfOperator(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`; // containers run under numbers that have no name
  }
}
