import type { Tx } from '../../database/index.ts';
import type { Caller, Reach, Refusal } from '../../kernel/index.ts';
import type { TokenSource } from '../wire/tokens.ts';

export type Encryption = 'none' | 'starttls' | 'ssl';

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

/** What a server is reached with, and until when it holds. */
export interface Ending {
  what: 'oauth_client_secret' | 'smtp_ssl_certificate' | 'authority';
  at: string;
}

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
  /** What runs out, whenever that is. */
  endings: Ending[];
  /** `slow`: letters go over it, and take unusually long. */
  state: 'unknown' | 'working' | 'slow' | 'failing';
  /** Or slow. */
  failing_since: string | null;
  /** Why it fails or is slow: a code, the same in plain words, and the mail server's own. */
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
  /** In whose language and time the letter is written: of whoever asked for it, else of the company. */
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

/** The outgoing mail servers: those that administrators set, beside those of whoever runs the installation. */
export interface OutgoingMailServers {
  /** By sequence. Who may not test them is told no user names. Refuses `forbidden`. */
  list(caller: Caller): Promise<ServerRecord[]>;
  /** Refuses `forbidden`, `not_found`. */
  read(caller: Caller, id: string): Promise<ServerRecord>;
  /** What is not given has its usual value. Refuses `forbidden`, `fields_wrong`. */
  create(caller: Caller, input: ServerInput): Promise<ServerRecord>;
  /** Makes the change that was approved, inside the transaction of the approval. */
  changeApproved(tx: Tx, caller: Caller, wish: unknown): Promise<Refusal | undefined>;
  /**
   * Changes what is given. Where the server leads elsewhere afterwards, its secrets have to be given again. Refuses
   * `forbidden`, `not_found`, `read_only`, `changed_meanwhile` (`version` is not the current one), `fields_wrong`.
   */
  edit(caller: Caller, id: string, change: { version: number | undefined; input: ServerInput }): Promise<ServerRecord>;
  /** Which is asked first: the ids of all. Refuses `forbidden`, `changed_meanwhile` (they are not all), `approval_needed`. */
  order(caller: Caller, ids: readonly string[]): Promise<ServerRecord[]>;
  /** Letters that waited for it go to the next. Refuses `forbidden`, `not_found`, `read_only`, `approval_needed`. */
  remove(caller: Caller, id: string): Promise<void>;
  /**
   * Tries one now, whatever its state, up to naming sender and recipient; or sends a test letter. Refuses `forbidden`,
   * `not_found`, `email_malformed`, `configuration` (no server).
   */
  test(caller: Caller, wish: TestWish): Promise<TestRecord>;
}
