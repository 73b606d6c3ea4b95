import { listenForLetters, type Receiver, receiveLetter, smtpRefusal } from '../mail/index.ts';

/** Only this machine reaches it. */
const options = {
  name: 'mailbox.localhost',
  banner: 'Rekey evaluation mailbox',
  hideENHANCEDSTATUSCODES: false,
  maxClients: 50,
  maxRecipients: 50,
};

/**
 * A mail server on a free port of the loopback address. `keep` stores a letter; the sender is told "taken" only after
 * it has ended, and "come again later" when it fails.
 */
export async function serveSmtp(
  keep: (raw: Uint8Array) => Promise<string>,
  failed: (error: unknown) => void,
): Promise<Receiver> {
  return listenForLetters(
    {
      ...options,
      onData(stream, _session, done) {
        receiveLetter(stream)
          .then(async (raw) => done(null, raw && `Kept as ${await keep(raw)}`))
          .catch((error) => {
            failed(error);
            done(smtpRefusal(451, 'The letter could not be kept. Come again later.'));
          });
      },
    },
    { host: '127.0.0.1', port: 0 },
  );
}
