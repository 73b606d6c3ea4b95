import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A letter as a mail program would show it. */
export interface ReceivedLetter {
  to: string[];
  /** Where it would come back to. */
  returnPath: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

export interface Inbox {
  port: number;
  /** In order of arrival. */
  letters: ReceivedLetter[];
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is given. */
export async function openInbox(): Promise<Inbox> {
  const letters: ReceivedLetter[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, callback) {
      // Looking for links in the text, which nobody asks for, takes longer than all else.
      simpleParser(stream, { skipTextLinks: true }).then((parsed) => {
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        const headers = Object.fromEntries(
          parsed.headerLines.map(({ key, line }) => [key, line.slice(key.length + 1).trim()]),
        );
        const { mailFrom } = session.envelope;
        letters.push({
          to,
          returnPath: mailFrom ? mailFrom.address : '',
          subject: parsed.subject ?? '',
          html: parsed.html || '',
          text: parsed.text ?? '',
          headers,
        });
        callback();
      }, callback);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
