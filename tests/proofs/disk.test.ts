import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import { Client } from 'pg';
import { createSink } from '../../src/cli/log-sink.ts';
import { migrate, openDatabase } from '../../src/database/index.ts';
import { createClient, hiddenField } from '../client.ts';
import { keepOwnPostgres, postgresql } from '../engines.ts';
import { refuses } from '../refuses.ts';
import { dataFolder, freePort, program, type Server, startServer } from '../server.ts';
import { noDisk, type SmallDisk, smallDisk } from '../small-disk.ts';
import { newPassword } from './nothing-by-half.ts';
import { configOf, makeLinkHolders, settingsOf } from './people.ts';

keepOwnPostgres();

/** A disk for one proof, which is skipped where there is none to be had. */
function diskFor(t: TestContext, megabytes: number, owner?: number): SmallDisk | undefined {
  const disk = smallDisk(megabytes, owner);
  if (disk) t.after(() => disk.remove());
  else t.skip(noDisk);
  return disk;
}

/** An installation in a folder, and its server. */
async function serveIn(t: TestContext, folder: string, how: Parameters<typeof startServer>[1] = {}) {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const settings = settingsOf(folder, { url: `sqlite:${join(folder, 'rekey.db')}` }, url);
  const [holder] = await makeLinkHolders(configOf(settings), 'holder', 1);
  assert.ok(holder);
  const env = { ...settings, REKEY_PORT: port, REKEY_TRUSTED_PROXIES: '127.0.0.1', ...how.env };
  const server = await startServer(folder, { ...how, env });
  t.after(() => server.kill());
  return { url, server, holder };
}

let asker = 0;
const ask = (url: string) =>
  createClient(url, `198.18.${(asker >> 6) % 250}.${asker++ % 250}`).post('/web/reset_password', { login: 'anybody' });

async function isAlive(server: Server, url: string): Promise<void> {
  for (let asks = 0; asks < 5; asks++) assert.equal((await ask(url)).status, 303);
  assert.equal(server.process.exitCode, null);
}

