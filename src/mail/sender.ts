import { Refusal } from '../kernel/index.ts';
import type { Letter, MailServer } from './index.ts';
import { domainOf, parseSender, type WireAddress, wireAddress } from './wire/address.ts';

/** In whose name letters go, and what names them. */
export interface Sender {
  /** The letter's own (its company's), else the mail server's, else the installation's, else the account's. */
  of(letter: Pick<Letter, 'from'>, server: MailServer): WireAddress;
  /** Stable over attempts and servers; the domain is that of the letter's own sender, if it has one. */
  messageId(id: string, letter?: Letter): string;
}

/** `first`: the server that letters go to first, as of now. Refuses `configuration` for a sender that is no address. */
export function createSender(
  first: () => MailServer | undefined,
  mailFrom: string | undefined,
  hostname: string,
): Sender {
  const general = parsed(mailFrom, 'REKEY_MAIL_FROM');
  const last = wireAddress({ name: '', address: `no-reply@${hostname}` }) ?? nobody;
  const ofServer = (server: MailServer): WireAddress => ownSender(server) ?? general ?? ofAccount(server) ?? last;
  const usual = (): WireAddress => {
    const server = first();
    return server ? ofServer(server) : (general ?? last);
  };
  const ofLetter = ({ from }: Pick<Letter, 'from'>): WireAddress | undefined => from && wireAddress(from);
  return {
    of: (letter, server) => ofLetter(letter) ?? ofServer(server),
    messageId: (id, letter) => `<${id}@${domainOf(((letter && ofLetter(letter)) ?? usual()).address)}>`,
  };
}

/** The From of the server itself. Refuses `configuration` where that is no address. */
export function ownSender({ name, from }: MailServer): WireAddress | undefined {
  return parsed(from, `The From of ${name}`);
}

const nobody: WireAddress = { name: '', address: 'no-reply@localhost', needsUtf8: false };

/** Many accounts are named by an address, and then it is the one sender that they may use. */
function ofAccount({ user = '' }: MailServer): WireAddress | undefined {
  return wireAddress({ name: '', address: user });
}

function parsed(text: string | undefined, what: string): WireAddress | undefined {
  if (text === undefined) return undefined;
  const sender = parseSender(text);
  const address = sender && wireAddress(sender);
  if (!address) {
    throw new Refusal('configuration', { why: `${what} must be an email address, e.g. Rekey <no-reply@example.com>.` });
  }
  return address;
}
