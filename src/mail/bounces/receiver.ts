import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { type Log, noPort, second } from '../../kernel/index.ts';
import { type DoorLimits, guardDoor, usualDoor } from './door.ts';
import type { Taken } from './take.ts';

/** A report carries our letter, which is small. */
const largestReport = 1024 * 1024;
/** How much of a report is read: all that it says is at its beginning, before our own letter. */
const largestRead = 64 * 1024;

/** What may go better the next time. */
const later: readonly Taken[] = ['unread', 'too_early'];
const settings = { host: 'REKEY_BOUNCE_LISTEN', port: 'REKEY_BOUNCE_LISTEN' };

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
 * "Taken" is said once it is stored; a fault of ours, and what comes too early or took too long to read, says "come again".
 * Refuses `configuration` when the port is taken or not ours to take.
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
          const taken = raw && recipient && (await take({ to: recipient.address, raw }));
          if (taken) log.info('mail.came_back', { taken });
          done(taken && later.includes(taken) ? comeAgain() : null);
        })
        .catch((error: unknown) => {
          log.error('mail.bounce_not_taken', error);
          done(comeAgain());
        });
    },
  });
  guardDoor(server, door);
  // A sender that breaks off is the sender's matter.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', (error) => reject(noPort(error, { host, port, settings })));
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The beginning of a letter, or nothing when it is too large (the server then refuses it by itself). */
async function receive(stream: SMTPServerDataStream): Promise<Uint8Array | undefined> {
  const kept = Buffer.alloc(largestRead);
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) length += chunk.copy(kept, length);
  return stream.sizeExceeded ? undefined : kept.subarray(0, length);
}

function comeAgain(): Error {
  return refusal(451, 'Come again later.');
}

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
