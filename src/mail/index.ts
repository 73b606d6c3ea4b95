import type { Page, Piecemeal, SealedColumn, Turn, Tx } from '../database/index.ts';
import type { Act, Caller, Change, EventName, Refusal } from '../kernel/index.ts';
import type { Dkim } from './dkim/index.ts';
import type { LetterPicture } from './letter/index.ts';
import type { Receiver } from './listen.ts';
import type { Names } from './names.ts';
import type { Reason } from './reasons.ts';
import type { OutgoingMailServers } from './servers/index.ts';
import type { Limits } from './wire/limits.ts';

export { blank } from './blank.ts';
export type { Dkim, DkimKeyRecord, DnsRecord } from './dkim/index.ts';
export { toldBy } from './gather.ts';
export * from './letter/index.ts';
export { listenForLetters, type Receiver, receiveLetter, smtpRefusal } from './listen.ts';
export { createMail } from './mail.ts';
export { createNames, type Names, NamesAway } from './names.ts';
export { isReason, reasonKey, reasons } from './reasons.ts';
export { serverFromUrl } from './server-url.ts';
export type * from './servers/index.ts';
export { testLetter } from './test-letter.ts';

/** How long each step on the wire may take, where it is not as usual. */
export type MailLimits = Partial<Limits>;

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
  /** Whom it warns, in the place of `userId`: nothing replaces or withdraws it on the way. */
  warns?: string | undefined;
  /** What it is about, e.g. the reset's id. */
  about?: string | undefined;
  data?: MessageData | undefined;
  /** When its letter would be of no use any more. */
  expiresAt: number;
  /** Not sent before that moment; at once where none is named. */
  runAt?: number | undefined;
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
  /** What its HTML shows; they go along with it. */
  pictures?: readonly LetterPicture[] | undefined;
  /** The company's sender; else the mail server's own, else `REKEY_MAIL_FROM`. */
  from?: Address | undefined;
}

