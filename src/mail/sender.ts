import { isEmail, Refusal } from '../kernel/index.ts';
import type { Address, Letter, MailServer } from './index.ts';
import { domainOf, parseSender } from './wire/address.ts';

/** In whose name letters go, and what names them. */
export interface Sender {
  /** The letter's own (its company's), else the mail server's, else the installation's. */
  of(letter: Letter, server: MailServer): Address;
  /** Stable over attempts and servers; the domain is that of the sender where the letter names one. */
  messageId(id: string, letter?: Letter): string;
}

/** Refuses `configuration` for a sender that is no address. */
export function createSender(servers: readonly MailServer[], mailFrom: string | undefined, hostname: string): Sender {
  const own = new Map(servers.map((server) => [server, parsed(server.from, `The From of ${server.name}`)]));
  const general = parsed(mailFrom, 'REKEY_MAIL_FROM');
  const usual = ({ user = '' }: MailServer): Address => ({
    name: '',
    address: isEmail(user) ? user : `no-reply@${hostname}`,
  });
  const without = (server: MailServer): Address => own.get(server) ?? general ?? usual(server);
  const [first] = servers;
  const domain = domainOf((first ? without(first) : general)?.address ?? '') || hostname;
  return {
    of: (letter, server) => letter.from ?? without(server),
    messageId: (id, letter) => `<${id}@${letter?.from ? domainOf(letter.from.address) || domain : domain}>`,
  };
}

function parsed(text: string | undefined, what: string): Address | undefined {
  if (text === undefined) return undefined;
  const sender = parseSender(text);
  if (!sender) {
    throw new Refusal('configuration', { why: `${what} must be an email address, e.g. Rekey <no-reply@example.com>.` });
  }
  return sender;
}
