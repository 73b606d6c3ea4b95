import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { createServer, type TLSSocket } from 'node:tls';
import { askWithin } from '../../src/kernel/index.ts';
import { authority, certificates } from '../mail/certificates.ts';

/** Asks a program that answers in whatever way, for a fifth of a second at most. */
async function asked(answer: (socket: TLSSocket) => void): Promise<unknown> {
  const server = createServer(certificates.good, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const target = new URL(`https://localhost:${(server.address() as AddressInfo).port}`);
  const asking = { headers: {}, longest: 100, ca: authority, signal: AbortSignal.timeout(200) };
  try {
    return await askWithin(undefined)(target, asking);
  } finally {
    server.close();
  }
}

describe('Asking a program elsewhere', () => {
  it('comes to an end in time whatever it answers: nothing, a byte now and then, or another protocol', async () => {
    const never: ((socket: TLSSocket) => void)[] = [
      () => {},
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n.'),
      (socket) => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'),
      (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n'),
    ];
    for (const answer of never) await assert.rejects(asked(answer), { name: /^(Abort|Timeout)Error$/ }, String(answer));
  });

  it('reads no more than was wanted', async () => {
    const long = (socket: TLSSocket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${'.'.repeat(101)}`);
    await assert.rejects(asked(long), /too long/);
  });
});
