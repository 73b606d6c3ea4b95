import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What happens to the next COMMIT of a transaction that says `of`: it is cut off before it arrives, or its answer is. */
export interface Loss {
  of: string;
  what: 'request' | 'answer';
}

/** A way over TCP to a socket, on which a COMMIT can get lost once. */
export interface Gate {
  port: number;
  lose(loss: Loss): void;
  close(): void;
}

export async function openGate(target: string): Promise<Gate> {
  const sockets = new Set<Socket>();
  let armed: Loss | undefined;
  const server = createServer((near) => {
    const far = connect(target);
    let concerned = false;
    let deaf = false;
    const tear = (): void => {
      for (const socket of [near, far]) socket.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', tear);
      socket.on('close', tear);
    }
    near.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      concerned ||= armed !== undefined && text.includes(armed.of);
      const loss = concerned && /\bcommit\b/i.test(text) ? armed : undefined;
      if (loss) armed = undefined;
      if (loss?.what === 'request') return tear();
      deaf ||= loss !== undefined;
      far.write(chunk);
    });
    // The answer to a COMMIT comes when it has been done.
    far.on('data', (chunk: Buffer) => void (deaf ? tear() : near.write(chunk)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lose(loss) {
      armed = loss;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
