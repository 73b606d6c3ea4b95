import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { createApp } from '../../src/app.ts';
import { second, silent } from '../../src/kernel/index.ts';
import { createClient } from '../client.ts';
import { keepOwnPostgres, type Place, postgresql } from '../engines.ts';
import { postgres } from '../postgres.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { configOf, settingsOf } from './people.ts';

keepOwnPostgres();

const askers = 4;

describe('a server whose PostgreSQL is restarted while people ask', () => {
  const folder = dataFolder();
  let place: Place;
  let settings: ReturnType<typeof settingsOf>;
  let server: Server;

  before(async () => {
    const port = await freePort();
    place = await postgresql.place();
    settings = settingsOf(folder.path, place, `http://127.0.0.1:${port}`);
    const env = { ...settings, REKEY_PORT: String(port), REKEY_TRUSTED_PROXIES: '127.0.0.1' };
    server = await startServer(folder.path, { env });
  });
  after(async () => {
    await server.stop();
    await place.remove();
    folder.remove();
  });

  it('F-07 lives on, says when to come again, serves again by itself, and has stored what it confirmed', async () => {
    const database = await postgres();
    const heard = new Map<number, number>();
    const stop = new AbortController();
    const until = async (status: number, more: number) => {
      const enough = (heard.get(status) ?? 0) + more;
      while ((heard.get(status) ?? 0) < enough) await delay(5);
    };
    const ask = async (asker: number) => {
      for (let asks = 0; !stop.signal.aborted; asks++) {
        const client = createClient(server.url, `198.18.${asker}.${asks % 250}`);
        const answer = await client.post('/web/reset_password', { login: `asker-${asker}-${asks}` });
        if (answer.status === 503) assert.match(answer.headers.get('retry-after') ?? '', /^\d+$/);
        heard.set(answer.status, (heard.get(answer.status) ?? 0) + 1);
      }
    };
    const asking = Promise.all(Array.from({ length: askers }, (_, asker) => ask(asker)));
    for (let restarts = 0; restarts < 3; restarts++) {
      await until(303, 10);
      await database.stop();
      await until(503, 10);
      const signIn = await createClient(server.url).post('/web/login', { login: 'somebody', password: 'x' });
      assert.equal(signIn.status, 503); // the page alone may be kept, and be served without the database
      assert.equal((await createClient(server.url).get('/healthz')).status, 200);
      const readiness = await createClient(server.url).get('/readyz');
      assert.deepEqual([readiness.status, JSON.parse(readiness.body).checks.database], [503, 'failing']);
      await database.start();
      await until(303, 10);
    }
    stop.abort();
    await asking;
    assert.deepEqual([...heard.keys()].sort(), [303, 503]);
    assert.equal(server.process.exitCode, null);
    await isStored(heard.get(303) ?? 0);
  });

  it('F-07 says in words that nothing is lost, and to the operator why, where it is not let in any more', async () => {
    const name = /rekey_\w+/.exec(place.url)?.[0] ?? '';
    const elsewhere = new Client({ connectionString: place.url.replace(name, 'postgres') });
    await elsewhere.connect();
    await elsewhere.query(`alter database ${name} allow_connections false`);
    await elsewhere.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    const german = { headers: { 'accept-language': 'de' } };
    await delay(4 * second);
    const answer = await fetch(`${server.url}/help/passwords`, german);
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
    assert.match(await answer.text(), /<html lang="de".*nichts ging verloren/s);
    await elsewhere.query(`alter database ${name} allow_connections true`);
    await elsewhere.end();
    while ((await createClient(server.url).get('/readyz')).status !== 200) await delay(20);
    const reasons = server.output().match(/not currently accepting connections","msg":"worker\.decide"/g);
    assert.equal(reasons?.length, 1);
  });

  /** Every confirmed ask is there and gets decided; at most those are besides whose answer was lost with the server. */
  async function isStored(confirmed: number): Promise<void> {
    const app = await createApp(configOf(settings), { as: 'command', log: silent });
    const waiting = () => app.database.read.selectFrom('resets').select('id').where('state', '=', 'asked').execute();
    while ((await waiting()).length > 0) await delay(20);
    const { length } = await app.database.read.selectFrom('resets').select('id').execute();
    await app.close();
    assert.ok(length >= confirmed && length <= confirmed + 3 * askers, `${confirmed} were confirmed, ${length} stored`);
  }
});
