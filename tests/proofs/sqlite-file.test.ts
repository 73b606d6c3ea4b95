import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import {
  type Database,
  installationValue,
  migrate,
  openDatabase,
  setInstallationValue,
} from '../../src/database/index.ts';
import { judgePlace } from '../../src/database/sqlite-file.ts';
import { createClient } from '../client.ts';
import { refuses } from '../refuses.ts';
import { dataFolder, startServer } from '../server.ts';

delete process.env['SQLITE_TMPDIR']; // others of this run may have said where

describe('the SQLite file', () => {
  const folder = dataFolder();
  const path = join(folder.path, 'rekey.db');
  let database: Database;
  before(async () => {
    database = await openDatabase(`sqlite:${path}`);
    await migrate(database);
  });
  after(async () => {
    await database.close();
    folder.remove();
  });
  const write = () => database.write((tx) => setInstallationValue(tx, 'base_url', 'http://127.0.0.1'));

  it('F-28 is written through to the disk before anybody is answered', async () => {
    const told = await database.write(async (tx) => {
      const full = await sql<{ synchronous: number }>`pragma synchronous`.execute(tx);
      const wal = await sql<{ journal_mode: string }>`pragma journal_mode`.execute(tx);
      return { ...full.rows[0], ...wal.rows[0] };
    });
    assert.deepEqual(told, { synchronous: 2, journal_mode: 'wal' });
  });

  const noList = process.platform !== 'linux' && 'only Linux tells which files are open';
  it('has beside it what is put aside while it is worked on, should no other folder be to be written to', {
    skip: noList,
  }, async () => {
    const open = await database.write(async (tx) => {
      await sql`create temp table large as
        with recursive rows(n) as (select 1 union all select n + 1 from rows where n < 30000)
        select randomblob(1000) as noise from rows`.execute(tx);
      return readdirSync('/proc/self/fd').map((fd) => linkAt(`/proc/self/fd/${fd}`));
    });
    assert.ok(open.some((file) => file.startsWith(folder.path) && file.endsWith('(deleted)')));
  });

  it('F-43 is not written to once another one has taken its place, and again when it is back', async () => {
    const aside = `${path}.aside`;
    renameSync(path, aside);
    const { cause } = await refuses(write(), 'busy');
    assert.match(String(cause), /was replaced or removed while it was in use/);
    copyFileSync(aside, path);
    await refuses(write(), 'busy');
    renameSync(aside, path);
    await write();
  });

  for (const beside of ['-wal', '-shm'])
    it(`F-43 is not written to once what is beside it (${beside}) was removed, and a stop in good order keeps all`, async () => {
      const lone = join(folder.path, `lone${beside}.db`);
      const opened = await openDatabase(`sqlite:${lone}`);
      await migrate(opened);
      await opened.write((tx) => setInstallationValue(tx, 'secret', 'confirmed'));
      rmSync(`${lone}${beside}`);
      const { cause } = await refuses(
        opened.write((tx) => setInstallationValue(tx, 'secret', 'lost')),
        'busy',
      );
      assert.match(String(cause), new RegExp(`${beside} was replaced or removed while it was in use`));
      await opened.close();
      const anew = await openDatabase(`sqlite:${lone}`);
      assert.equal(await installationValue(anew.read, 'secret'), 'confirmed');
      await anew.close();
    });

  it('F-43 is not served when it is damaged, nor when it is no database at all', async () => {
    const damaged = join(folder.path, 'damaged.db');
    // Also where nobody has read it yet.
    for (const first of [() => 4096, () => statSync(damaged).size - 4096]) {
      const whole = await openDatabase(`sqlite:${damaged}`);
      await migrate(whole);
      await whole.close();
      const file = openSync(damaged, 'r+');
      for (let at = first(); at < statSync(damaged).size; at += 4096)
        writeSync(file, Buffer.alloc(512, 0xee), 0, 512, at);
      closeSync(file);
      const { details } = await refuses(openDatabase(`sqlite:${damaged}`), 'configuration');
      assert.match(details.why, /damaged|malformed/);
      rmSync(damaged);
    }
    writeSync(openSync(damaged, 'w'), 'SQLite format 4, or so it says');
    assert.match(
      (await refuses(openDatabase(`sqlite:${damaged}`), 'configuration')).details.why,
      /not a SQLite database/,
    );
  });

  it('F-43 is refused on storage that several machines share, and nowhere else', () => {
    for (const [type, name] of [
      [0x6969, 'NFS'],
      [0xff534d42 | 0, 'CIFS'],
      [0x00c36400, 'CephFS'],
    ] as const) {
      assert.throws(() => judgePlace(path, () => type), new RegExp(`network storage \\(${name}\\)`));
    }
    for (const type of [0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630]) judgePlace(path, () => type);
  });
});

describe('a SQLite database that another process holds', () => {
  it('F-06 is waited for a while, then the answer is 503 with Retry-After; pages are served as quickly as ever', async (t) => {
    const folder = dataFolder();
    const server = await startServer(folder.path, {
      env: { REKEY_BASE_URL: 'http://127.0.0.1', REKEY_LOG_LEVEL: 'error' },
    });
    const holder = fork(join(import.meta.dirname, 'hold-database.js'), [join(folder.path, 'rekey.db')]);
    t.after(async () => {
      holder.kill('SIGKILL');
      await server.stop();
      folder.remove();
    });
    await once(holder, 'message');
    const client = createClient(server.url);
    const began = performance.now();
    const asking = client.post('/web/reset_password', { login: 'anybody' });
    let answered = 0;
    const other = (async () => {
      while (answered >= 0) {
        assert.equal((await createClient(server.url).get('/web/login')).status, 200);
        answered += 1;
      }
    })();
    const refused = await asking;
    const served = answered;
    answered = Number.NEGATIVE_INFINITY;
    await other;
    assert.equal(refused.status, 503);
    assert.match(refused.headers.get('retry-after') ?? '', /^\d+$/);
    assert.ok(performance.now() - began > 4_000, 'it was waited for');
    assert.ok(served >= 10, `${served} pages were served meanwhile`);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    assert.equal((await client.post('/web/reset_password', { login: 'anybody' })).status, 303);
  });
});

/** What was listed may be closed by now. */
function linkAt(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
