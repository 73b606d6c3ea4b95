import type { SMTPServerOptions } from 'smtp-server';
import { type Log, noPort } from '../../kernel/index.ts';
import { listenForLetters, type Receiver, receiveLetter, smtpRefusal } from '../listen.ts';
import { type DoorLimits, guardDoor, usualDoor } from './door.ts';
import type { Taken } from './take.ts';

/** How much of a report is read: all that it says is at its beginning, before our own letter. */
const largestRead = 64 * 1024;

/** What may go better the next time. */
const later: readonly Taken[] = ['unread', 'too_early'];
const settings = { host: 'REKEY_BOUNCE_LISTEN', port: 'REKEY_BOUNCE_LISTEN' };

interface Wanted {
  host: string;
  port: number;
  /** What we call ourselves: what the machine is called is nobody's business. */
  hostname: string;
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
export async function listenForBounces(wanted: Wanted): Promise<Receiver> {
  const { host, port, hostname, isOurs, take, log, door = usualDoor } = wanted;
  const options: SMTPServerOptions = {
    name: hostname,
    maxRecipients: 1,
    onRcptTo({ address }, _session, done) {
      done(isOurs(address) ? null : smtpRefusal(550, 'No such mailbox.'));
    },
    onData(stream, { envelope }, done) {
      const [recipient] = envelope.rcptTo;
      receiveLetter(stream, largestRead)
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
  };
  try {
    return await listenForLetters(options, { host, port }, (server) => guardDoor(server, door));
  } catch (error) {
    throw noPort(error as NodeJS.ErrnoException, { host, port, settings });
  }
}

function comeAgain(): Error {
  return smtpRefusal(451, 'Come again later.');
}
