import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { endRestored } from '../../src/cli/end-restored.ts';
import { watchForRestores } from '../../src/cli/watch-for-restores.ts';
import type { Config } from '../../src/config/index.ts';
import { operator } from '../callers.ts';
import { createClient, hiddenField } from '../client.ts';
import { type Engine, onEveryEngine, type Place, sqlite } from '../engines.ts';
import { postgres } from '../postgres.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { newPassword } from './nothing-by-half.ts';
import { addLinkHolders, beside, configOf, makeLinkHolders, oldPassword, settingsOf } from './people.ts';

/** What an operator does to a database that is not in use, and where its copy is. */
interface Backup {
  restore(): Promise<Place>;
}

/** Of SQLite a copy of the file, which is put over the one in use; of PostgreSQL another database with the same rows. */
async function backUp(engine: Engine, place: Place): Promise<Backup> {
  if (engine === sqlite) {
    const file = place.url.slice('sqlite:'.length);
    copyFileSync(file, `${file}.backup`);
    return {
      restore: async () => {
        for (const left of ['-wal', '-shm']) if (existsSync(file + left)) renameSync(file + left, `${file}.old${left}`);
        copyFileSync(`${file}.backup`, file); // the same file, with the bytes of yesterday
        return place;
      },
    };
  }
  const copy = await (await postgres()).database(new URL(place.url).pathname.slice(1));
  return { restore: async () => ({ url: copy.url, remove: copy.drop }) };
}

onEveryEngine('yesterday’s backup', (engine) => {
  const folder = dataFolder();
  let place: Place;
  let server: Server;
  let port: string;
  const start = async (at: Place): Promise<Server> => {
    const env = { ...settingsOf(folder.path, at, `http://127.0.0.1:${port}`), REKEY_PORT: port };
    return startServer(folder.path, { env: { ...env, REKEY_LOG_LEVEL: 'warn' } });
  };
  const config = (at: Place) => configOf(settingsOf(folder.path, at, `http://127.0.0.1:${port}`));
  before(async () => {
    port = String(await freePort());
    place = await engine.place();
    server = await start(place);
  });
  after(async () => {
    await server.stop();
    await place.remove();
    folder.remove();
  });

  it('F-35 revives no link, no session, no device and no letter, and says so; what is served on is left alone', async () => {
    const holders = await makeLinkHolders(config(place), 'holder', 2);
    const [used, open] = holders;
    assert.ok(used && open);
    const signedIn = createClient(server.url);
    await signedIn.post('/web/login', { login: used.login, password: oldPassword });
    assert.equal((await signedIn.get('/my')).status, 200);

    await server.stop();
    server = await start(place);
    assert.equal((await signedIn.get('/my')).status, 200, 'a server that is only started again ends nothing');
    assert.equal((await createClient(server.url).get(`/web/reset_password?token=${open.token}`)).status, 303);

    await server.stop();
    const backup = await backUp(engine, place);
    server = await start(place);
    const redeeming = createClient(server.url);
    const page = await redeeming.visit(`/web/reset_password?token=${used.token}`);
    const fields = { link: hiddenField(page.body, 'link'), password: newPassword, confirm_password: newPassword };
    assert.equal((await redeeming.post('/web/reset_password', fields)).status, 303);
    await untilRemembered(config(place));
    await server.stop();

    const former = place;
    place = await backup.restore();
    if (former.url !== place.url) await former.remove();
    server = await start(place);
    for (const { token } of holders) {
      const dead = await createClient(server.url).visit(`/web/reset_password?token=${token}`);
      assert.equal(dead.status, 410, 'a link that was good when the backup was made');
    }
    assert.equal((await signedIn.get('/my')).status, 303, 'a session that was open when the backup was made');
    assert.match(server.output(), /"restored"/);
    await beside(config(place), async ({ database }) => {
      const left = await database.read.selectFrom('sessions').select('id').execute();
      const events = await database.read
        .selectFrom('audit_events')
        .select('details')
        .where('event', '=', 'installation.restored')
        .execute();
      assert.equal(left.length, 0);
      assert.deepEqual(
        events.map(({ details }) => JSON.parse(details)),
        [
          {
            links: 2,
            sessions: 1,
            remembered_devices: 0,
            recovery_codes: 0,
            passkeys_doubted: 0,
            approvals: 0,
            letters: 0,
            jobs: 0,
          },
        ],
      );
    });

    await signedIn.post('/web/login', { login: open.login, password: oldPassword });
    assert.equal((await signedIn.get('/my')).status, 200);
    await server.stop();
    server = await start(place);
    assert.equal((await signedIn.get('/my')).status, 200, 'what was begun since lives on');
  });
});

