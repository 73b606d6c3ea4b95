import { Worker } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';
import { bareThread, minute } from '../kernel/index.ts';

/** What the thread is asked. */
export interface Question {
  sql: string;
  parameters: readonly unknown[];
}

export type Row = Record<string, unknown>;

/** Rows; or what went wrong, and the code that an exception loses on its way to another thread. */
export type Answer = { rows: Row[] } | { error: Error; code: string | undefined };

export interface Thread {
  /** One question at a time. Throws what SQLite throws, and a bug when the thread ends without an answer. */
  ask(question: Question): Promise<Row[]>;
  /** Once what it is at has come to its end: SQLite cannot be interrupted. A thread that is asked again is another one. */
  end(): Promise<void>;
}

const program = new URL('./sqlite-lists-worker.js', import.meta.url);
/** A thread and its connection keep some memory; to start them takes a few hundredths of a second. */
const idleLimit = minute;

/**
 * A thread with a connection of its own that reads the file at `path`. Started by the first question, ended after a minute
 * without one; it keeps the process alive only while it is asked. `guard` throws when it must not be started.
 */
export function createThread(path: string, guard: () => void): Thread {
  let running: Worker | undefined;
  let ending: Promise<unknown> | undefined;
  let idle: NodeJS.Timeout | undefined;

  function start(): Worker {
    guard();
    const worker = new Worker(program, { ...bareThread, workerData: path });
    const gone = (): void => {
      if (running === worker) running = undefined;
    };
    return worker.on('error', gone).on('exit', gone);
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    if (running) ending = running.terminate();
    running = undefined;
    await ending;
  }

  return {
    async ask(question) {
      clearTimeout(idle);
      running ??= start();
      const worker = running;
      worker.ref();
      try {
        worker.postMessage(question);
        return rowsOf(await answerOf(worker));
      } finally {
        worker.unref();
        idle = setTimeout(end, idleLimit).unref();
      }
    },
    end,
  };
}

function answerOf(worker: Worker): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const forget = (): void => void worker.off('message', heard).off('error', lost).off('exit', lost);
    const heard = (answer: Answer): void => {
      forget();
      resolve(answer);
    };
    const lost = (cause: unknown): void => {
      forget();
      reject(new Error('The thread that reads lists has ended.', { cause }));
    };
    worker.on('message', heard).on('error', lost).on('exit', lost);
  });
}

function rowsOf(answer: Answer): Row[] {
  if ('error' in answer)
    throw answer.code === undefined ? answer.error : new Sqlite.SqliteError(answer.error.message, answer.code);
  for (const row of answer.rows) giveBackBuffers(row);
  return answer.rows;
}

/** On their way from another thread they become plain bytes. */
function giveBackBuffers(row: Row): void {
  for (const column in row) {
    const value = row[column];
    if (value instanceof Uint8Array) row[column] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}
