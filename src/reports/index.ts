import type { Audit } from '../audit/index.ts';
import type { Config } from '../config/index.ts';
import type { Database } from '../database/index.ts';
import type { Caller, Clock, Log, Secrets } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import type { DnsRecord, Mail } from '../mail/index.ts';
import type { Passwords } from '../passwords/index.ts';
import type { Resets } from '../resets/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Users } from '../users/index.ts';
import type { Received } from './mail-domain/received.ts';
import type { Counting } from './metrics.ts';

export { findingsAsText } from './as-text.ts';
export { cannotStart, createDoctor } from './doctor.ts';
export type { Believed, Received } from './mail-domain/received.ts';
export { createCounting, createMetrics } from './metrics.ts';
export { createReadiness } from './readiness.ts';
export { visit } from './visit.ts';

/** Something about this installation that needs attention. */
export interface Finding {
  /** Stable: the catalogue's `reports.CODE` and `reports.CODE.advice`. */
  code: FindingCode;
  /** `error`: something does not work now. `warning`: it will not, or not safely. */
  severity: 'error' | 'warning';
  words: string;
  /** What to do about it. */
  advice: string;
  /** What has to be published for that, exactly. */
  record?: DnsRecord;
  /** The name of the outgoing mail server that it is about. */
  server?: string;
  /** The domain that it is about: a sender's, or that of the address for bounces. */
  domain?: string;
}

export type FindingCode =
  | 'cannot_start'
  | 'disk_nearly_full'
  | 'database_refuses_writes'
  | 'record_not_sealed'
  | 'base_url_missing'
  | 'base_url_insecure'
  | 'base_url_loopback'
  | 'mail_server_missing'
  | 'mail_server_failing'
  | 'letters_wait'
  | 'asks_unreadable'
  | 'breached_unreadable'
  | 'base_url_silent'
  | 'clock_off'
  | 'database_open'
  | 'proxies_wide'
  | 'proxies_missing'
  | 'dns_away'
  | 'mx_missing'
  | 'bounces_lost'
  | 'spf_missing'
  | 'spf_several'
  | 'spf_broken'
  | 'spf_other_servers'
  | 'dkim_missing'
  | 'dkim_not_published'
  | 'dkim_ready'
  | 'dmarc_missing'
  | 'dmarc_broken'
  | 'dmarc_unproved'
  | 'address_nameless'
  | 'certificate_ends'
  | 'credential_ends'
  | 'tls_old'
  | 'setting_unfit'
  | 'not_set_up'
  | 'login_is_email';

/** What the doctor looks at. */
export interface Parts {
  config: Pick<Config, 'baseUrl' | 'dataDir' | 'databaseUrl' | 'mailFrom' | 'trustedProxies'>;
  clock: Clock;
  database: Database;
  audit: Pick<Audit, 'admit' | 'backlog'>;
  mail: Mail;
  passwords: Pick<Passwords, 'breachedTrouble'>;
  settings: Pick<Settings, 'read' | 'unfit'>;
  users: Users;
  resets: Pick<Resets, 'count'>;
  /** Where links lead. Refuses `configuration` while nobody has said. */
  baseUrl(): string;
  /** How many bytes may still be written into a folder. */
  freeSpace?(folder: string): Promise<number>;
  /** Asks an address of the web; answers the status, or why there was no answer. */
  visit?(url: string): Promise<number | string>;
}

export interface Doctor {
  /**
   * Every check, each on its own; the findings in the order of the checks. Changes nothing, but tries the mail servers.
   * Refuses `forbidden`.
   */
  examine(caller: Caller, words: Translate): Promise<Finding[]>;
  /**
   * What a receiver thought of a letter of ours, by that letter's head; nothing where it says nothing. Kept nowhere.
   * Refuses `forbidden`.
   */
  readReceived(caller: Caller, head: string): Promise<Received | undefined>;
}

/** What is told to whoever sends people here: states and nothing else, since anybody may ask. */
export interface ReadinessReport {
  status: 'ready' | 'not_ready' | 'stopping';
  checks: {
    /** Whether a transaction that writes goes through at once. */
    database: 'ok' | 'failing';
    /**
     * `failing`: letters that could go do not, though mail servers could be reached for just as long and none was tried.
     * `held_up`: none takes them, which is not this process's fault.
     */
    queue: 'ok' | 'failing' | 'held_up' | 'unknown';
    /**
     * `failing`: events wait to be sealed for longer than they should. `held_up`: none is sealed any more, because the record
     * is not what was sealed, which another process could not mend.
     */
    sealer: 'ok' | 'failing' | 'held_up' | 'unknown';
    /** Where the database is a file. */
    disk?: 'ok' | 'failing' | undefined;
    /** `left_behind`: a rotation has ended of which this process was told nothing. It has to be started with the new secret. */
    secret: 'ok' | 'left_behind';
  };
}

export interface ReadinessParts {
  config: Pick<Config, 'databaseUrl'>;
  clock: Clock;
  database: Database;
  mail: Pick<Mail, 'dueSince' | 'ready' | 'triedSince'>;
  audit: Pick<Audit, 'backlog'>;
  secrets: Pick<Secrets, 'isRetired'>;
  /** How many bytes may still be written into a folder. */
  freeSpace?(folder: string): Promise<number>;
}

/** Whether people should be sent to this process. */
export interface Readiness {
  /** Looks at most once a second, and answers within two, also while the database is away. */
  look(): Promise<ReadinessReport>;
  /** From now on no more people should come: what is under way is being finished. */
  stop(): void;
}

export interface MetricsParts {
  counting: Counting;
  clock: Clock;
  passwords: Pick<Passwords, 'line'>;
  mail: Pick<Mail, 'depth' | 'dueSince' | 'ready'>;
  audit: Pick<Audit, 'backlog'>;
  readiness: Readiness;
  log: Pick<Log, 'lost'>;
}

export interface Metrics {
  /** In Prometheus's text format. Nobody is named in it. Answers within two seconds, also while the database is away. */
  text(): Promise<string>;
}
