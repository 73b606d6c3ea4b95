import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { type Mailbox, startMailbox } from '../../src/evaluation/index.ts';
import { type Log, silent, systemRandom } from '../../src/kernel/index.ts';
import { type MovedClock, movedClock } from '../moved-clock.ts';

export interface Post {
  subject?: string;
  from?: string;
  to?: string | { name: string; address: string };
  html?: string;
  text?: string;
  raw?: string;
}

/** A mailbox in a folder of its own that can be stopped and started again. */
export interface Bench {
  folder: string;
  clock: MovedClock;
  mailbox: Mailbox;
  restart(): Promise<void>;
  send(post: Post): Promise<void>;
  end(): Promise<void>;
}

export async function mailboxBench(log: Log = silent): Promise<Bench> {
  const parent = mkdtempSync(join(tmpdir(), 'rekey-mailbox-'));
  const folder = join(parent, 'mailbox');
  const clock = movedClock();
  const start = (): Promise<Mailbox> => startMailbox({ folder, clock, random: systemRandom, log });
  const bench: Bench = {
    folder,
    clock,
    mailbox: await start(),
    async restart() {
      await bench.mailbox.close();
      bench.mailbox = await start();
    },
    send: (post) => sendTo(bench.mailbox.port, post),
    async end() {
      await bench.mailbox.close();
      rmSync(parent, { recursive: true, force: true });
    },
  };
  return bench;
}

async function sendTo(port: number, post: Post): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  const envelope = { from: 'accounts@example.com', to: 'mara.keller@example.com' };
  try {
    await transport.sendMail({ from: envelope.from, to: envelope.to, ...post, ...(post.raw && { envelope }) });
  } finally {
    transport.close();
  }
}
