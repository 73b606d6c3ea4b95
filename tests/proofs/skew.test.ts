import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { minute, second } from '../../src/kernel/index.ts';
import { createClient } from '../client.ts';
import { postgresql } from '../engines.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { beside, configOf, settingsOf } from './people.ts';

const preload = join(import.meta.dirname, 'shifted-clock.js');

describe('two processes whose clocks differ by four minutes', () => {
  it('F-42 tell the same time to whatever they store on PostgreSQL', async (t) => {
    const folder = dataFolder();
    const place = await postgresql.place();
    const settings = settingsOf(folder.path, place, 'http://127.0.0.1');
    const servers: Server[] = [];
    t.after(async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await place.remove();
      folder.remove();
    });
    for (const shift of [-2 * minute, 2 * minute]) {
      const env = { ...settings, REKEY_PORT: String(await freePort()), TEST_CLOCK_SHIFT: String(shift) };
      servers.push(await startServer(folder.path, { env, preload }));
    }
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
