import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Verification } from '../../src/audit/index.ts';
import { type Database, openDatabase } from '../../src/database/index.ts';
import { baseUrl, type CommandLine, documentOf, openCommandLine } from '../cli/command-line.ts';
import { onEveryEngine, type Place } from '../engines.ts';
import { startServer } from '../server.ts';

onEveryEngine('rekey audit verify', (engine) => {
  let place: Place;
  let rekey: CommandLine;
  let database: Database;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    place = await engine.place();
    rekey = openCommandLine();
    env = {
      REKEY_BASE_URL: baseUrl,
      REKEY_DATABASE_URL: place.url,
      REKEY_SECRET: 'the secret of the one who verifies',
      REKEY_INSECURE_HTTP: 'yes',
    };
    database = await openDatabase(place.url);
  });
  after(async () => {
    await database.close();
    rekey.remove();
    await place.remove();
  });
  const run = (...args: string[]) => rekey.runWith(env, ...args);
  const verified = async () => documentOf(await run('audit', 'verify', '--json')) as unknown as Verification;
  const createUser = async (login: string): Promise<void> => {
    const { code, err } = await run('users', 'create', '--login', login, '--email', `${login}@x.test`, '--name', login);
    assert.equal(code, 0, err);
  };
  const checkpoints = () => database.read.selectFrom('audit_checkpoints').selectAll().execute();

  it('counts what waits where no server has sealed it', async () => {
    await createUser('ada');
    const { unsealed, ...rest } = await verified();
    assert.ok(unsealed > 0);
    assert.deepEqual(rest, { first: 1, sealed: 0, checkpoints: 0, end: null, findings: [] });
  });

  it('finds what a running server has sealed as it was, and that server at rest', async () => {
    const server = await startServer(rekey.dataDir, { env });
    await createUser('bob');
    while ((await verified()).unsealed > 0) await delay(50);
    const { code, out } = await run('audit', 'verify');
    assert.equal(code, 0);
    assert.match(out, /^\d+ sealed events are as they were; none waits to be sealed\.\nThe record ends at position /);
    const before = await checkpoints();
    await delay(1_500);
    assert.deepEqual(await checkpoints(), before, 'sealing does not give rise to sealing');
    assert.equal(await server.stop(), 0);
  });

  it('ends with 5 and names the event that was changed', async () => {
    const { id } = await database.read
      .selectFrom('audit_events')
      .select('id')
      .where('position', '=', 2)
      .executeTakeFirstOrThrow();
    await database.write((tx) =>
      tx.updateTable('audit_events').set({ actor_label: 'mallory' }).where('position', '=', 2).execute(),
    );
    const { code, out } = await run('audit', 'verify');
    assert.equal(code, 5);
    assert.equal(
      out,
      `Position 2 (event ${id}): changed after it was sealed.\nOne event before that is as sealed; none waits to be sealed.\n`,
    );
    assert.deepEqual((await verified()).findings, [{ fault: 'changed', position: 2, through: 2, id }]);
  });
});
