// A mail server on loopback that takes everything, keeps nothing, and tells when what arrived.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { tell } from './parent.ts';

let arrivals: { to: string; at: number }[] = [];
let sample = '';

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, session, callback) {
    const wanted = sample === '';
    let letter = '';
    stream.on('data', (chunk: Buffer) => {
      if (wanted) letter += chunk.toString();
    });
    stream.on('end', () => {
      if (wanted) sample = letter;
      arrivals.push({ to: session.envelope.rcptTo[0]?.address ?? '', at: performance.timeOrigin + performance.now() });
      callback();
    });
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
process.on('message', (question) => {
  if (question === 'count') tell(arrivals.length);
  else if (question === 'sample') tell(sample);
  else {
    tell(arrivals);
    arrivals = [];
  }
});
tell({ port: (server.server.address() as AddressInfo).port });
