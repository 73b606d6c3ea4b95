import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import type { Database } from '../../src/database/index.ts';
import { hour, minute, second } from '../../src/kernel/index.ts';
import { createReadiness, type ReadinessParts } from '../../src/reports/index.ts';
import { onEveryEngine, sqlite } from '../engines.ts';
import { type Installation, openInstallation } from '../installation.ts';

onEveryEngine('readiness', (engine) => {
  let installation: Installation;
  before(async () => {
    installation = await openInstallation(engine);
  });
  after(() => installation.close());

  const disk = engine === sqlite ? ({ disk: 'ok' } as const) : {};

  it('is there where all is well', async () => {
    assert.deepEqual(await installation.app.readiness.look(), {
      status: 'ready',
      checks: { database: 'ok', queue: 'ok', sealer: 'ok', secret: 'ok', ...disk },
    });
  });

  it('is looked at once a second, however often somebody asks', async () => {
    const { app, clock } = installation;
    let writes = 0;
    const write: Database['write'] = (body) => {
      writes += 1;
      return app.database.write(body);
    };
    const readiness = createReadiness({ ...app, database: { ...app.database, write } });
    await Promise.all([readiness.look(), readiness.look()]);
    await readiness.look();
    assert.equal(writes, 1);
    clock.advance(second);
    await readiness.look();
    assert.equal(writes, 2);
  });

  it('ends at once when the process is to stop', async () => {
    const { app } = installation;
    const readiness = createReadiness(app);
    await readiness.look();
    readiness.stop();
    assert.equal((await readiness.look()).status, 'stopping');
  });

  it('ends while letters that could go do not, and neither while no mail server takes them nor while they catch up', async () => {
    const { app, clock } = installation;
    const found = { ready: false, dueFor: 31 * minute };
    const mail: ReadinessParts['mail'] = {
      ready: () => found.ready,
      dueSince: async () => clock.now() - found.dueFor,
      triedSince: app.mail.triedSince,
    };
    const readiness = createReadiness({ ...app, mail });
    const looked = async (changes: Partial<typeof found>, passed = second): Promise<string[]> => {
      Object.assign(found, changes);
      clock.advance(passed);
      while ((await app.audit.seal()) !== 'idle');
      const { status, checks } = await readiness.look();
      return [status, checks.queue];
    };
    assert.deepEqual(await looked({}), ['ready', 'held_up']);
    assert.deepEqual(await looked({ ready: true }), ['ready', 'ok']);
    assert.deepEqual(await looked({}, 29 * minute), ['ready', 'ok']);
    assert.deepEqual(await looked({}, minute), ['not_ready', 'failing']);
    assert.deepEqual(await looked({ dueFor: 29 * minute }), ['ready', 'ok']);
    assert.deepEqual(await looked({ dueFor: 31 * minute, ready: false }), ['ready', 'held_up']);
    assert.deepEqual(await looked({ ready: true }), ['ready', 'ok']);
  });

  it('does not end where letters go, however late they are: a bulk over a slow mail server', async () => {
    const own = await openInstallation(engine);
    const { app, clock, operator } = own;
    const looked = async (passed: number): Promise<string> => {
      clock.advance(passed);
      while ((await app.audit.seal()) !== 'idle');
      return (await readiness.look()).status;
    };
    const mail = { ...app.mail, dueSince: async () => clock.now() - 2 * hour };
    const readiness = createReadiness({ ...app, mail });
    assert.equal(await looked(second), 'ready');
    const { id } = await own.adopted({ login: 'ann', email: 'ann@lumen.example' });
    clock.advance(29 * minute);
    await app.resets.send(operator, id, {});
    assert.equal((await own.letters('ann@lumen.example')).length, 1);
    assert.equal(await looked(2 * minute), 'ready');
    assert.equal(await looked(30 * minute), 'not_ready');
    await own.close();
  });

  it('ends while events wait to be sealed for more than a minute, and not when a false record holds the sealer up', async () => {
    const own = await openInstallation(engine);
    const { app, clock, operator } = own;
    const looked = async (): Promise<string[]> => {
      clock.advance(minute);
      const { status, checks } = await app.readiness.look();
      return [status, checks.sealer];
    };
    await app.users.create(operator, { login: 'ann', name: 'Ann' });
    assert.deepEqual(await looked(), ['not_ready', 'failing']);
    while ((await app.audit.seal()) !== 'idle');
    assert.deepEqual(await looked(), ['ready', 'ok']);
    await app.database.write((tx) => tx.updateTable('audit_end').set({ mac: 'forged' }).execute());
    await app.users.create(operator, { login: 'bob', name: 'Bob' });
    assert.deepEqual(await looked(), ['ready', 'held_up']);
    await own.close();
  });

  it('is answered while the database says nothing at all, with one write that waits', async () => {
    const { app, clock } = installation;
    let writes = 0;
    const never = new Promise<never>(() => {});
    const write: Database['write'] = () => {
      writes += 1;
      return never;
    };
    const mail = { ready: () => true, dueSince: () => never, triedSince: () => never };
    const audit = { backlog: () => never };
    const readiness = createReadiness({ ...app, mail, audit, database: { ...app.database, write } });
    for (const time of ['first', 'second']) {
      const report = await readiness.look();
      assert.deepEqual(
        report,
        {
          status: 'not_ready',
          checks: { database: 'failing', queue: 'unknown', sealer: 'unknown', secret: 'ok', ...disk },
        },
        time,
      );
      clock.advance(second);
    }
    assert.equal(writes, 1);
  });
});

describe('readiness on a disk of ours', () => {
  let installation: Installation;
  before(async () => {
    installation = await openInstallation();
  });
  after(() => installation.close());

  it('ends while another process holds the database, and comes back', async () => {
    const { app, clock } = installation;
    const other = new Sqlite(app.config.databaseUrl.slice('sqlite:'.length));
    other.exec('BEGIN IMMEDIATE');
    const locked = await app.readiness.look();
    assert.deepEqual([locked.status, locked.checks.database], ['not_ready', 'failing']);
    other.exec('COMMIT');
    other.close();
    clock.advance(second);
    assert.equal((await app.readiness.look()).status, 'ready');
  });

  it('ends while the disk is full, or cannot even be asked', async () => {
    const { app } = installation;
    const looked = async (freeSpace: () => Promise<number>): Promise<string[]> => {
      const { status, checks } = await createReadiness({ ...app, freeSpace }).look();
      return [status, String(checks.disk)];
    };
    assert.deepEqual(await looked(async () => 31 * 1024 * 1024), ['not_ready', 'failing']);
    assert.deepEqual(await looked(async () => Promise.reject(new Error('gone'))), ['not_ready', 'failing']);
    assert.deepEqual(await looked(async () => 33 * 1024 * 1024), ['ready', 'ok']);
  });

  it('asks for the disk that the database is on', async () => {
    const { app } = installation;
    const asked: string[] = [];
    const freeSpace = async (folder: string): Promise<number> => asked.push(folder) * 1024 ** 3;
    const config = { databaseUrl: `sqlite:${join('/srv', 'one', 'rekey.db')}` };
    await createReadiness({ ...app, config, freeSpace }).look();
    assert.deepEqual(asked, [join('/srv', 'one')]);
  });
});