/** Whoever knows what a letter says. `mail/` knows when it goes, not what it is about. */
export interface Composer {
  kinds: readonly string[];
  /** Those of its kinds whose letters hold a short code: no figures are kept of what is said about one later. */
  coded?: readonly string[];
  /**
   * Writes the letter just before it is sent; may open its own transaction (to draw a fresh link). It goes to the
   * address answered here, the stored one. `outdated` names why nothing is to be sent any more. Called again for every
   * retry, and outside any transaction of `mail/`.
   */
  compose(message: Message): Promise<{ letter: Letter; to: Address } | { outdated: string }>;
  /** In whose name its letter would go, without its being written; nothing where that is not known. */
  sender?(message: Message): Promise<Pick<Letter, 'from'> | undefined>;
  /** In the transaction that records that mail servers took these letters. */
  delivered?(tx: Tx, messages: readonly Message[]): Promise<void>;
  /**
   * In the transaction that gives the message up, with a reason of `mail/`. `unreachable`: it is the address that no
   * letter gets to, as far as that is known; else servers, the sender or the letter were at fault.
   */
  failed?(tx: Tx, message: Message, reason: string, unreachable: boolean): Promise<void>;
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

export interface MessageFilter {
  state?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** Values of one field are alternatives; a letter matches all fields that are told. */
export interface MessageQuery {
  states?: MessageState[] | undefined;
  kinds?: string[] | undefined;
  /** Milliseconds UTC: not before. */
  from?: number | undefined;
  /** Whom: letters to exactly this address, and letters to these users at whatever address they had. */
  to?: { address: string; userIds: string[] } | undefined;
}

/** For asks that lead to no letter (decision 29). */
export interface NewBlanks {
  each: readonly { expiresAt: number }[];
  /** How many letters to somebody go into the queue in the same transaction. */
  beside: number;
}

export interface QueueDepth {
  queued: number;
  sending: number;
}

export interface Mail {
  /** Puts a letter in the queue. A waiting one of the same user and kind becomes outdated (`replaced`). Answers the id. */
  enqueue(tx: Tx, message: NewMessage): Promise<string>;
  /** Letters to nobody, as far as there is room for them. */
  enqueueBlanks(tx: Tx, blanks: NewBlanks): Promise<void>;
  /**
   * A letter that tells a user of all that happened since the last of its kind: at most one in `every` milliseconds.
   * Its composer finds in `data.since` from when on.
   */
  digest(tx: Tx, message: NewMessage & { userId: string }, pace: Pace): Promise<void>;
  /**
   * A letter that warns a user of what happened, and of what happens until it goes: at most one in `every` milliseconds.
   * Its composer finds with `toldBy` what it `tells`, and in `data.more` whether there was more than it has room for.
   */
  gather(tx: Tx, message: NewMessage & { warns: string; tells: object }, pace: Pace): Promise<void>;
  /**
   * Waiting messages are not sent any more: cancelled with this reason. One that is being sent right now may still
   * arrive, but is not tried again. Answers how many were waiting.
   */
  withdraw(
    tx: Tx,
    which: { about: string } | { userId: string; kinds?: readonly string[] | undefined } | 'all',
    reason: string,
  ): Promise<number>;
  /** Of these things, those about which a letter waits, or was taken by a mail server and has not come back. */
  mayArrive(tx: Tx, abouts: readonly string[]): Promise<ReadonlySet<string>>;
  /** The letters about one thing with their attempts, oldest first: a reset's timeline. */
  about(id: string): Promise<MessageRecord[]>;
  /** Letters that came back since a moment: how many, and the latest of them, at most `limit`. */
  cameBack(since: number, limit: number): Promise<{ count: number; latest: MessageRecord[] }>;
  /** Newest first. Refuses `forbidden`, `malformed`. */
  list(caller: Caller, filter: MessageFilter): Promise<{ items: MessageRecord[]; next: string | null }>;
  /** Newest first. Refuses `forbidden`, `malformed`. */
  page(caller: Caller, query: MessageQuery, turn: Turn): Promise<Page<MessageRecord>>;
  /** How many match, counted to ten thousand. Refuses `forbidden`. */
  count(caller: Caller, query: MessageQuery): Promise<{ count: number; exact: boolean }>;
  /**
   * Letters in one state, of any time or due before a moment: how many, counted no further than `most`, and since when they
   * should have left. Refuses `forbidden`.
   */
  standing(
    caller: Caller,
    state: MessageState,
    which: { dueBefore?: number | undefined; most: number },
  ): Promise<{ count: number; since: number | undefined }>;
  /** Sends a waiting or failed message now. Refuses `forbidden`, `not_found`, `message_ended`. */
  retry(caller: Caller, id: string): Promise<MessageRecord>;
  /** One letter. Refuses `forbidden`, `not_found`. */
  message(caller: Caller, id: string): Promise<MessageRecord>;
  /** A waiting message is not sent any more. Refuses `forbidden`, `not_found`, `message_ended`, `message_warns`. */
  cancel(caller: Caller, id: string): Promise<MessageRecord>;
  servers: OutgoingMailServers;
  /** The keys that letters are signed with. */
  dkim: Dkim;
  /** The domain name system, as this installation asks it. */
  names: Names;
  /**
   * Takes letters that come back, by SMTP, until it is closed. A genuine bounce becomes the last attempt of its message;
   * its composer hears of it. Refuses `configuration` when it cannot listen there.
   */
  receiveBounces(composers: readonly Composer[], at: { host: string; port: number }): Promise<Receiver>;
  /** Whether some server could take a letter now, as far as this process knows. */
  ready(): boolean;
  /** Why no letter can leave right now, or only slowly, as far as this process knows. */
  trouble(): MailTrouble | undefined;
  /**
   * What was set a moment ago holds in this process from now on; others find it within a second, and so does this one where
   * the database is busy right now.
   */
  catchUp(): Promise<void>;
  /** Since when the letter that waits longest could have gone; none where nothing is due. */
  dueSince(): Promise<number | undefined>;
  /** Whether some mail server was tried with a letter since a moment, by whichever process, whatever it said. */
  triedSince(moment: number): Promise<boolean>;
  /** How many letters wait, now or for their next try, and how many are being sent; exact to 100,000 each. */
  depth(): Promise<QueueDepth>;
  /**
   * Sends what is in the queue until `stop`. Polls each second, woken by commits. Returns when what was on the wire
   * has ended, or was handed back after a grace of some seconds.
   */
  run(composers: readonly Composer[], stop: AbortSignal): Promise<void>;
  /** What is kept sealed here. */
  sealed: readonly SealedColumn[];
  /** Erases the letters to a user with the user, whatever became of them; but for warnings that are still to go. */
  forget(tx: Tx, userId: string): Promise<void>;
  /** Forgets letters that ended and are older than 30 days. */
  sweep(piecemeal: Piecemeal): Promise<void>;
}

/** Why letters wait. */
export interface MailTrouble {
  /** `stopped`: by the setting. `none`: no server is set. `failing`: none of them works. `slow`: the one that is used is. */
  what: 'stopped' | 'none' | 'failing' | 'slow';
  /** A code with plain words (`reasonKey`). */
  reason: Reason;
  /** The mail server's own words. */
  reply?: string | undefined;
  /** The server that letters would go to first. */
  server?: { id: string; name: string };
}

/**
 * Asked, inside its transaction, before a change of where letters go: nothing where it may be made, else why not yet.
 * `wish` is handed back to `changeApproved` once a second person has approved it.
 */
export type NeedsApproval = (
  tx: Tx,
  caller: Caller,
  asked: { subject: { id: string | null; label: string }; wish: object; changes: readonly Change[] },
) => Promise<Refusal | undefined>;

/** Of letters that tell of all that happened meanwhile, in milliseconds. */
export interface Pace {
  /** From one to the next, at least. */
  every: number;
  /** From what happened to the letter, at least: what happens together is told together. */
  settled?: number;
}

/** Counts what somebody does that others have to bear, and refuses `limited` when it is enough; handed over in `app.ts`. */
export type Brake = (caller: Caller, rule: { name: string; max: number; within: number }) => Promise<void>;

/** What `mail/` needs of the audit log, which stands beside it. */
export interface AuditTrail {
  record(
    tx: Tx,
    caller: Caller,
    entry: {
      event: EventName;
      subject?: { kind: 'message' | 'mail_server' | 'dkim_key'; id: string | undefined; label: string | undefined };
      resetId?: string;
      details?: Record<string, string | number | boolean | null>;
    },
  ): Promise<void>;
  demand(tx: Tx, caller: Caller, act: Act): Promise<Refusal | undefined>;
  admit(caller: Caller, act: Act): Promise<void>;
}
