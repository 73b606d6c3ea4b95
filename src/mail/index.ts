import type { Tx } from '../database/index.ts';
import type { Act, Caller, Refusal } from '../kernel/index.ts';

export * from './letter/index.ts';
export { createMail } from './mail.ts';
export { isReason, reasonKey, reasons } from './reasons.ts';
export { serverFromUrl } from './server-url.ts';

export interface Address {
  name: string;
  address: string;
}

/** What a composer needs besides the message's own columns. Never a secret: it rests in the queue. */
export type MessageData = Record<string, string | number | null>;

export interface NewMessage {
  kind: string;
  to: Address;
  userId?: string | undefined;
  /** What it is about, e.g. the reset's id. */
  about?: string | undefined;
  data?: MessageData | undefined;
  /** When its letter would be of no use any more. */
  expiresAt: number;
}

export type MessageState = 'queued' | 'sending' | 'sent' | 'bounced' | 'failed' | 'outdated' | 'cancelled';

/** A row of the queue, as composers see it. */
export interface Message {
  id: string;
  kind: string;
  userId: string | undefined;
  about: string | undefined;
  to: Address;
  data: MessageData;
  state: MessageState;
  /** The Message-ID, the same at every attempt. */
  messageId: string;
  createdAt: number;
  expiresAt: number;
  /** How many attempts were made before. */
  attempts: number;
}

export interface Letter {
  subject: string;
  html: string;
  text: string;
  /** The company's sender; else the mail server's own, else `REKEY_MAIL_FROM`. */
  from?: Address | undefined;
}

/** Whoever knows what a letter says. `mail/` knows when it goes, not what it is about. */
export interface Composer {
  kinds: readonly string[];
  /**
   * Writes the letter just before it is sent; may open its own transaction (to draw a fresh link). It goes to the
   * address answered here, the stored one. `outdated` names why nothing is to be sent any more. Called again for every
   * retry, and outside any transaction of `mail/`.
   */
  compose(message: Message): Promise<{ letter: Letter; to: Address } | { outdated: string }>;
  /** In the transaction that records that a mail server took the letter. */
  delivered?(tx: Tx, message: Message): Promise<void>;
  /** In the transaction that gives the message up, with a reason of `mail/`. */
  failed?(tx: Tx, message: Message, reason: string): Promise<void>;
}

/** An outgoing mail server. `none` speaks to this machine only; `starttls` and `ssl` never step down. */
export interface MailServer {
  name: string;
  host: string;
  port: number;
  encryption: 'none' | 'starttls' | 'ssl';
  user?: string | undefined;
  password?: string | undefined;
  /** Sender of letters that name none: `ann@example.com` or `Ann <ann@example.com>`. */
  from?: string | undefined;
  /** The lowest is asked first. */
  sequence: number;
  fromEnvironment: boolean;
  /** A further authority (PEM) that may vouch for its certificate. Verification itself cannot be switched off. */
  authority?: string | undefined;
}

/** One try, as the API tells it. `server` is null where none was reached for. */
export interface AttemptRecord {
  number: number;
  at: string;
  server: string | null;
  outcome: 'accepted' | 'temporary' | 'permanent' | 'unknown';
  /** A code with plain words (`reasonKey`). */
  reason: string;
  /** The mail server's own words: one line, credentials and links masked. */
  reply: string | null;
}

/** A message as the API and `mail queue --json` tell it. */
export interface MessageRecord {
  id: string;
  kind: string;
  state: MessageState;
  to: { name: string; address: string };
  user_id: string | null;
  about: string | null;
  created_at: string;
  /** When it is next tried; meaningful while `queued`. */
  run_at: string;
  expires_at: string;
  sent_at: string | null;
  /** Why it waits or ended. */
  reason: string | null;
  attempts: AttemptRecord[];
}

/** An outgoing mail server as the API tells it: never its password. */
export interface ServerRecord {
  name: string;
  smtp_host: string;
  smtp_port: number;
  smtp_encryption: MailServer['encryption'];
  /** Told only to those who may test mail servers. */
  smtp_user: string | null;
  from: string | null;
  sequence: number;
  from_environment: boolean;
  state: 'unknown' | 'working' | 'failing';
  failing_since: string | null;
  /** Why it fails: a code, and the same in plain words. */
  last_reason: string | null;
  last_words: string | null;
}

/** What became of a test. */
export interface TestRecord {
  server: string;
  /** With an address: the server took the letter. Without: it was reached, secured and signed in to. */
  accepted: boolean;
  reason: string;
  words: string;
  reply: string | null;
  /** What was said, without credentials; only when the other side proved to be a mail server. */
  conversation?: string[];
}

export interface MessageFilter {
  state?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface QueueDepth {
  queued: number;
  sending: number;
}

export interface Mail {
  /** Puts a letter in the queue. A waiting one of the same user and kind becomes outdated (`replaced`). Answers the id. */
  enqueue(tx: Tx, message: NewMessage): Promise<string>;
  /**
   * Waiting messages are not sent any more: cancelled with this reason. One that is being sent right now may still
   * arrive, but is not tried again. Answers how many were waiting.
   */
  withdraw(
    tx: Tx,
    which: { about: string } | { userId: string; kind?: string | undefined },
    reason: string,
  ): Promise<number>;
  /** The letters about one thing with their attempts, oldest first: a reset's timeline. */
  about(id: string): Promise<MessageRecord[]>;
  /** Newest first. Refuses `forbidden`, `malformed`. */
  list(caller: Caller, filter: MessageFilter): Promise<{ items: MessageRecord[]; next: string | null }>;
  /** Sends a waiting or failed message now. Refuses `forbidden`, `not_found`, `message_ended`. */
  retry(caller: Caller, id: string): Promise<MessageRecord>;
  /** Refuses `forbidden`. */
  servers(caller: Caller): ServerRecord[];
  /**
   * Tries the server that letters go to first, now and whatever its state: with an address, sends "Test email from
   * Rekey" there; without, signs in and leaves. Refuses `forbidden`, `email_malformed`, `configuration` (no server).
   */
  test(caller: Caller, to: string | undefined): Promise<TestRecord>;
  /** Whether some server could take a letter now, as far as this process knows. */
  ready(): boolean;
  /** Since when the letter that waits longest could have gone; none where nothing is due. */
  dueSince(): Promise<number | undefined>;
  /** How many letters wait, now or for their next try, and how many are being sent; exact to 100,000 each. */
  depth(): Promise<QueueDepth>;
  /**
   * Sends what is in the queue until `stop`. Polls each second, woken by commits. Returns when what was on the wire
   * has ended, or was handed back after a grace of some seconds.
   */
  run(composers: readonly Composer[], stop: AbortSignal): Promise<void>;
  /** Erases the letters to a user, whatever became of them, with the user. */
  forget(tx: Tx, userId: string): Promise<void>;
  /** Forgets messages that are older than 30 days. */
  sweep(tx: Tx): Promise<void>;
}

/** What `mail/` needs of the audit log, which stands beside it. */
export interface AuditTrail {
  record(
    tx: Tx,
    caller: Caller,
    entry: {
      event: string;
      subject?: { kind: 'message' | 'installation'; id: string | undefined; label: string | undefined };
      resetId?: string;
      details?: Record<string, string | number | boolean | null>;
    },
  ): Promise<void>;
  demand(tx: Tx, caller: Caller, act: Act): Promise<Refusal | undefined>;
  admit(caller: Caller, act: Act): Promise<void>;
}
