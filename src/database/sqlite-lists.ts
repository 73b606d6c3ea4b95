import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
} from 'kysely';
import { createLine, Refusal } from '../kernel/index.ts';
import type { Reader } from './index.ts';
import { listsWait } from './lists-wait.ts';
import type { Schema } from './schema.ts';
import { OneWriterCompiler } from './sqlite-dialect.ts';
import { createThread, type Question, type Thread } from './sqlite-thread.ts';

/** Reads of lists, one statement after the other, in a thread of their own; `guard` throws when it must not be started. */
export function openLists(path: string, guard: () => void): Reader {
  const dialect: Dialect = {
    createAdapter: () => new OwnLineAdapter(),
    createDriver: () => new ThreadDriver(createThread(path, guard)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new OneWriterCompiler(),
  };
  return new Kysely<Schema>({ dialect });
}

/** Else the query builder would have them wait in a line of its own, which has no end. */
class OwnLineAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class ThreadDriver implements Driver {
  readonly #thread: Thread;
  readonly #line = createLine({ atOnce: 1, ...listsWait });
  readonly #connection: DatabaseConnection;
  #closed = false;

  constructor(thread: Thread) {
    this.#thread = thread;
    this.#connection = {
      executeQuery: ({ sql, parameters }) => this.#execute({ sql, parameters }),
      streamQuery: notHere,
    };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {}

  beginTransaction = notHere;
  commitTransaction = notHere;
  rollbackTransaction = notHere;

  /** Whoever is in the line, or is being answered, is sent away. */
  async destroy(): Promise<void> {
    this.#closed = true;
    await this.#thread.end();
  }

  async #execute<R>(question: Question): Promise<QueryResult<R>> {
    try {
      const rows = await this.#line.run(async () => {
        if (this.#closed) throw new Error('The database was closed.');
        return this.#thread.ask(question);
      });
      return { rows: rows as R[] };
    } catch (error) {
      if (!this.#closed) throw error;
      throw Object.assign(new Refusal('busy', { retryAfter: 5 }), { cause: error });
    }
  }
}

function notHere(): never {
  throw new Error('Lists are read one statement at a time, and nothing is written.');
}
