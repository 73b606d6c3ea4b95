import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { type Log, second } from '../../kernel/index.ts';
import { type DoorLimits, guardDoor, usualDoor } from './door.ts';
import type { Taken } from './take.ts';

/** A report carries our letter, which is small. */
const largestReport = 1024 * 1024;

export interface Receiver {
  port: number;
  close(): Promise<void>;
}

interface Wanted {
  host: string;
  port: number;
  /** Whether an address is the return path of a letter of ours. Nobody else's mail is taken. */
  isOurs(address: string): boolean;
  take(came: { to: string; raw: Uint8Array }): Promise<Taken>;
  log: Log;
  /** The usual ones unless a proof shortens them. */
  door?: DoorLimits;
}

/**
 * A small mail server that takes what comes back, and nothing else: one recipient, who must be a genuine return path.
 * "Taken" is said once it is stored; a fault of ours says "come again".
 */
export async function listenForBounces({ host, port, isOurs, take, log, door = usualDoor }: Wanted): Promise<Receiver> {
  const server = new SMTPServer({
    banner: 'ESMTP',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largestReport,
    rejectOversized: true,
    maxClients: 20,
    maxRecipients: 1,
    socketTimeout: 60 * second,
    closeTimeout: second,
    onRcptTo({ address }, _session, done) {
      done(isOurs(address) ? null : refusal(550, 'No such mailbox.'));
    },
    onData(stream, { envelope }, done) {
      const [recipient] = envelope.rcptTo;
      receive(stream)
        .then(async (raw) => {
          if (raw && recipient) log.info('mail.came_back', { taken: await take({ to: recipient.address, raw }) });
          done(null);
        })
        .catch((error: unknown) => {
          log.error('mail.bounce_not_taken', error);
          done(refusal(451, 'Come again later.'));
        });
    },
  });
  guardDoor(server, door);
  // A sender that breaks off is the sender's matter.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The whole letter, or nothing when it is too large (the server then refuses it by itself). */
async function receive(stream: SMTPServerDataStream): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks);
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