onEveryEngine('a backup in which many resets were going', (engine) => {
  it('F-35 comes up, however many those are', async () => {
    const many = 6_000; // more than one statement takes on either engine
    const folder = dataFolder();
    const place = await engine.migrated();
    await beside(configOf(settingsOf(folder.path, place, 'http://127.0.0.1:1')), async (app) => {
      const [holder] = await addLinkHolders(app, 'holder', 1);
      const [reset] = await app.database.read.selectFrom('resets').selectAll().execute();
      assert.ok(holder && reset);
      await app.database.write(async (tx) => {
        for (let made = 0; made < many; made += 500) {
          const rows = Array.from({ length: 500 }, (_, index) => ({ ...reset, id: `reset-${made + index}` }));
          await tx.insertInto('resets').values(rows).execute();
        }
      });
      await app.database.writeAlone((tx) => endRestored(tx, app, operator));
      const { read } = app.database;
      const going = await read.selectFrom('resets').select('id').where('ended_at', 'is', null).execute();
      const told = await read.selectFrom('audit_events').select('id').where('event', '=', 'reset.cancelled').execute();
      const user = await read.selectFrom('users').select('reset_until').where('id', '=', holder.userId).execute();
      assert.deepEqual([going.length, told.length, user], [0, many + 1, [{ reset_until: null }]]);
    });
    await place.remove();
    folder.remove();
  });
});

it('F-35 leaves whole what is known of the end of the record where the disk is full', async (t) => {
  const folder = dataFolder();
  t.after(() => folder.remove());
  const place = await sqlite.migrated();
  t.after(() => place.remove());
  await beside(configOf(settingsOf(folder.path, place, 'http://127.0.0.1:1')), async (app) => {
    const watch = await watchForRestores(app, operator);
    await watch.look();
    const known = async (): Promise<number> => {
      await app.database.write((tx) => app.audit.record(tx, operator, { event: 'list.exported' }));
      await app.audit.seal();
      await watch.remember();
      return JSON.parse(readFileSync(join(folder.path, 'record-end'), 'utf8')).position;
    };
    const before = await known();
    symlinkSync('/dev/full', join(folder.path, `record-end.${process.pid}`)); // where the next one is written first
    assert.equal(await known(), before);
    assert.ok((await known()) > before);
  });
});

it('F-35 is served where nobody had asked for anything, too', async () => {
  const folder = dataFolder();
  const place = await sqlite.place();
  const env = { ...settingsOf(folder.path, place, 'http://127.0.0.1:1'), REKEY_LOG_LEVEL: 'warn' };
  const first = await startServer(folder.path, { env });
  await first.stop();
  const file = place.url.slice('sqlite:'.length);
  copyFileSync(file, `${file}.copy`);
  renameSync(`${file}.copy`, file);
  const again = await startServer(folder.path, { env });
  assert.equal((await createClient(again.url).get('/healthz')).status, 200);
  assert.match(again.output(), /"restored"/);
  await again.stop();
  await place.remove();
  folder.remove();
});

describe('PostgreSQL that is taken back behind two servers', () => {
  const folder = dataFolder();
  let copy: Awaited<ReturnType<Awaited<ReturnType<typeof postgres>>['database']>>;
  let place: typeof copy;
  let servers: Server[];
  const settings = () => settingsOf(folder.path, place, 'http://127.0.0.1:1');
  before(async () => {
    const cluster = await postgres();
    place = await cluster.database();
    await makeLinkHolders(configOf(settings()), 'first', 1);
    copy = await cluster.database(nameOf(place.url));
    const env = { ...settings(), REKEY_LOG_LEVEL: 'warn' };
    servers = await Promise.all([startServer(folder.path, { env }), startServer(folder.path, { env })]);
  });
  after(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await place.drop();
    folder.remove();
  });
  const restores = () => servers.flatMap((server) => server.output().match(/"restored"/g) ?? []).length;

  it('F-35 is found by servers that went on, once for both', async () => {
    const [one, other] = servers;
    assert.ok(one && other);
    await makeLinkHolders(configOf(settings()), 'second', 1);
    await untilRemembered(configOf(settings()));
    await takeBack(place.url, copy.url);
    while (restores() === 0) await delay(20);
    const [holder] = await makeLinkHolders(configOf(settings()), 'third', 1);
    await untilRemembered(configOf(settings()));
    await delay(1_500); // the other one has had its turn
    assert.equal(restores(), 1);
    const page = await createClient(one.url).visit(`/web/reset_password?token=${holder?.token}`);
    assert.equal(page.status, 200, 'a link that was drawn since');
    const ended = await beside(configOf(settings()), ({ database }) =>
      database.read.selectFrom('links').select('ended_because').where('ended_because', 'is not', null).execute(),
    );
    assert.deepEqual(ended, [{ ended_because: 'restored' }]);
  });
});

/** Puts a copy in the place of a database that servers are connected to. */
async function takeBack(url: string, copy: string): Promise<void> {
  const [name, from] = [nameOf(url), nameOf(copy)];
  const owner = new Client({ connectionString: url.replace(name, 'template1') });
  await owner.connect();
  await owner.query(`alter database ${name} allow_connections false`);
  await owner.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
  await owner.query(`drop database ${name} with (force)`);
  await owner.query(`alter database ${from} rename to ${name}`);
  await owner.end();
}

const nameOf = (url: string): string => new URL(url).pathname.slice(1);

/** Until all that happened is sealed, and a server has noted beside the database how far its record goes. */
async function untilRemembered(config: Config): Promise<void> {
  await beside(config, async ({ audit, database }) => {
    while ((await audit.backlog()).since !== undefined) await delay(20);
    const { position } = await audit.end(database.read);
    while (noted(config.dataDir) < position) await delay(20);
  });
}

/** The position in the note, which may be half written just now. */
function noted(dataDir: string): number {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'record-end'), 'utf8')).position;
  } catch {
    return 0;
  }
}
