import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { type Database, migrate, openDatabase, schemaState } from '../../src/database/index.ts';
import { migrations } from '../../src/database/migrations.ts';
import { type CommandLine, documentOf, openCommandLine } from '../cli/command-line.ts';
import { onEveryEngine, type Place } from '../engines.ts';

onEveryEngine('migrating', (engine) => {
  let place: Place;
  let commandLine: CommandLine;
  before(async () => {
    place = await engine.place();
    commandLine = openCommandLine();
  });
  after(async () => {
    commandLine.remove();
    await place.remove();
  });

  it('F-36 is done once by two processes that start at once, and so is all that comes with it', async () => {
    const env = { REKEY_DATABASE_URL: place.url, REKEY_SECRET: 'the secret that both processes share' };
    const ran = await Promise.all([1, 2].map(() => commandLine.spawn(env, 'migrate', '--json')));
    assert.deepEqual(
      ran.map(({ code, err }) => [code, err]),
      [
        [0, ''],
        [0, ''],
      ],
    );
    const migrations = ran.flatMap((one) => documentOf(one)['migrations']);
    assert.equal(new Set(migrations).size, migrations.length);
    const database = await openDatabase(place.url);
    assert.equal(await schemaState(database), 'current');
    assert.equal((await database.read.selectFrom('companies').select('id').execute()).length, 1);
    await database.close();
  });

  it('refuses the second of two that were given different secrets', async () => {
    const fresh = await engine.place();
    const env = (secret: string) => ({ REKEY_DATABASE_URL: fresh.url, REKEY_SECRET: secret.repeat(32) });
    const ran = await Promise.all(['a', 'b'].map((secret) => commandLine.spawn(env(secret), 'migrate')));
    assert.deepEqual(ran.map(({ code }) => code).sort(), [0, 4]);
    await fresh.remove();
  });

  it('F-36 is taken back whole when it fails, as in the database of another program, and then begins anew', async () => {
    const fresh = await engine.place();
    const database = await openDatabase(fresh.url);
    const inTheWay = (action: 'create' | 'drop') =>
      database.write(async (tx) => {
        if (action === 'drop') await tx.schema.dropTable('audit_events').execute();
        else await tx.schema.createTable('audit_events').addColumn('id', 'text').execute();
      });
    await inTheWay('create');
    const refused = await commandLine.runWith(
      { REKEY_DATABASE_URL: fresh.url, REKEY_SECRET: 'x'.repeat(32) },
      'migrate',
    );
    assert.equal(refused.code, 4);
    assert.match(refused.err, /is another program's: .*"audit_events" already exists\. Set REKEY_DATABASE_URL/);
    assert.equal(await schemaState(database), 'empty');
    await inTheWay('drop');
    assert.deepEqual(await migrate(database), Object.keys(migrations));
    assert.deepEqual(await migrate(database), []);
    await database.close();
    await fresh.remove();
  });

  it('F-36 is whole or not there at all when its process is killed in the middle of it', async () => {
    const fresh = await engine.place();
    const database = await openDatabase(fresh.url);
    const env = { PATH: process.env['PATH'], REKEY_DATA_DIR: commandLine.dataDir, REKEY_DATABASE_URL: fresh.url };
    const main = join(import.meta.dirname, '../../rekey/main.js');
    for (let kills = 0; kills < 3; kills++) {
      const child = spawn(process.execPath, [main, 'migrate'], { env, stdio: 'ignore' });
      const ended = once(child, 'exit');
      while (child.exitCode === null && !(await isLocked(fresh.url, database))) await delay(1);
      await delay(randomInt(60));
      child.kill('SIGKILL');
      await ended;
      assert.match(await schemaState(database), /^(empty|current)$/);
    }
    await migrate(database);
    assert.equal(await schemaState(database), 'current');
    await database.close();
    await fresh.remove();
  });

  it('F-36 is refused by an older program, which changes nothing and says what to do', async () => {
    const fresh = await engine.place();
    const env = { REKEY_DATABASE_URL: fresh.url, REKEY_SECRET: 'the secret that both programs share', REKEY_PORT: '0' };
    assert.equal((await commandLine.runWith(env, 'migrate')).code, 0);
    const database = await openDatabase(fresh.url);
    await database.write((tx) =>
      sql`insert into kysely_migration (name, timestamp) values ('9999_later', '')`.execute(tx),
    );
    for (const command of [['users', 'list'], ['migrate'], ['serve']]) {
      const { code, err } = await commandLine.spawn({ ...env, REKEY_BASE_URL: 'http://127.0.0.1' }, ...command);
      assert.equal(code, 4, command.join(' '));
      assert.match(err, /belongs to a newer Rekey/);
    }
    await database.close();
    await fresh.remove();
  });

  it('I-05 compares texts by their bytes, whatever the server is used to', async () => {
    const database = await openDatabase(place.url);
    const keys = ['ab', 'a-c', 'B', 'ä'];
    const rows = keys.map((key) => ({ key, count: 0, ends_at: 0 }));
    await database.write((tx) => tx.insertInto('limits').values(rows).execute());
    const sorted = await database.read.selectFrom('limits').select('key').orderBy('key').execute();
    assert.deepEqual(
      sorted.map((row) => row.key),
      ['B', 'a-c', 'ab', 'ä'],
    );
    await database.close();
  });
});

/** Whether somebody else is writing alone just now. */
async function isLocked(url: string, { read }: Database): Promise<boolean> {
  if (!url.startsWith('sqlite:')) {
    const ofThis = sql`select 1 from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
    return (await ofThis.execute(read)).rows.length > 0;
  }
  const file = new Sqlite(url.slice('sqlite:'.length), { timeout: 0 });
  try {
    file.exec('begin immediate; rollback');
    return false;
  } catch {
    return true;
  } finally {
    file.close();
  }
}
