import type { Clock, Log, Random } from '../kernel/index.ts';
import { type LetterSummary, type PicturedLetter, readLetter } from './letter.ts';
import { openLetterFolder } from './letter-folder.ts';
import { serveSmtp } from './smtp.ts';

/** The outgoing mail server of an evaluation, and everybody's inbox at once: what it takes goes nowhere else. */
export interface Mailbox {
  /** Of its SMTP server, on 127.0.0.1. */
  port: number;
  /** Newest first. */
  list(): Promise<LetterSummary[]>;
  byId(id: string): Promise<PicturedLetter | undefined>;
  /** Lets a letter that is being received come in, then takes no more. */
  close(): Promise<void>;
}

export interface MailboxParts {
  /** Where the letters rest; made when it is not there. */
  folder: string;
  clock: Clock;
  random: Random;
  log: Log;
}

/** Starts to receive letters, on a free port. Those of earlier runs are still there, the newest 500. */
export async function startMailbox(parts: MailboxParts): Promise<Mailbox> {
  const letters = await openLetterFolder(parts);
  const smtp = await serveSmtp(letters.keep, (error) => parts.log.error('letter not kept', error));
  const summaries = new Map<string, LetterSummary>();

  async function byId(id: string): Promise<PicturedLetter | undefined> {
    const raw = await letters.read(id);
    return raw && readLetter(id, raw);
  }

  async function summary(id: string): Promise<LetterSummary | undefined> {
    const known = summaries.get(id) ?? (await byId(id).then((letter) => letter && summaryOf(letter)));
    if (known) summaries.set(id, known);
    return known;
  }

  return {
    port: smtp.port,
    byId,
    async list() {
      const ids = await letters.ids();
      for (const id of summaries.keys()) if (!ids.includes(id)) summaries.delete(id);
      const lines: LetterSummary[] = [];
      for (const id of ids) {
        const line = await summary(id);
        if (line) lines.push(line);
      }
      return lines;
    },
    close: smtp.close,
  };
}

function summaryOf({ id, to, subject, at }: LetterSummary): LetterSummary {
  return { id, to, subject, at };
}
