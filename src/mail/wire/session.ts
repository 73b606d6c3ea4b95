import type { MailServer } from '../index.ts';
import { type Verdict, WireError } from './failure.ts';
import { judge } from './judge.ts';
import type { Line, LineParts, Security } from './line.ts';
import { credentialsOf, presentable } from './reply.ts';
import type { Rehearsal } from './sasl.ts';

/** A letter as it leaves. */
export interface Parcel {
  from: string;
  /** The address in the letter's From. */
  sender: string;
  to: string;
  /** One of the addresses can go only where SMTPUTF8 is offered. */
  needsUtf8: boolean;
  raw: Buffer;
  /** Its readable text: a server's words must not repeat what stands in it. */
  text: string;
}

/** A conversation with a mail server, signed in and ready for letters, one at a time. */
export interface Session {
  /** `mayLeave` is asked when the server waits for the content: after a no, none of it leaves, and the line is torn. */
  deliver(parcel: Parcel, mayLeave?: () => boolean): Promise<Verdict>;
  /** Names sender and recipient as for a letter, and takes both back. */
  rehearse(rehearsal: Rehearsal): Promise<Verdict>;
  /** The largest letter that the server takes, in bytes, if it says so. */
  sizeLimit(): number | undefined;
  /** How the line is secured; nothing where it is in clear. */
  security(): Security | undefined;
  /** Whether another letter can go over it. */
  alive(): boolean;
  /** How many letters were tried over it. */
  used(): number;
  /** What was said, without credentials. */
  lines(): string[];
  /** Says goodbye. */
  quit(): void;
  /** Tears the line; a letter on it has an unknown outcome if it had left whole. */
  close(): void;
  onEnd(listener: () => void): void;
}

/** Why a session did not come about. */
export class NoSession extends Error {
  override name = 'NoSession';
  readonly verdict: Verdict;
  /** What was said, if it was said by a mail server. */
  readonly lines: string[] | undefined;

  constructor(verdict: Verdict, lines: string[] | undefined) {
    super(verdict.reason);
    this.verdict = verdict;
    this.lines = lines;
  }
}

/** Connects, secures and signs in. Throws `NoSession`. */
export async function openSession(parts: LineParts): Promise<Session> {
  let line: Line | undefined;
  const tear = (): void => line?.close();
  parts.stop.addEventListener('abort', tear);
  try {
    const { openLine } = await import('./line.ts'); // the mail library is loaded when there is somebody to talk to
    line = await openLine(parts);
    await line.greet();
    await line.login();
    return toSession(line, parts.server);
  } catch (error) {
    tear();
    const proved = line?.transcript.greeted() ?? false;
    throw new NoSession(toVerdict(error, parts.server, proved), proved ? line?.transcript.lines() : undefined);
  } finally {
    parts.stop.removeEventListener('abort', tear);
  }
}

function toSession(line: Line, server: MailServer): Session {
  let used = 0;
  return {
    async deliver(parcel, mayLeave = () => true) {
      if (parcel.needsUtf8 && !line.transcript.offers('SMTPUTF8')) return lacksUtf8;
      if (parcel.raw.length > (line.transcript.sizeLimit() ?? Infinity)) return tooLarge;
      used += 1;
      try {
        const reply = await line.send(parcel, mayLeave);
        return { outcome: 'accepted', reason: 'accepted', reply: kept(reply, server, parcel.text) };
      } catch (error) {
        await startAnew(line, error);
        return toVerdict(error, server, true, parcel.text);
      }
    },
    async rehearse(rehearsal) {
      if (rehearsal.needsUtf8 && !line.transcript.offers('SMTPUTF8')) return lacksUtf8;
      try {
        await line.rehearse(rehearsal);
        return { outcome: 'accepted', reason: 'reachable', reply: undefined };
      } catch (error) {
        return toVerdict(error, server, true);
      }
    },
    sizeLimit: () => line.transcript.sizeLimit(),
    security: () => line.security(),
    alive: () => line.alive(),
    used: () => used,
    lines: () => line.transcript.lines(),
    quit: () => line.quit(),
    close: () => line.close(),
    onEnd: (listener) => line.onEnd(listener),
  };
}

// What a server cannot do it says beforehand: nobody is named to it.
const lacksUtf8: Verdict = { outcome: 'permanent', reason: 'smtputf8_missing', reply: undefined };
const tooLarge: Verdict = { outcome: 'permanent', reason: 'too_large', reply: undefined };

/** A server that said no to one letter takes the next one over the same line. One whose answer is none is out of step with us. */
async function startAnew(line: Line, error: unknown): Promise<void> {
  if (!line.alive()) return;
  const refused = error instanceof WireError && /^(?!421)[45]/.test(error.reply ?? '');
  if (refused) await line.reset().catch(() => {});
  else line.close();
}

/** `proved`: the other side is a mail server. Whatever else answers there has no words worth keeping (and may have secret ones). */
function toVerdict(error: unknown, server: MailServer, proved: boolean, letter?: string): Verdict {
  if (!(error instanceof WireError)) throw error;
  const reply = proved && error.reply !== undefined ? kept(error.reply, server, letter) : undefined;
  return { ...judge(error, server), reply };
}

function kept(reply: string, server: MailServer, letter: string | undefined): string {
  return presentable(reply, { credentials: credentialsOf(server), letter });
}