describe('a disk that is full', () => {
  it('F-04 refuses writes while it is that of the data, costs no link, and is served again once there is room', async (t) => {
    const disk = diskFor(t, 16);
    if (!disk) return;
    const { url, holder } = await serveIn(t, disk.path, { env: { REKEY_LOG_LEVEL: 'error' } });
    const person = createClient(url, '198.19.0.1');
    const page = await person.visit(`/web/reset_password?token=${holder.token}`);
    disk.fill();
    let refused = await ask(url);
    while (refused.status === 303) refused = await ask(url); // what was given to the log of writes before is used up
    assert.equal(refused.status, 503);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.equal((await createClient(url).get('/web/login')).status, 200, 'reads go on');
    const { body, status } = await createClient(url).get('/readyz');
    assert.equal(status, 503);
    assert.equal(JSON.parse(body).checks.disk, 'failing');
    const fields = { link: hiddenField(page.body, 'link'), password: newPassword, confirm_password: newPassword };
    assert.equal((await person.post('/web/reset_password', fields)).status, 503);
    disk.clear();
    assert.equal((await person.post('/web/reset_password', fields)).status, 303);
  });

  it('F-04 lets commands tell what they find, says why nothing starts on it, and ends no server with a fault', async (t) => {
    const disk = diskFor(t, 4);
    if (!disk) return;
    const { url, server } = await serveIn(t, disk.path, { env: { REKEY_LOG_LEVEL: 'error' } });
    const run = (...words: string[]) => {
      const settings = settingsOf(disk.path, { url: `sqlite:${join(disk.path, 'rekey.db')}` }, url);
      const env = { PATH: process.env['PATH'], ...settings, REKEY_PORT: '0' };
      return spawnSync(process.execPath, [program, ...words], { env, encoding: 'utf8' });
    };
    disk.fill();
    while ((await ask(url)).status === 303); // what was given to the log of writes before is used up
    const check = run('check', '--json');
    assert.equal(check.status, 5, check.stderr);
    assert.match(check.stdout, /disk_nearly_full/);
    assert.equal(JSON.parse(run('users', 'list', '--json').stdout).items.length, 1);
    assert.equal(await server.stop(), 0, server.output());
    disk.fill();
    const start = run('serve');
    assert.equal(start.status, 4);
    assert.match(start.stderr, /cannot be opened: its disk is full/);
  });

  it('F-04 refuses writes while it is that of PostgreSQL, and takes them once there is room', async (t) => {
    const disk = diskFor(t, 48, process.getuid?.() === 0 ? 65_534 : undefined);
    if (!disk) return;
    const place = await postgresql.place();
    const name = /rekey_\w+/.exec(place.url)?.[0] ?? '';
    const admin = new Client({ connectionString: place.url.replace(name, 'postgres') });
    await admin.connect();
    await admin.query(`create tablespace small location '${disk.path}'`);
    await admin.query(`alter database ${name} set tablespace small`);
    const database = await openDatabase(place.url);
    await migrate(database);
    const grow = () =>
      database.write(async (tx) => {
        const rows = Array.from({ length: 200 }, () => ({
          key: `${asker++}`.padEnd(2_000, 'x'),
          count: 0,
          ends_at: 0,
        }));
        await tx.insertInto('limits').values(rows).execute();
      });
    disk.fill();
    await refuses(
      (async () => {
        for (;;) await grow();
      })(),
      'busy',
    );
    await database.read.selectFrom('limits').select('key').limit(1).execute();
    disk.clear();
    await grow();
    await database.close();
    await place.remove();
    await admin.query('drop tablespace small');
    await admin.end();
  });

  it('F-05 costs lines of the log, which are counted, and nothing else', async (t) => {
    const disk = diskFor(t, 1);
    if (!disk) return;
    const folder = dataFolder();
    t.after(() => folder.remove());
    const log = openSync(join(disk.path, 'log'), 'a');
    disk.fill();
    const { url, server } = await serveIn(t, folder.path, { stdout: log });
    await isAlive(server, url);
    assert.ok((await linesLost(url)) >= 5);
  });

  it('F-05 says why it does not start where nothing can be written', async (t) => {
    const disk = diskFor(t, 4);
    if (!disk) return;
    disk.makeReadOnly();
    const env = {
      PATH: process.env['PATH'],
      REKEY_DATA_DIR: join(disk.path, 'data'),
      REKEY_BASE_URL: 'http://127.0.0.1',
    };
    const child = spawn(process.execPath, [program, 'serve'], {
      env: { ...env, REKEY_PORT: String(await freePort()) },
    });
    let said = '';
    child.stderr.on('data', (text) => (said += text));
    const [code] = await once(child, 'close');
    assert.equal(code, 4);
    assert.match(said, /data directory .* cannot be used: EROFS/);
  });
});

describe('a log that nobody reads', () => {
  it('F-05 holds nothing up when its reader is gone, and the server still ends when it is told to', async (t) => {
    const folder = dataFolder();
    t.after(() => folder.remove());
    const { url, server } = await serveIn(t, folder.path);
    server.process.stdout?.destroy();
    await isAlive(server, url);
    assert.ok((await linesLost(url)) > 0);
    assert.equal(await server.stop(), 0);
  });

  it('F-05 is not waited for while its reader sleeps: so much is kept for it, and the rest is counted', async () => {
    let reads = 0;
    const sleeping = new Writable({
      write() {
        reads += 1;
      },
    });
    const sink = createSink(Object.assign(sleeping, { fd: 1 }));
    const lines = `${'x'.repeat(1023)}\n`.repeat(1024);
    for (let index = 0; index < 8; index++) sink.write(lines);
    assert.deepEqual([reads, sink.lost()], [1, 3 * 1024]);
    assert.equal(await sink.end(), false);
  });
});

async function linesLost(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^rekey_log_lines_lost_total (\d+)$/m.exec(metrics)?.[1]);
}
