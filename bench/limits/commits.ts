// One row, durably committed; and the next one.
import Sqlite from 'better-sqlite3';
import { Pool } from 'pg';
import { given, tell } from '../parent.ts';

const { url, senders, seconds } = given<{ url: string; senders: number; seconds: number }>();
const text = 'x'.repeat(200);

function commitToSqlite(): number {
  const database = new Sqlite(url.replace('sqlite:', ''));
  database.pragma('journal_mode=WAL');
  database.pragma('synchronous=FULL');
  database.exec('create table if not exists commits (id integer primary key, text text)');
  const insert = database.prepare('insert into commits (text) values (?)');
  const began = performance.now();
  let count = 0;
  for (; performance.now() - began < seconds * 1_000; count += 1) insert.run(text);
  const perSecond = count / ((performance.now() - began) / 1_000);
  database.close();
  return perSecond;
}

async function commitToPostgres(): Promise<number> {
  const pool = new Pool({ connectionString: url, max: senders });
  await pool.query('create table if not exists commits (id bigserial primary key, text text)');
  const began = performance.now();
  let count = 0;
  const send = async (): Promise<void> => {
    while (performance.now() - began < seconds * 1_000) {
      await pool.query({ name: 'insert', text: 'insert into commits (text) values ($1)', values: [text] });
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  const perSecond = count / ((performance.now() - began) / 1_000);
  await pool.end();
  return perSecond;
}

tell({ perSecond: url.startsWith('sqlite:') ? commitToSqlite() : await commitToPostgres() });
