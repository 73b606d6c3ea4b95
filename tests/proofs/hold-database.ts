import Sqlite from 'better-sqlite3';

/** A process that has begun to write and does not end: `node hold-database.js PATH`. */
const database = new Sqlite(process.argv[2] ?? '');
database.exec('BEGIN IMMEDIATE');
process.send?.('held');
setInterval(() => {}, 60_000);
