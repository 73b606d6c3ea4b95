import type { SealedColumn, Tx } from '../database/index.ts';
import type { Act, Caller, EventName, Reach, Refusal } from '../kernel/index.ts';
import type { Receiver } from './bounces/receiver.ts';
import type { Dkim } from './dkim/index.ts';
import type { LetterPicture } from './letter/index.ts';
import type { Names } from './names.ts';
import type { TokenSource } from './wire/tokens.ts';

export type { Dkim, DkimKeyRecord, DnsRecord } from './dkim/index.ts';
export * from './letter/index.ts';
export { createMail } from './mail.ts';
export { createNames, type Names, NamesAway } from './names.ts';
export { isReason, reasonKey, reasons } from './reasons.ts';
export { serverFromUrl } from './server-url.ts';
export { testLetter } from './test-letter.ts';

export type Encryption = 'none' | 'starttls' | 'ssl';

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
  /** It waits until then; otherwise it goes as soon as it can. */
  notBefore?: number | undefined;
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
  /** What its HTML shows; they go along with it. */
  pictures?: readonly LetterPicture[] | undefined;
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
  /** In whose name its letter would go, without its being written; nothing where that is not known. */
  sender?(message: Message): Promise<Pick<Letter, 'from'> | undefined>;
  /** In the transaction that records that mail servers took these letters. */
  delivered?(tx: Tx, messages: readonly Message[]): Promise<void>;
  /** In the transaction that gives the message up, with a reason of `mail/`. */
  failed?(tx: Tx, message: Message, reason: string): Promise<void>;
}

