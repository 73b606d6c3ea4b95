import { parentPort, workerData } from 'node:worker_threads';
import type Sqlite from 'better-sqlite3';
import { connectToRead, keepStatements } from './sqlite-connection.ts';
import type { Answer, Question, Row } from './sqlite-thread.ts';

/* The thread in which lists are read: SQLite answers in the thread that asks it, however long that takes. */

let prepare: ((sql: string) => Sqlite.Statement) | undefined;

function answer({ sql, parameters }: Question): Answer {
  try {
    prepare ??= keepStatements(connectToRead(workerData));
    return { rows: prepare(sql).all(parameters) as Row[] };
  } catch (error) {
    return told(error as Error);
  }
}

function told(error: Error): Answer {
  return { error, code: 'code' in error ? String(error.code) : undefined };
}

parentPort?.on('message', (question: Question) => parentPort?.postMessage(answer(question)));
