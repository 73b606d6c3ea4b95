import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { minute, second } from '../../src/kernel/index.ts';
import { createClient } from '../client.ts';
import { onEveryEngine } from '../engines.ts';
import { beside, configOf, makeUsers, settingsOf } from '../proofs/people.ts';
import { dataFolder, freePort, startServer } from '../server.ts';
import { startSmtpServer } from '../smtp-server.ts';

const asks = 10_000;
const atOnce = 100;

onEveryEngine('ten thousand asks for one address, from ten thousand sources', (engine) => {
  it('F-30 bring one letter a minute, and somebody else gets theirs when the limit of all lets people in again', async (t) => {
    const folder = dataFolder();
    const place = await engine.migrated();
    const post = await startSmtpServer();
    const port = await freePort();
    const settings = settingsOf(folder.path, place, `http://127.0.0.1:${port}`);
    await beside(configOf(settings), (app) => makeUsers(app, 'person', 2));
    const server = await startServer(folder.path, {
      env: {
        ...settings,
        REKEY_PORT: String(port),
        REKEY_TRUSTED_PROXIES: '127.0.0.1',
        REKEY_LOG_LEVEL: 'error',
        REKEY_SMTP_URL: `smtp://127.0.0.1:${post.port}`,
        REKEY_MAIL_FROM: 'no-reply@example.com',
      },
    });
    t.after(async () => {
      await server.stop();
      await post.close();
      await place.remove();
      folder.remove();
    });
    const ask = (login: string, index: number) => {
      const source = `198.18.${index >> 8}.${index & 255}`;
      return createClient(server.url, source).post('/web/reset_password', { login });
    };
    const statuses = new Map<number, number>();
    let next = 0;
    const began = Date.now();
    const crowd = Array.from({ length: atOnce }, async () => {
      while (next < asks) {
        const { status } = await ask('person-0@example.com', next++);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    });
    await Promise.all(crowd);
    for (;;) {
      const { status, headers } = await ask('person-1@example.com', asks);
      if (status === 303) break;
      await delay(Number(headers.get('retry-after')) * second);
    }
    await beside(configOf(settings), async ({ database }) => {
      const asked = () =>
        database.read.selectFrom('resets').select('id').where('state', '=', 'asked').executeTakeFirst();
      const queued = () =>
        database.read.selectFrom('messages').select('id').where('state', '!=', 'sent').executeTakeFirst();
      while ((await asked()) || (await queued())) await delay(100);
    });
    t.diagnostic(`answers: ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')}`);
    assert.deepEqual(
      [...statuses.keys()].filter((status) => status !== 303 && status !== 429),
      [],
    );
    const lettersTo = (address: string) => post.received.filter(({ to }) => to.includes(address)).length;
    const minutes = Math.ceil((Date.now() - began) / minute);
    assert.ok(lettersTo('person-0@example.com') >= 1 && lettersTo('person-0@example.com') <= Math.min(minutes + 1, 5));
    assert.equal(lettersTo('person-1@example.com'), 1);
  });
});
