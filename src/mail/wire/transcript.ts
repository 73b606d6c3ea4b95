import type { MailServer } from '../index.ts';
import { credentialsOf, presentable } from './reply.ts';
import type { Refused } from './sasl.ts';

/** What is said on one connection. The mail library tells its log; this is that log. */
export interface Transcript {
  /** Handed to the library. */
  logger: { debug(entry: { tnx?: string }, text: string): void; info(): void; warn(): void; error(): void };
  /** The library hides what is spoken outside its own steps; what is no secret is announced here just before. */
  announce(command: string): void;
  /** Whether the other side has proved to be a mail server: 220, and a good answer to EHLO. Else its words are not kept. */
  greeted(): boolean;
  /** Whether a recipient was named with the last command, or before it in the same letter. */
  named(): boolean;
  /** Whether the server has just said that it waits for the content of a letter (354). */
  awaitsContent(): boolean;
  /** The first no to what was said of the letter at hand, before its content. */
  refused(): Refused | undefined;
  /** Whether the last EHLO offered an extension, e.g. `SMTPUTF8`. */
  offers(extension: string): boolean;
  /** What the last EHLO said of SIZE, in bytes. */
  sizeLimit(): number | undefined;
  /** What was said, without credentials: `C: EHLO …`, `S: 250 …`. */
  lines(): string[];
}

const longest = 80;
/** The commands before the content of a letter, as the mail library names them where it tells of a no. */
const envelope = new Map([
  ['MAIL', 'MAIL FROM'],
  ['RCPT', 'RCPT TO'],
  ['DATA', 'DATA'],
]);

/** Follows a conversation; `onReply` hears of every whole reply, which is how time limits see progress. */
export function createTranscript(server: MailServer, onReply: () => void): Transcript {
  const said: string[] = [];
  let command = '';
  /** What was said and not answered yet: commands may go out together. */
  const unanswered: string[] = [];
  let refused: Refused | undefined;
  let lastReply = '';
  let hello = '';
  let welcomed = false;
  let signingIn = false;
  let announced: string | undefined;

  const hearClient = (told: string): void => {
    const text = announced ?? told;
    announced = undefined;
    const begins = /^AUTH /i.test(text);
    said.push(`C: ${begins ? `${text.split(' ', 2).join(' ')} ***` : signingIn ? '***' : text}`);
    signingIn ||= begins;
    command = text.split(' ', 1)[0]?.toUpperCase() ?? '';
    unanswered.push(command);
    if (command === 'MAIL') refused = undefined;
  };
  const hearServer = (text: string): void => {
    const about = envelope.get(unanswered.shift() ?? '');
    if (about && /^[45]/.test(text)) refused ??= { command: about, reply: text };
    lastReply = text;
    if (command === '') welcomed = text.startsWith('220');
    if (welcomed && /^(?:EHLO|HELO)$/.test(command) && text.startsWith('2')) hello = text;
    for (const line of text.split('\n')) said.push(`S: ${line}`);
    if (!text.startsWith('334')) signingIn = false;
    onReply();
  };

  return {
    logger: {
      debug(entry, text) {
        if (entry.tnx === 'client') hearClient(text);
        if (entry.tnx === 'server') hearServer(text);
        if (said.length > longest) said.splice(0, said.length - longest);
      },
      info() {},
      warn() {},
      error() {},
    },
    announce(command) {
      announced = command;
    },
    greeted: () => hello !== '',
    named: () => /^(?:RCPT|DATA|\.)$/.test(command),
    awaitsContent: () => lastReply.startsWith('354'),
    refused: () => refused,
    offers: (extension) => new RegExp(`^250[ -]${extension}\\b`, 'im').test(hello),
    sizeLimit: () => Number(/^250[ -]SIZE[ \t]+(\d+)/im.exec(hello)?.[1] ?? 0) || undefined,
    lines: () => said.map((line) => presentable(line, { credentials: credentialsOf(server), ...echoing(line) })),
  };
}

/** What we say ourselves echoes nothing. */
function echoing(line: string): { letter?: string } {
  return line.startsWith('C: ') ? { letter: '' } : {};
}
