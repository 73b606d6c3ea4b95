import type { AddressInfo } from 'node:net';
import type { SMTPServer, SMTPServerDataStream, SMTPServerOptions } from 'smtp-server';
import { second } from '../kernel/index.ts';

/** A mail server of ours, which only takes letters. */
export interface Receiver {
  port: number;
  close(): Promise<void>;
}

/** In bytes. */
const largestTaken = 1024 * 1024;

/** There is nothing to sign in to, and nothing that a certificate would vouch for. */
const usual: SMTPServerOptions = {
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  size: largestTaken,
  rejectOversized: true,
  socketTimeout: 60 * second,
  closeTimeout: second,
};

/** Listens for letters; `prepare` has the server before anybody can come. Throws what the system says of the port. */
export async function listenForLetters(
  options: SMTPServerOptions,
  { host, port }: { host: string; port: number },
  prepare: (server: SMTPServer) => void = () => {},
): Promise<Receiver> {
  const { SMTPServer } = await import('smtp-server'); // a mail server is loaded only to listen
  const server = new SMTPServer({ ...usual, ...options });
  prepare(server);
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

/** So many bytes of a letter at most, or nothing when it is too large (the server then refuses it by itself). */
export async function receiveLetter(
  stream: SMTPServerDataStream,
  most = largestTaken,
): Promise<Uint8Array | undefined> {
  const kept: Buffer[] = [];
  let room = most;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (room > 0) kept.push(chunk.subarray(0, room));
    room -= Math.min(room, chunk.length);
  }
  return stream.sizeExceeded ? undefined : Buffer.concat(kept);
}

/** Says no with these digits and words. */
export function smtpRefusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}
