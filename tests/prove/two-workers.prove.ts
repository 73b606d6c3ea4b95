import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { second } from '../../src/kernel/index.ts';
import { createClient } from '../client.ts';
import { onEveryEngine } from '../engines.ts';
import { beside, configOf, makeUsers, settingsOf } from '../proofs/people.ts';
import { dataFolder, freePort, type Server, startServer } from '../server.ts';
import { startSmtpServer } from '../smtp-server.ts';

onEveryEngine('two processes with one queue', (engine) => {
  it('F-12 send a letter when the one that holds it sleeps past its lease; the sleeper marks nothing, and one copy is the most', async (t) => {
    const folder = dataFolder();
    const place = await engine.place();
    const post = await startSmtpServer();
    const holding = Promise.withResolvers<undefined>();
    post.script.from = () => (post.connections.total === 1 ? holding.promise : undefined);
    const settings = { ...settingsOf(folder.path, place, 'http://127.0.0.1'), REKEY_MAIL_FROM: 'no-reply@example.com' };
    const servers: Server[] = [];
    t.after(async () => {
      for (const server of servers) await server.kill();
      await post.close();
      await place.remove();
      folder.remove();
    });
    const start = async (): Promise<Server> => {
      const env = {
        ...settings,
        REKEY_SMTP_URL: `smtp://127.0.0.1:${post.port}`,
        REKEY_PORT: String(await freePort()),
      };
      const server = await startServer(folder.path, { env });
      servers.push(server);
      return server;
    };
    const sleeper = await start();
    await beside(configOf(settings), (app) => makeUsers(app, 'reader', 1));
    await createClient(sleeper.url).post('/web/reset_password', { login: 'reader-0' });
    const state = () =>
      beside(configOf(settings), async ({ database }) =>
        database.read.selectFrom('messages').select(['state', 'fence']).executeTakeFirst(),
      );
    while ((await state())?.state !== 'sending') await delay(100);
    sleeper.process.kill('SIGSTOP');
    await start();
    for (let waited = 0; (await state())?.state !== 'sent' && waited < 300; waited++) await delay(second);
    assert.equal(post.received.length, 1);
    const sent = await state();
    sleeper.process.kill('SIGCONT');
    holding.resolve(undefined);
    await delay(3 * second);
    assert.deepEqual(await state(), sent);
    // It slept in the middle of a conversation, which it may bring to its end: a copy with the same Message-ID.
    assert.ok(post.received.length <= 2, `${post.received.length} copies`);
  });
});
