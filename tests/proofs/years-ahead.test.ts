import assert from 'node:assert/strict';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { housekeepingTime } from '../../src/database/index.ts';
import { day } from '../../src/kernel/index.ts';
import { operator } from '../callers.ts';
import { sqlite } from '../engines.ts';
import { dataFolder, type Server, startServer } from '../server.ts';
import { beside, configOf, makeUsers, settingsOf } from './people.ts';

const preload = join(import.meta.dirname, 'shifted-clock.js');
const years = 5 * 365 * day;

it('F-09 a server that starts with a clock years ahead removes no event and no reset that is not old', async (t) => {
  const folder = dataFolder();
  const place = await sqlite.migrated();
  const settings = settingsOf(folder.path, place, 'http://127.0.0.1');
  let server: Server | undefined;
  t.after(async () => {
    await server?.stop();
    await place.remove();
    folder.remove();
  });
  const config = configOf(settings);
  const asOf = () => beside(config, ({ database }) => housekeepingTime(database.read, Number.MAX_SAFE_INTEGER));
  const untilMoved = async (before: number): Promise<number> => {
    for (;;) {
      const moved = await asOf();
      if (moved !== before) return moved;
      await delay(50);
    }
  };

  server = await startServer(folder.path, { env: settings });
  const right = await untilMoved(Number.MAX_SAFE_INTEGER);
  const reset = await beside(config, async (app) => {
    const [user] = await makeUsers(app, 'somebody', 1);
    return (await app.resets.send(operator, user?.id ?? '', { printLink: true })).reset.id;
  });
  await server.stop();

  server = await startServer(folder.path, { env: { ...settings, TEST_CLOCK_SHIFT: String(years) }, preload });
  assert.ok((await untilMoved(right)) <= right + day);
  await server.stop();
  await beside(config, async (app) => {
    assert.equal((await app.audit.verify(operator)).first, 1);
    assert.ok(await app.resets.describe(operator, reset));
  });
});