/** An outgoing mail server as letters meet it. `starttls` and `ssl` never step down. */
export interface MailServer {
  /** The same as long as it is the same server: a row's id, or `environment`. */
  id: string;
  name: string;
  host: string;
  port: number;
  /** `none` speaks to this machine only, unless somebody confirmed that it may cross the network. */
  encryption: Encryption;
  clearTextConfirmed?: boolean | undefined;
  user?: string | undefined;
  password?: string | undefined;
  /** Signs in with a token in place of the password. */
  tokens?: TokenSource | undefined;
  /** Shown when the connection is encrypted (PEM). */
  certificate?: { cert: string; key: string } | undefined;
  /** Sender of letters that name none: `ann@example.com` or `Ann <ann@example.com>`. */
  from?: string | undefined;
  /** Addresses and domains: letters from others do not go over it. Empty: all do. */
  fromFilter?: readonly string[] | undefined;
  /** The lowest is asked first. */
  sequence: number;
  /** Of each process. */
  maxConnections?: number | undefined;
  /** Of all processes together. */
  maxPerMinute?: number | undefined;
  /** Where it may lead; anywhere if whoever runs this installation set it. */
  reach?: Reach | undefined;
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

/** What an administrator sets of an outgoing mail server, by Odoo's names where Odoo has them. */
export interface ServerFields {
  /** The host's where it is left empty. */
  name: string;
  active: boolean;
  sequence: number;
  /** Sender of letters whose company has none. */
  from: string | null;
  /** Addresses and domains, divided by commas. */
  from_filter: string | null;
  smtp_host: string;
  smtp_port: number;
  smtp_encryption: Encryption;
  /** Says that letters may cross a network in clear; demanded for `none` beyond this machine. */
  none_confirmed: boolean;
  /** `login`: user and password, or neither. `certificate`: that of this client. `xoauth2`: a token in place of the password. */
  smtp_authentication: 'login' | 'certificate' | 'xoauth2';
  smtp_user: string | null;
  smtp_ssl_certificate: string | null;
  authority: string | null;
  /** Where tokens are drawn, with https. */
  oauth_token_url: string | null;
  oauth_client_id: string | null;
  oauth_scope: string | null;
  /** The day on which the client secret runs out: 2027-05-31. */
  oauth_expires_on: string | null;
  max_connections: number | null;
  max_per_minute: number | null;
}

/** What is never told again. Absent or empty: stays as it is. `null`: is forgotten. */
export interface ServerSecrets {
  smtp_pass?: string | null;
  smtp_ssl_private_key?: string | null;
  oauth_client_secret?: string | null;
  /** Tokens are drawn with it; without it, with the client secret alone (client credentials). */
  oauth_refresh_token?: string | null;
}

export type ServerInput = Partial<ServerFields> & ServerSecrets;

/** An outgoing mail server as the API tells it: never its secrets. */
export interface ServerRecord extends ServerFields {
  id: string;
  /** Which edit this is; an edit names the one it is based on. */
  version: number;
  from_environment: boolean;
  /** Letters, and the password if there is one, cross a network in clear. */
  unencrypted: boolean;
  /** Which secrets are set, by their names. */
  secrets: (keyof ServerSecrets)[];
  secrets_changed_at: string | null;
  state: 'unknown' | 'working' | 'failing';
  failing_since: string | null;
  /** Why it fails: a code, the same in plain words, and the mail server's own. */
  last_reason: string | null;
  last_words: string | null;
  last_reply: string | null;
}

export interface TestWish {
  /** The id of a server; the one that letters go to first where none is named. */
  server?: string | undefined;
  /** Sends "Test email from Rekey" there. */
  to?: string | undefined;
  /** Whom the server is asked about where nothing is sent; the sender itself where nobody is named. */
  recipient?: string | undefined;
  /** In whose language and time the letter is written; English and UTC where nobody is named. */
  reader?: { language: string; timeZone: string } | undefined;
}

/** What became of a test. */
export interface TestRecord {
  server: string;
  /** With `to`: the server took the letter. Without: it was reached, secured and signed in to, and took sender and recipient. */
  accepted: boolean;
  reason: string;
  words: string;
  reply: string | null;
  /** The largest letter that the server takes, in bytes, if it says so. */
  max_size: number | null;
  /** How the line was secured, such as `TLSv1.3`; nothing in clear. */
  tls_protocol: string | null;
  certificate_ends: string | null;
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
  /** One letter. Refuses `forbidden`, `not_found`. */
  message(caller: Caller, id: string): Promise<MessageRecord>;
  /** A waiting message is not sent any more. Refuses `forbidden`, `not_found`, `message_ended`. */
  cancel(caller: Caller, id: string): Promise<MessageRecord>;
  servers: OutgoingMailServers;
  /** The keys that letters are signed with. */
  dkim: Dkim;
  /** The domain name system, as this installation asks it. */
  names: Names;
  /**
   * Takes letters that come back, by SMTP, until it is closed. A genuine bounce becomes the last attempt of its message;
   * its composer hears of it. Throws when it cannot listen there.
   */
  receiveBounces(composers: readonly Composer[], at: { host: string; port: number }): Promise<Receiver>;
  /** Whether some server could take a letter now, as far as this process knows. */
  ready(): boolean;
  /** Why no letter can leave right now, as far as this process knows. */
  trouble(): MailTrouble | undefined;
  /** Since when the letter that waits longest could have gone; none where nothing is due. */
  dueSince(): Promise<number | undefined>;
  /** How many letters wait, now or for their next try, and how many are being sent; exact to 100,000 each. */
  depth(): Promise<QueueDepth>;
  /**
   * Sends what is in the queue until `stop`. Polls each second, woken by commits. Returns when what was on the wire
   * has ended, or was handed back after a grace of some seconds.
   */
  run(composers: readonly Composer[], stop: AbortSignal): Promise<void>;
  /** What is kept sealed here. */
  sealed: readonly SealedColumn[];
  /** Erases the letters to a user, whatever became of them, with the user. */
  forget(tx: Tx, userId: string): Promise<void>;
  /** Forgets messages that are older than 30 days. */
  sweep(tx: Tx): Promise<void>;
}

/** `stopped`: by the setting. `none`: no server is set. `failing`: none of them works. */
export type MailTrouble = 'stopped' | 'none' | 'failing';

/** The outgoing mail servers: those that administrators set, beside those of whoever runs the installation. */
export interface OutgoingMailServers {
  /** By sequence. Who may not test them is told no user names. Refuses `forbidden`. */
  list(caller: Caller): Promise<ServerRecord[]>;
  /** Refuses `forbidden`, `not_found`. */
  read(caller: Caller, id: string): Promise<ServerRecord>;
  /** What is not given has its usual value. Refuses `forbidden`, `fields_wrong`. */
  create(caller: Caller, input: ServerInput): Promise<ServerRecord>;
  /**
   * Changes what is given. Where the server leads elsewhere afterwards, its secrets have to be given again. Refuses
   * `forbidden`, `not_found`, `read_only`, `changed_meanwhile` (`version` is not the current one), `fields_wrong`.
   */
  edit(caller: Caller, id: string, change: { version: number; input: ServerInput }): Promise<ServerRecord>;
  /** Which is asked first: the ids of all. Refuses `forbidden`, `changed_meanwhile` (they are not all). */
  order(caller: Caller, ids: readonly string[]): Promise<ServerRecord[]>;
  /** Letters that waited for it go to the next. Refuses `forbidden`, `not_found`, `read_only`. */
  remove(caller: Caller, id: string): Promise<void>;
  /**
   * Tries one now, whatever its state, up to naming sender and recipient; or sends a test letter. Refuses `forbidden`,
   * `not_found`, `email_malformed`, `configuration` (no server).
   */
  test(caller: Caller, wish: TestWish): Promise<TestRecord>;
}

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
