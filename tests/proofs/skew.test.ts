import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { minute, second } from '../../src/kernel/index.ts';
import { createClient } from '../client.ts';
import { postgresql } from '../engines.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { startSmtpServer } from '../smtp-server.ts';
import { beside, configOf, makeUsers, settingsOf } from './people.ts';

const preload = join(import.meta.dirname, 'shifted-clock.js');

describe('two processes whose clocks differ by four minutes', () => {
  it('F-42 take no letter from each other while it is being sent', async (t) => {
    const folder = dataFolder();
    const place = await postgresql.migrated();
    // Longer than either of them waits before it looks at the queue again.
    const post = await startSmtpServer({ script: { letter: () => delay(3 * second, undefined) } });
    const settings = settingsOf(folder.path, place, 'http://127.0.0.1');
    const env = {
      ...settings,
      REKEY_SMTP_URL: `smtp://127.0.0.1:${post.port}`,
      REKEY_MAIL_FROM: 'no-reply@example.com',
    };
    const servers = await startApart(folder.path, env);
    t.after(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await post.close();
      await place.remove();
      folder.remove();
    });
    const readers = await beside(configOf(settings), (app) => makeUsers(app, 'reader', 6));
    for (const [index, { login }] of readers.entries()) {
      const client = createClient(servers[index % 2]?.url ?? '');
      assert.equal((await client.post('/web/reset_password', { login })).status, 303);
    }
    await beside(configOf(settings), async ({ database }) => {
      const waiting = () =>
        database.read.selectFrom('messages').select('id').where('state', '!=', 'sent').executeTakeFirst();
      const asked = () =>
        database.read.selectFrom('resets').select('id').where('state', '=', 'asked').executeTakeFirst();
      while ((await asked()) || (await waiting())) await delay(50);
    });
    assert.equal(post.received.length, readers.length);
  });

  it('F-42 tell the same time to whatever they store on PostgreSQL', async (t) => {
    const folder = dataFolder();
    const place = await postgresql.place();
    const settings = settingsOf(folder.path, place, 'http://127.0.0.1');
    const servers = await startApart(folder.path, settings);
    t.after(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await place.remove();
      folder.remove();
    });
    const before = Date.now();
    for (const { url } of servers) {
      assert.equal((await createClient(url).post('/web/reset_password', { login: url })).status, 303);
    }
    const after = Date.now();
    await beside(configOf(settings), async ({ database }) => {
      const rows = await database.read
        .selectFrom('audit_events')
        .select('at')
        .where('event', '=', 'reset.asked')
        .execute();
      assert.equal(rows.length, 2);
      for (const { at } of rows) assert.ok(at > before - second && at < after + second, `${at - before} ms off`);
    });
  });
});

async function startApart(dataDir: string, settings: NodeJS.ProcessEnv): Promise<Server[]> {
  const servers: Server[] = [];
  for (const shift of [-2 * minute, 2 * minute]) {
    const env = { ...settings, REKEY_PORT: String(await freePort()), TEST_CLOCK_SHIFT: String(shift) };
    servers.push(await startServer(dataDir, { env, preload }));
  }
  return servers;
}
