import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { second } from '../kernel/index.ts';

const largestLetter = 1024 * 1024;
const options = {
  name: 'mailbox.localhost',
  banner: 'Rekey evaluation mailbox',
  // Nothing to sign in to and nothing to encrypt: only this machine reaches it.
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  hideENHANCEDSTATUSCODES: false,
  size: largestLetter,
  rejectOversized: true,
  maxClients: 50,
  maxRecipients: 50,
  socketTimeout: 60 * second,
  closeTimeout: second,
};

export interface Smtp {
  port: number;
  close(): Promise<void>;
}

/**
 * A mail server on a free port of the loopback address. `keep` stores a letter; the sender is told "taken" only after
 * it has ended, and "come again later" when it fails.
 */
export async function serveSmtp(
  keep: (raw: Uint8Array) => Promise<string>,
  failed: (error: unknown) => void,
): Promise<Smtp> {
  const server = new SMTPServer({
    ...options,
    onData(stream, _session, done) {
      receive(stream)
        .then(async (raw) => done(null, raw && `Kept as ${await keep(raw)}`))
        .catch((error) => {
          failed(error);
          done(Object.assign(new Error('The letter could not be kept. Come again later.'), { responseCode: 451 }));
        });
    },
  });
  // A sender that breaks off is the sender's matter.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
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
