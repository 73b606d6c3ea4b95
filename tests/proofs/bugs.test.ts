import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Log, silent } from '../../src/kernel/index.ts';
import { createClient } from '../client.ts';
import { sqlite } from '../engines.ts';
import { openPages } from '../pages/opened.ts';
import { dataFolder, freePort, startServer } from '../server.ts';

describe('a fault that nobody caught', () => {
  for (const [where, signal] of [
    ['timer', 'SIGUSR2'],
    ['promise', 'SIGPIPE'],
  ] as const) {
    it(`F-40 in a ${where} ends the process with 1 and a line in the log, which has no others than JSON; the next one has all that was confirmed`, async (t) => {
      const folder = dataFolder();
      const env = { REKEY_PORT: String(await freePort()), REKEY_BASE_URL: 'http://127.0.0.1' };
      const preload = join(import.meta.dirname, 'thrower.js');
      const server = await startServer(folder.path, { env, preload });
      assert.equal((await createClient(server.url).post('/web/reset_password', { login: 'anybody' })).status, 303);
      const exited = once(server.process, 'exit');
      server.process.kill(signal);
      assert.deepEqual(await exited, [1, null]);
      assert.match(server.output(), new RegExp(`"error":"a fault in a ${where}"[\\s\\S]*"msg":"crashed"`));
      for (const line of server.output().trim().split('\n')) assert.match(JSON.parse(line).time, /^\d{4}-.*Z$/);
      const next = await startServer(folder.path, { env });
      t.after(async () => {
        await next.stop();
        folder.remove();
      });
      assert.equal((await createClient(next.url).post('/web/reset_password', { login: 'anybody' })).status, 303);
    });
  }

  it('F-40 in a handler is answered 500 with an id, and told to the log under that id alone', async () => {
    const told: unknown[] = [];
    const error: Log['error'] = (event, why, fields) => void told.push({ event, why: String(why), ...fields });
    const opened = await openPages(sqlite, { log: { ...silent, error } });
    opened.web.get('/breaks', () => {
      throw new Error('a secret detail');
    });
    const { status, body, text } = await opened.visitor().get('/breaks');
    assert.equal(status, 500);
    const [id] = /[0-9a-f]{16}/.exec(text) ?? [];
    assert.deepEqual(told, [{ event: 'request failed', why: 'Error: a secret detail', request: id }]);
    assert.doesNotMatch(body, /secret detail/);
    assert.equal((await opened.visitor().get('/web/login')).status, 200);
    await opened.close();
  });
});
