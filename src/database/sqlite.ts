import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, SqliteQueryCompiler } from 'kysely';
import { createSignal, makeFolder, Refusal, type Signal } from '../kernel/index.ts';
import { createGroupCommit, isBusy } from './group-commit.ts';
import type { Database, Tx } from './index.ts';
import type { Schema } from './schema.ts';
import { guardPlace, identityOf, judgePlace, mustBeSound } from './sqlite-file.ts';

/** How often another process's commits are looked for, in milliseconds. */
const lookEvery = 100;

/**
 * Embedded SQLite: one connection that writes and one that reads what is committed. WAL with synchronous FULL:
 * a commit that was answered survives a power cut (with NORMAL the last ones would not).
 */
export function openSqlite(path: string): Database {
  const writer = connect(path, (database) => mustBeSound(database, path));
  const reader = connect(path);
  reader.pragma('query_only=ON');
  const signals = new Set<Signal>();
  let commits = 0;
  const raiseAll = () => {
    commits += 1;
    for (const signal of signals) signal.raise();
  };
  const tx = new Kysely<Schema>({ dialect: new OneWriterDialect({ database: withStatementCache(writer) }) }) as Tx;
  const read = new Kysely<Schema>({ dialect: new OneWriterDialect({ database: withStatementCache(reader) }) });
  const groups = createGroupCommit(writer, tx, raiseAll);
  const watch = watchOthers(reader, raiseAll);
  const guard = guardPlace(path);
  const write: Database['write'] = async (body) => {
    guard();
    return groups.write(body);
  };
  return {
    engine: 'sqlite',
    read,
    write,
    writeAlone: write,
    changes() {
      const signal = createSignal();
      signals.add(signal);
      return signal;
    },
    commits: () => commits,
    clockOffset: () => 0,
    identity: async () => identityOf(path),
    async close() {
      clearInterval(watch);
      await groups.idle();
      await read.destroy();
      optimize(writer);
      await tx.destroy();
      // The builders close what they have used; the last one to close brings the log of writes into the file.
      for (const database of [reader, writer]) database.close();
    },
  };
}

function connect(path: string, judge: (database: Sqlite.Database) => void = () => {}): Sqlite.Database {
  try {
    makeFolder(dirname(path));
    judgePlace(path);
    const database = new Sqlite(path, { timeout: 0 });
    database.pragma('busy_timeout=2000'); // only for opening; afterwards waits do not block the process
    database.pragma('journal_mode=WAL');
    database.pragma('synchronous=FULL');
    database.pragma('foreign_keys=ON');
    judge(database);
    database.pragma('busy_timeout=0');
    return database;
  } catch (error) {
    throw new Refusal('configuration', { why: `The database ${path} cannot be opened: ${(error as Error).message}.` });
  }
}

/** Only one transaction writes at a time, so it need not lock the rows that it reads (`for update`, `skip locked`). */
class OneWriterDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new OneWriterCompiler();
  }
}

class OneWriterCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: Parameters<SqliteQueryCompiler['visitSelectModifier']>[0]): void {
    if (node.rawModifier || node.modifier === 'Distinct') super.visitSelectModifier(node);
  }
}

/** Keeps the planner's statistics fresh; while another process writes, that is left to whoever closes next. */
function optimize(writer: Sqlite.Database): void {
  try {
    writer.pragma('optimize');
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}

/** Preparing a statement costs more than running it, and the query builder prepares each anew. */
function withStatementCache(database: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, Sqlite.Statement>();
  const cached = {
    close: () => {
      database.close();
    },
    prepare(sql: string) {
      let statement = statements.get(sql);
      if (!statement) {
        if (statements.size >= 500) statements.clear();
        statement = database.prepare(sql);
        statements.set(sql, statement);
      }
      return statement;
    },
  };
  return cached as unknown as SqliteDatabase;
}

/** `data_version` moves when another connection commits; our own writer's commits are among them, harmlessly. */
function watchOthers(reader: Sqlite.Database, changed: () => void): NodeJS.Timeout {
  const version = reader.prepare('pragma data_version').pluck();
  let seen = version.get();
  const timer = setInterval(() => {
    const now = version.get();
    if (now === seen) return;
    seen = now;
    changed();
  }, lookEvery);
  return timer.unref();
}
