import type { Socket } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import { second, sourceOf } from '../../kernel/index.ts';

/** How much of the listener one source may have. */
export interface DoorLimits {
  /** Connections at once. A mail server that has more to hand over comes again. */
  perSource: number;
  /** Milliseconds until a sender has said who it is; mail servers do so at once. */
  introduction: number;
}

export const usualDoor: DoorLimits = { perSource: 5, introduction: 10 * second };

/**
 * Keeps a place for others: one source has few connections at once, and none for long that says nothing. Who comes is
 * counted before anything of the conversation is begun.
 */
export function guardDoor(server: SMTPServer, { perSource, introduction }: DoorLimits): void {
  const inside = new Map<string, number>();
  const converse = server.connect.bind(server);

  server.connect = (socket, options) => {
    if (socket.destroyed) return;
    const source = sourceOf(socket.remoteAddress ?? '');
    const count = inside.get(source) ?? 0;
    if (count >= perSource) return turnAway(socket);
    inside.set(source, count + 1);
    converse(socket, options);
    const stop = hurry(socket);
    socket.once('close', () => {
      stop();
      const left = (inside.get(source) ?? 1) - 1;
      if (left === 0) inside.delete(source);
      else inside.set(source, left);
    });
  };

  function hurry(socket: Socket): () => void {
    const connection = [...server.connections].find((one) => one._socket === socket);
    const late = setTimeout(() => {
      if (connection && !connection.hostNameAppearsAs) connection.send(421, 'You are too slow. Come again later.');
    }, introduction);
    return () => clearTimeout(late);
  }
}

function turnAway(socket: Socket): void {
  socket.on('error', () => {});
  socket.end('421 Too many connections from your address. Come again in a moment.\r\n');
  socket.destroySoon();
}
