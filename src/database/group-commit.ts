import { setTimeout as delay } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { Refusal, second } from '../kernel/index.ts';
import type { Tx } from './index.ts';

/** How long another process may hold the database before the caller is told to come again. */
const longestWait = 5 * second;
const largestGroup = 256;

interface Waiting {
  /** When it came, in monotonic milliseconds. */
  since: number;
  run(): Promise<void>;
  committed(): void;
  failed(error: unknown): void;
}

interface GroupCommit {
  write<T>(body: (tx: Tx) => Promise<T | Refusal>): Promise<T>;
  idle(): Promise<void>;
}

/**
 * Bodies that arrive together share one BEGIN IMMEDIATE and one COMMIT, each in a savepoint of its own: one that
 * throws takes only itself back. They run one after another; nobody is answered before the COMMIT has returned.
 */
export function createGroupCommit(writer: Sqlite.Database, tx: Tx, afterCommit: () => void): GroupCommit {
  const line: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (line.length > 0) {
      await new Promise(setImmediate); // whoever was read from the sockets in this turn is taken along
      await commitGroup(line.splice(0, largestGroup));
    }
    running = undefined;
  }

  async function commitGroup(group: Waiting[]): Promise<void> {
    const done: Waiting[] = [];
    try {
      await begin(writer, group[0]?.since ?? performance.now());
      const unlock = expectNoOtherAwait(writer);
      for (const one of group) if (await inSavepoint(writer, one)) done.push(one);
      unlock();
      writer.exec('COMMIT');
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      for (const one of group) one.failed(translate(error));
      return;
    }
    for (const one of done) one.committed();
    afterCommit();
  }

  return {
    write(body) {
      return new Promise((resolve, reject) => {
        let settle = () => {};
        line.push({
          since: performance.now(),
          async run() {
            const result = await body(tx);
            settle = () => (result instanceof Refusal ? reject(result) : resolve(result));
          },
          committed: () => settle(),
          failed: reject,
        });
        running ??= run();
      });
    },
    idle: async () => running,
  };
}

/** Waits for another process without holding up this one; nobody waits longer than from when the first one came. */
async function begin(writer: Sqlite.Database, since: number): Promise<void> {
  const until = since + longestWait;
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    try {
      writer.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error;
      await delay(pause);
    }
  }
}

async function inSavepoint(writer: Sqlite.Database, one: Waiting): Promise<boolean> {
  writer.exec('SAVEPOINT one');
  try {
    await one.run();
    writer.exec('RELEASE one');
    return true;
  } catch (error) {
    // A full disk ends the whole transaction by itself; then nobody of the group was served.
    if (!writer.inTransaction) throw error;
    writer.exec('ROLLBACK TO one; RELEASE one');
    one.failed(translate(error));
    return false;
  }
}

/**
 * A body awaits its `tx` and nothing else, so the whole group runs before the event loop turns. A body that waits for
 * a wire, a hash or a timer would hold up everybody's writes: that is a bug, and it says so.
 */
function expectNoOtherAwait(writer: Sqlite.Database): () => void {
  const alarm = setImmediate(() => {
    if (!writer.inTransaction) return;
    process.emitWarning('A transaction awaited something other than its database.', 'RekeyTransactionWarning');
  });
  return () => clearImmediate(alarm);
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

const passing = ['SQLITE_BUSY', 'SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_LOCKED', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'];

/** Whether it is one of the troubles of the disk and of other processes that are expected. */
export function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return passing.some((prefix) => code.startsWith(prefix));
}

/** Expected troubles are refusals; the rest is a bug and stays one. */
function translate(error: unknown): unknown {
  if (!isPassing(error)) return error;
  return Object.assign(new Refusal('busy', { retryAfter: 5 }), { cause: error });
}
