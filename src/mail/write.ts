import type { Flight } from './attempt.ts';
import { returnPath } from './bounces/return-path.ts';
import type { Letter, MailServer } from './index.ts';
import type { Parts } from './parts.ts';
import { domainOf, type WireAddress, wireAddress } from './wire/address.ts';
import type { Verdict } from './wire/failure.ts';
import type { Parcel } from './wire/session.ts';

export interface Outdated {
  outdated: string;
}

/** There is no letter to send, through whichever server. */
export interface Unwritten extends Verdict {
  unwritten: true;
}

interface Written {
  /** The message's id, which its return path names. */
  id: string;
  letter: Letter;
  to: WireAddress;
}

/** The letter of one round: composed once, however many servers it is taken to, and put into bytes once for each. */
export interface Writing {
  parcelFor(server: MailServer): Promise<Parcel | Outdated | Unwritten>;
  /** The address in its From. The letter is written to find that out only where its composer cannot tell. */
  senderFor(server: MailServer): Promise<string | Outdated | Unwritten>;
  /** As it stands in the letter; as it would stand, before it is written. */
  messageId(): string;
}

export function createWriting(parts: Parts, { message, composer }: Pick<Flight, 'message' | 'composer'>): Writing {
  let written: Promise<Written | Outdated | Unwritten> | undefined;
  let messageId = message.messageId;
  const parcels = new Map<MailServer, Promise<Parcel | Outdated | Unwritten>>();

  const compose = async (): Promise<Written | Outdated | Unwritten> => {
    try {
      if (!composer) throw new Error(`Nobody here writes letters of the kind "${message.kind}".`);
      const composed = await composer.compose(message);
      if ('outdated' in composed) return composed;
      const to = wireAddress(composed.to);
      if (!to) return { unwritten: true, outcome: 'permanent', reason: 'address_malformed', reply: undefined };
      messageId = parts.sender.messageId(message.id, composed.letter);
      return { id: message.id, letter: composed.letter, to };
    } catch (error) {
      parts.log.error('message.not_composed', error, { message: message.id, kind: message.kind });
      return { unwritten: true, outcome: 'temporary', reason: 'not_composed', reply: undefined };
    }
  };

  const writeFor = async (server: MailServer): Promise<Parcel | Outdated | Unwritten> => {
    written ??= compose();
    const result = await written;
    return 'letter' in result ? toParcel(parts, server, { ...result, messageId }) : result;
  };

  const parcelFor = (server: MailServer): Promise<Parcel | Outdated | Unwritten> => {
    const parcel = parcels.get(server) ?? writeFor(server);
    parcels.set(server, parcel);
    return parcel;
  };

  return {
    parcelFor,
    async senderFor(server) {
      const told = await composer?.sender?.(message).catch(() => undefined); // writing it will say what is wrong
      if (told) return parts.sender.of(told, server).address;
      const parcel = await parcelFor(server);
      return 'raw' in parcel ? parcel.sender : parcel;
    },
    messageId: () => messageId,
  };
}

export async function toParcel(
  { sender, clock, secrets, fleet, dkim }: Parts,
  server: MailServer,
  { id, letter, to, messageId }: Written & { messageId: string },
): Promise<Parcel> {
  const from = sender.of(letter, server);
  const { toMime } = await import('./wire/mime.ts'); // with the mail library, when there is something to send
  const raw = await toMime({ letter, from, to, messageId, date: new Date(clock.now()) });
  const back = wireAddress({ name: '', address: returnPath(secrets, fleet.bounceAddress, id) ?? from.address }) ?? from;
  return {
    from: back.address,
    sender: from.address,
    to: to.address,
    needsUtf8: [from, back, to].some(({ needsUtf8 }) => needsUtf8),
    raw: await dkim.sign(domainOf(from.address), raw),
    text: letter.text,
  };
}
