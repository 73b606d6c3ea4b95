import Sqlite from 'better-sqlite3';

/*
 * How every connection to the file is made, in whichever thread. Needs nothing else of ours: the thread that reads lists
 * loads it for itself.
 */

/** `judge` looks at the file before anything else is done with it. */
export function connectTo(path: string, judge: (database: Sqlite.Database) => void = () => {}): Sqlite.Database {
  const database = new Sqlite(path, { timeout: 0 });
  database.pragma('busy_timeout=2000'); // only for opening; afterwards waits do not block the process
  database.pragma('journal_mode=WAL');
  database.pragma('synchronous=FULL');
  database.pragma('foreign_keys=ON');
  judge(database);
  database.pragma('busy_timeout=0');
  return database;
}

/** One that writes nothing. */
export function connectToRead(path: string): Sqlite.Database {
  const database = connectTo(path);
  database.pragma('query_only=ON');
  return database;
}

/** Preparing a statement costs more than running it, and the query builder prepares each anew. */
export function keepStatements(database: Sqlite.Database): (sql: string) => Sqlite.Statement {
  const statements = new Map<string, Sqlite.Statement>();
  return (sql) => {
    let statement = statements.get(sql);
    if (!statement) {
      if (statements.size >= 500) statements.clear();
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
}
