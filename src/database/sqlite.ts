import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { Kysely, type SqliteDatabase } from 'kysely';
import { createSignal, makeFolder, Refusal, type Signal } from '../kernel/index.ts';
import { createGroupCommit, isPassing } from './group-commit.ts';
import type { Database, Tx } from './index.ts';
import type { Schema } from './schema.ts';
import { connectTo, connectToRead, keepStatements } from './sqlite-connection.ts';
import { OneWriterDialect } from './sqlite-dialect.ts';
import { guardPlace, identityOf, judgePlace, mustBeSound, whyNoRoom } from './sqlite-file.ts';
import { openLists } from './sqlite-lists.ts';

/** How often another process's commits are looked for, in milliseconds. */
const lookEvery = 100;

/**
 * Embedded SQLite: one connection that writes, one that reads what is committed, and in a thread one that reads lists.
 * WAL with synchronous FULL: a commit that was answered survives a power cut (with NORMAL the last ones would not).
 */
export function openSqlite(path: string): Database {
  const { writer, reader } = connect(path);
  const signals = new Set<Signal>();
  let commits = 0;
  const raiseAll = () => {
    commits += 1;
    for (const signal of signals) signal.raise();
  };
  const tx = new Kysely<Schema>({ dialect: new OneWriterDialect({ database: withStatements(writer) }) }) as Tx;
  const read = new Kysely<Schema>({ dialect: new OneWriterDialect({ database: withStatements(reader) }) });
  const watch = watchOthers(reader, raiseAll);
  const guard = guardPlace(path); // something has been read: all files are there
  const lists = openLists(path, guard);
  const groups = createGroupCommit(writer, tx, raiseAll);
  const write: Database['write'] = async (body) => {
    guard();
    return groups.write(body);
  };
  return {
    engine: 'sqlite',
    read,
    lists,
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
      await Promise.all([groups.idle(), lists.destroy()]);
      await read.destroy();
      optimize(writer);
      await tx.destroy();
      // The builders close what they have used; the last one to close brings the log of writes into the file.
      for (const database of [reader, writer]) database.close();
    },
  };
}

/** The place is judged before: POSIX takes the locks of whoever has a file open from it once it is closed anywhere beside. */
function connect(path: string): { writer: Sqlite.Database; reader: Sqlite.Database } {
  try {
    makeFolder(dirname(path));
    judgePlace(path);
    putAsideWithin(dirname(path));
    const writer = connectTo(path, (database) => mustBeSound(database, path));
    return { writer, reader: connectToRead(path) };
  } catch (error) {
    const why = isPassing(error) ? (whyNoRoom(path) ?? (error as Error).message) : (error as Error).message;
    throw new Refusal('configuration', { why: `The database ${path} cannot be opened: ${why}.` });
  }
}

/**
 * What SQLite puts aside while it works (of a large transaction, of a sort) goes beside the database, where only its owner reads
 * it: a container may have no other folder that can be written to.
 */
function putAsideWithin(folder: string): void {
  process.env['SQLITE_TMPDIR'] ??= folder;
}

/** Keeps the planner's statistics fresh; while another process writes, or the disk is full, that is left to whoever closes next. */
function optimize(writer: Sqlite.Database): void {
  try {
    writer.pragma('optimize');
  } catch (error) {
    if (!isPassing(error)) throw error;
  }
}

function withStatements(database: Sqlite.Database): SqliteDatabase {
  const kept = { close: () => void database.close(), prepare: keepStatements(database) };
  return kept as unknown as SqliteDatabase;
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
