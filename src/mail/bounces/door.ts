import type { Socket } from 'node:net';
import type { SMTPServer } from 'smtp-server';
import { networkOf, second, sourceOf } from '../../kernel/index.ts';

/** How much of the listener one source may have. */
export interface DoorLimits {
  /** Connections at once, of everybody. */
  places: number;
  /** The same of one source. A mail server that has more to hand over comes again. */
  perSource: number;
  /** Milliseconds until a sender has said who it is; mail servers do so at once. */
  introduction: number;
}

export const usualDoor: DoorLimits = { places: 20, perSource: 5, introduction: 10 * second };

interface Guest {
  source: string;
  network: string;
  sendAway(words: string): void;
}

/**
 * Keeps a place for others: one source has few connections at once, and none for long that says nothing. Where all places
 * are taken, whoever comes gets the oldest one of the network that has most of them. Who comes is counted before anything
 * of the conversation is begun.
 */
export function guardDoor(server: SMTPServer, { places, perSource, introduction }: DoorLimits): void {
  /** Who came first stands first. */
  const inside = new Set<Guest>();
  const converse = server.connect.bind(server);

  server.connect = (socket, options) => {
    if (socket.destroyed) return;
    const address = socket.remoteAddress ?? '';
    const source = sourceOf(address);
    if ([...inside].filter((guest) => guest.source === source).length >= perSource) return turnAway(socket);
    converse(socket, options);
    const connection = [...server.connections].find((one) => one._socket === socket);
    const guest: Guest = {
      source,
      network: networkOf(address),
      sendAway(words) {
        inside.delete(guest);
        connection?.send(421, words);
        socket.destroySoon();
      },
    };
    inside.add(guest);
    if (inside.size > places) crowdOf(inside)?.sendAway('Others are waiting. Come again later.');
    const late = setTimeout(() => {
      if (!connection?.hostNameAppearsAs) guest.sendAway('You are too slow. Come again later.');
    }, introduction);
    socket.once('close', () => {
      clearTimeout(late);
      inside.delete(guest);
    });
  };
}

/** Of the network that has most places, whoever has had one for the longest. */
function crowdOf(inside: Iterable<Guest>): Guest | undefined {
  const networks = [...Map.groupBy(inside, ({ network }) => network).values()];
  const most = Math.max(...networks.map((guests) => guests.length));
  return networks.find((guests) => guests.length === most)?.[0];
}

function turnAway(socket: Socket): void {
  socket.on('error', () => {});
  socket.end('421 Too many connections from your address. Come again in a moment.\r\n');
  socket.destroySoon();
}
