import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { it } from 'node:test';
import { postgresql } from '../engines.ts';
import { postgres } from '../postgres.ts';
import { settingsOf } from '../proofs/people.ts';
import { dataFolder, startServer } from '../server.ts';

/** A way over TCP to a socket, which nothing passes any more once it is silent, and which is not ended either. */
async function openWay(target: string) {
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(target);
    const pass = (from: Socket, to: Socket): void => {
      sockets.add(from.on('error', () => {}));
      from.on('data', (chunk: Buffer) => silent || to.write(chunk));
    };
    pass(near, far);
    pass(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    fallSilent() {
      silent = true;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

it('F-13 ends in time also when the machine of the database has vanished', async (t) => {
  const folder = dataFolder();
  t.after(() => folder.remove());
  const place = await postgresql.place();
  t.after(() => place.remove());
  const way = await openWay(join((await postgres()).folder, '.s.PGSQL.5432'));
  t.after(() => way.close());
  const url = `postgres://rekey@127.0.0.1:${way.port}${new URL(place.url).pathname}`;
  const server = await startServer(folder.path, { env: settingsOf(folder.path, { url }, 'http://127.0.0.1:1') });
  way.fallSilent();
  const told = performance.now();
  assert.equal(await server.stop(), 0);
  assert.ok(performance.now() - told < 30_000, server.output());
});
