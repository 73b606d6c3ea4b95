import { Refusal } from '../kernel/index.ts';
import type { Letter, MailServer } from './index.ts';
import { domainOf, parseSender, type WireAddress, wireAddress } from './wire/address.ts';

/** In whose name letters go, and what names them. */
export interface Sender {
  /** The letter's own (its company's), else the mail server's, else the installation's, else the account's. */
  of(letter: Letter, server: MailServer): WireAddress;
  /** Stable over attempts and servers; the domain is that of the letter's own sender, if it has one. */
  messageId(id: string, letter?: Letter): string;
}

/** Refuses `configuration` for a sender that is no address. */
export function createSender(servers: readonly MailServer[], mailFrom: string | undefined, hostname: string): Sender {
  const own = new Map(servers.map((server) => [server, parsed(server.from, `The From of ${server.name}`)]));
  const general = parsed(mailFrom, 'REKEY_MAIL_FROM');
  const last = wireAddress({ name: '', address: `no-reply@${hostname}` }) ?? nobody;
  const ofServer = (server: MailServer): WireAddress => own.get(server) ?? general ?? ofAccount(server) ?? last;
  const [first] = servers;
  const usual = first ? ofServer(first) : (general ?? last);
  const ofLetter = ({ from }: Letter): WireAddress | undefined => from && wireAddress(from);
  return {
    of: (letter, server) => ofLetter(letter) ?? ofServer(server),
    messageId: (id, letter) => `<${id}@${domainOf(((letter && ofLetter(letter)) ?? usual).address)}>`,
  };
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
