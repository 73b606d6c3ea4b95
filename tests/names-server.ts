import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packet from 'dns-packet';

/** What a server of names knows: `TXT acme.test` and what it answers. */
export type Zone = Record<string, string[]>;

export interface NamesServer {
  /** As `REKEY_DNS_SERVERS` takes it. */
  address: string;
  /** May be changed while it runs. */
  zone: Zone;
  /** Answers nothing any more. */
  silent: boolean;
  close(): Promise<void>;
}

/** A server of names on loopback that knows one zone; what is not in it does not exist. */
export async function startNamesServer(zone: Zone = {}): Promise<NamesServer> {
  const socket = createSocket('udp4');
  const server = { zone, silent: false };
  socket.on('message', (message, from) => {
    if (server.silent) return;
    const query = packet.decode(message);
    const [question] = query.questions ?? [];
    if (!question) return;
    const known = server.zone[`${question.type} ${question.name.toLowerCase()}`] ?? [];
    const exists = Object.keys(server.zone).some((key) => key.endsWith(` ${question.name.toLowerCase()}`));
    const answer = packet.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (exists ? 0 : 3),
      questions: [question],
      answers: known.map((text) => answerTo(question.type, question.name, text)),
    });
    socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    get zone() {
      return server.zone;
    },
    set zone(zone) {
      server.zone = zone;
    },
    get silent() {
      return server.silent;
    },
    set silent(silent) {
      server.silent = silent;
    },
    address: `127.0.0.1:${socket.address().port}`,
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function answerTo(type: string, name: string, text: string): packet.Answer {
  const common = { name, ttl: 60 };
  if (type === 'MX') {
    const [preference = '', exchange = ''] = text.split(' ');
    return { ...common, type: 'MX', data: { preference: Number(preference), exchange } };
  }
  // A text of more than 255 bytes comes in pieces.
  if (type === 'TXT') return { ...common, type: 'TXT', data: text.match(/.{1,255}/g) ?? [''] };
  return { ...common, type: type as 'A' | 'AAAA' | 'PTR', data: text };
}
