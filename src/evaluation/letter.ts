import PostalMime, { type Address, type Attachment, decodeWords, type Email } from 'postal-mime';
import type { LetterPicture } from '../mail/index.ts';
import { linksOf } from './links.ts';

/** A line of the inbox. */
export interface LetterSummary {
  id: string;
  /** The addresses that it is written to. */
  to: string;
  subject: string;
  /** When it arrived, ISO 8601 in UTC. */
  at: string;
}

export interface Letter extends LetterSummary {
  /** As a mail program shows it: `Ann <ann@example.com>`. */
  from: string;
  /** By their names in lower case; what occurs several times stands in one value, line by line. */
  headers: Record<string, string>;
  text: string;
  html: string;
  links: string[];
}

/** A letter with what its HTML shows. */
export interface PicturedLetter extends Letter {
  pictures: LetterPicture[];
}

/** Reads a letter as it came over the wire. What is no proper letter is shown as the text that it is. */
export async function readLetter(id: string, raw: Uint8Array): Promise<PicturedLetter> {
  const email = await parse(raw);
  const text = email.text ?? '';
  const html = email.html ?? '';
  return {
    id,
    to: mailboxes(email.to ?? [])
      .map(({ address }) => address)
      .join(', '),
    from: mailboxes(email.from ? [email.from] : [])
      .map(shown)
      .join(', '),
    subject: email.subject ?? '',
    at: new Date(arrivalOf(id)).toISOString(),
    headers: headersOf(email),
    text,
    html,
    links: linksOf({ html, text }),
    pictures: email.attachments.flatMap(asPicture),
  };
}

function asPicture({ contentId = '', mimeType, content }: Attachment): LetterPicture[] {
  if ((mimeType !== 'image/png' && mimeType !== 'image/jpeg') || contentId === '') return [];
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
  return [{ cid: contentId.replace(/^<|>$/g, ''), type: mimeType, content: bytes }];
}

/** An id of version 7 begins with the millisecond in which it was made. */
function arrivalOf(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16);
}

async function parse(raw: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(raw);
  } catch {
    return { headers: [], headerLines: [], attachments: [], text: new TextDecoder().decode(raw) };
  }
}

function mailboxes(addresses: Address[]): { name: string; address: string }[] {
  return addresses.flatMap((one) => one.group ?? [one]);
}

function shown({ name, address }: { name: string; address: string }): string {
  return name === '' ? address : `${name} <${address}>`;
}

function headersOf({ headers }: Email): Record<string, string> {
  const values = new Map<string, string>();
  for (const { key, value } of headers) {
    const earlier = values.get(key);
    values.set(key, earlier === undefined ? decodeWords(value) : `${earlier}\n${decodeWords(value)}`);
  }
  return Object.fromEntries(values);
}
