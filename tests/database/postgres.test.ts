import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createSecureContext, TLSSocket } from 'node:tls';
import { sql } from 'kysely';
import { Client } from 'pg';
import {
  type Database,
  migrate,
  openDatabase,
  schemaState,
  setInstallationValue,
  type Tx,
} from '../../src/database/index.ts';
import { minute } from '../../src/kernel/index.ts';
import { keepOwnPostgres, type Place, postgresql } from '../engines.ts';
import { authority, type Certificate, certificates } from '../mail/certificates.ts';
import { postgres } from '../postgres.ts';
import { refuses } from '../refuses.ts';
import { dataFolder } from '../server.ts';

keepOwnPostgres();

const one = (tx: Tx) => setInstallationValue(tx, 'secret', 'x');
const count = (key: string) => (tx: Tx) =>
  tx
    .updateTable('limits')
    .set((row) => ({ count: row('count', '+', 1) }))
    .where('key', '=', key)
    .execute();

describe('PostgreSQL', () => {
  let place: Place;
  let database: Database;
  before(async () => {
    place = await postgresql.place();
    database = await openDatabase(place.url);
    await migrate(database);
    const limits = ['a', 'b'].map((key) => ({ key, count: 0, ends_at: Number.MAX_SAFE_INTEGER }));
    await database.write((tx) => tx.insertInto('limits').values(limits).execute());
  });
  after(async () => {
    await database.close();
    await place.remove();
  });

  it('tells large numbers as numbers', async () => {
    const row = await database.read.selectFrom('limits').select('ends_at').executeTakeFirstOrThrow();
    assert.equal(row.ends_at, Number.MAX_SAFE_INTEGER);
  });

  it('takes a backslash as one, also where older programs had it taken otherwise', async () => {
    const name = new URL(place.url).pathname.slice(1);
    await onServer(place.url, `alter database ${name} set standard_conforming_strings = off`);
    const other = await openDatabase(place.url);
    const { rows } = await sql<{ text: string }>`select ${sql.lit('\\')} as text`.execute(other.read);
    await other.close();
    await onServer(place.url, `alter database ${name} reset all`);
    assert.deepEqual(rows, [{ text: '\\' }]);
  });

  it('tells other processes of a commit', async () => {
    const other = await openDatabase(place.url);
    const changed = other.changes();
    for (let tries = 0; tries < 3; tries++) {
      const woken = changed.wait(minute); // the first by beginning to listen
      await database.write(one);
      await woken;
    }
    await other.close();
  });

  it('runs a body again that collides with another one', async () => {
    let runs = 0;
    const met = Promise.withResolvers<void>();
    const inOrder = (first: string, second: string) => async (tx: Tx) => {
      await count(first)(tx);
      if (++runs === 2) met.resolve();
      await met.promise; // now each has what the other wants
      await count(second)(tx);
    };
    await Promise.all([database.write(inOrder('a', 'b')), database.write(inOrder('b', 'a'))]);
    assert.ok(runs > 2, 'one of them had to begin again');
    const rows = await database.read.selectFrom('limits').select('count').execute();
    assert.deepEqual(
      rows.map((row) => row.count),
      [2, 2],
    );
  });

  it('F-06 refuses as busy what waits for too long for another transaction', async () => {
    const hasty = await openDatabase(`${place.url}&lock_timeout=50`);
    await database.write(async (tx) => {
      await count('a')(tx);
      const { details } = await refuses(hasty.write(count('a')), 'busy');
      assert.deepEqual(details, { retryAfter: 5 });
    });
    await hasty.close();
    const settings = sql<{ name: string; setting: string }>`select name, setting from pg_settings
      where name in ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') order by name`;
    const { rows } = await settings.execute(database.read);
    assert.deepEqual(
      rows.map(({ setting }) => Number(setting)),
      [10_000, 5_000, 10_000],
      'where nobody says otherwise',
    );
  });

  it('F-06 refuses as busy what gets no connection in time, and serves again once there is one', async () => {
    const goOn = Promise.withResolvers<void>();
    const holding = Array.from({ length: 8 }, () =>
      database.write(async (tx) => {
        await tx.selectFrom('limits').select('key').limit(1).execute();
        await goOn.promise;
      }),
    );
    await refuses(database.write(count('b')), 'busy');
    await database.read.selectFrom('limits').select('key').limit(1).execute();
    goOn.resolve();
    await Promise.all(holding);
    await database.write(count('b'));
  });

  it('leaves a body’s own mistake what it is', async () => {
    const twice = (tx: Tx) => tx.insertInto('limits').values({ key: 'a', count: 0, ends_at: 0 }).execute();
    await assert.rejects(database.write(twice), /limits_pkey/);
  });

  it('refuses as malformed what no row can have', async () => {
    const limits = database.read.selectFrom('limits').select('key');
    for (const asked of [
      limits.where('key', '=', 'a\0b'),
      limits.where('count', '>', 1e30),
      limits.where('count', '>', 'seven' as unknown as number),
    ])
      await refuses(asked.execute(), 'malformed');
  });

  it('F-07 gives nobody a connection that nothing is left of', async () => {
    const crowd = Array.from({ length: 40 }, () => database.write(count('b')));
    await Promise.all(crowd);
    await onServer(place.url, 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
    await Promise.allSettled(Array.from({ length: 40 }, () => database.write(count('b'))));
    await database.write(count('b'));
  });

  it('F-07 writes to whoever has taken over, once the one before only reads', async () => {
    const name = /rekey_\w+/.exec(place.url)?.[0] ?? '';
    await onServer(place.url, `alter database ${name} set default_transaction_read_only = on`);
    await onServer(place.url, 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
    const words = async (): Promise<string> => database.write(count('b')).then(String, ({ cause }) => String(cause));
    while (!(await words()).includes('read-only transaction')); // first it is told of the connections that ended
    await onServer(`${place.url}&options=-cdefault_transaction_read_only%3Doff`, `alter database ${name} reset all`);
    while ((await words()).includes('read-only transaction')); // and once more by each that was opened before
    await database.write(count('b'));
  });

  it('I-57 refuses while the server is away, and goes on by itself when it is back', async () => {
    const server = await postgres();
    const changed = database.changes();
    await server.stop();
    await refuses(database.write(one), 'busy');
    await refuses(schemaState(database), 'busy');
    await server.start();
    await database.write(one);
    const other = await openDatabase(place.url);
    await changed.wait(0);
    await Promise.all([changed.wait(minute), other.write(one)]);
    await other.close();
  });

  it('is waited for when it starts beside us', async () => {
    const server = await postgres();
    await server.stop();
    const opening = openDatabase(place.url);
    await server.start();
    await (await opening).close();
  });

  it('is refused in plain words when it is not to be had', async () => {
    const nowhere = place.url.replace(/rekey_\w+/, 'nowhere');
    const { details } = await refuses(openDatabase(nowhere), 'configuration');
    assert.equal(details.why, 'The database cannot be used: database "nowhere" does not exist.');
    const encrypted = await refuses(openDatabase(`${place.url}&sslmode=verify-full`), 'configuration');
    assert.match(encrypted.details.why, /SSL/);
  });

  it('is refused in plain words where nothing may be made in it', async () => {
    const { url, remove } = await postgresql.place();
    await onServer(url, 'create role guest login; revoke create on schema public from public');
    const guest = await openDatabase(url.replace('rekey@', 'guest@'));
    const { details } = await refuses(migrate(guest), 'configuration');
    assert.match(details.why, /^The database cannot be used: permission denied for schema public\.$/);
    await guest.close();
    await onServer(url, 'drop role guest');
    await remove();
  });

  it('is one for itself beside the tables of other programs in other schemas, and refused where they are in its own', async () => {
    const { url, remove } = await postgresql.place();
    const migrated = (schema: string) =>
      `create table ${schema}.kysely_migration (name text, timestamp text);
       insert into ${schema}.kysely_migration values ('another', '')`;
    await onServer(url, `create schema another; ${migrated('another')}`);
    const database = await openDatabase(url);
    await migrate(database);
    assert.equal(await schemaState(database), 'current');
    await database.close();
    const theirs = await openDatabase(`${url}&options=-csearch_path%3Danother`);
    const { details } = await refuses(schemaState(theirs), 'configuration');
    assert.match(details.why, /^The database is another program's: it was migrated to another\./);
    await theirs.close();
    await remove();
  });

  it('F-28 is refused when it would answer before it has stored', async () => {
    const careless = await refuses(openDatabase(`${place.url}&options=-csynchronous_commit%3Doff`), 'configuration');
    assert.match(careless.details.why, /synchronous_commit/);
  });

  it('F-42 keeps the time for all who share it', async () => {
    assert.equal(database.clockOffset(), 0);
    await onServer(place.url, 'create schema early');
    await onServer(
      place.url,
      `create function early.clock_timestamp() returns timestamptz language sql
       return pg_catalog.clock_timestamp() + interval '2 minutes'`,
    );
    const ahead = await openDatabase(`${place.url}&options=-csearch_path%3Dearly,pg_catalog,public`);
    assert.ok(Math.abs(ahead.clockOffset() - 2 * minute) < minute);
    await ahead.close();
  });
});

describe('the way to PostgreSQL', () => {
  /** Speaks of PostgreSQL's protocol no more than the turn to TLS, and keeps all that it then hears. */
  async function startGate(certificate: Certificate) {
    const heard: string[] = [];
    const context = createSecureContext(certificate);
    const gate = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write('S');
        const secured = new TLSSocket(socket, { isServer: true, secureContext: context });
        secured.on('error', () => {});
        secured.on('data', (chunk: Buffer) => {
          heard.push(chunk.toString('latin1'));
          secured.destroy();
        });
      });
    }).listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as AddressInfo;
    const url = (query: string) => `postgres://rekey:hunter2@127.0.0.1:${port}/rekey?${query}`;
    return { url, heard, close: () => gate.close() };
  }

  for (const mode of ['require', 'verify-ca', 'verify-full']) {
    it(`tells nothing to a server that nobody vouches for (sslmode=${mode})`, async () => {
      const gate = await startGate(certificates.stranger);
      const { details } = await refuses(openDatabase(gate.url(`sslmode=${mode}`)), 'configuration');
      gate.close();
      assert.match(details.why, /^The database cannot be used: .*certificate/);
      assert.deepEqual(gate.heard, []);
    });
  }

  it('speaks to a server that the named authority vouches for', async () => {
    const gate = await startGate(certificates.good);
    const folder = dataFolder();
    writeFileSync(join(folder.path, 'ca.pem'), authority);
    const opening = openDatabase(gate.url(`sslmode=verify-full&sslrootcert=${join(folder.path, 'ca.pem')}`));
    const { details } = await refuses(opening, 'configuration');
    gate.close();
    folder.remove();
    assert.match(details.why, /^The database does not answer: Connection terminated/);
    assert.ok(gate.heard[0]?.includes('rekey'));
  });
});

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
