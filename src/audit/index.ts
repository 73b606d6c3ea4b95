import type { Page, Reader, Turn, Tx } from '../database/index.ts';
import type { Act, Caller, EventName, Refusal, RefusalCode, Target } from '../kernel/index.ts';
import type { Forgotten } from './forget.ts';
import type { Sealed } from './seal.ts';
import type { Verification } from './verify.ts';

export { createAudit } from './audit.ts';
export type { Forgotten } from './forget.ts';
export type { Sealed } from './seal.ts';
export type { Verification } from './verify.ts';
export { type AuditFinding, type Fault, faults } from './walk.ts';

/** Where the sealed record ends: the last position, and the digest of everything up to it. */
export interface RecordEnd {
  position: number;
  digest: string;
}

/** Whom or what an event is about, as it was then. */
export interface Subject {
  kind:
    | 'user'
    | 'reset'
    | 'job'
    | 'session'
    | 'message'
    | 'mail_server'
    | 'dkim_key'
    | 'company'
    | 'setting'
    | 'api_key'
    | 'installation';
  id: string | undefined;
  label: string | undefined;
}

export interface AuditEntry {
  event: EventName;
  subject?: Subject;
  /** The reset whose timeline shows it. */
  resetId?: string;
  /** `done` unless it was refused. */
  outcome?: 'done' | RefusalCode;
  /** Never a secret, never what a stranger typed. */
  details?: Record<string, string | number | boolean | null>;
}

/** Of what somebody can cause without end. */
export type RefusedEntry = AuditEntry & { event: 'session.opened' | 'factors.proved' | 'access.refused' };

/** One line of what happened, as the API and `audit list --json` tell it. */
export interface AuditEvent {
  id: string;
  at: string;
  event: string;
  actor: { kind: string; id: string | null; label: string | null };
  subject: { kind: string; id: string | null; label: string | null } | null;
  reset_id: string | null;
  outcome: string;
  details: Record<string, string | number | boolean | null>;
  address: string | null;
  agent: string | null;
  request_id: string;
}

/** Who did it, or to whom it was done: one of these users, and whoever was called so when it was recorded. */
export interface Meant {
  ids: readonly string[];
  called?: string | undefined;
  /** Only to whom it was done. */
  as?: 'subject' | undefined;
}

/** Which events. Everything that is told must be so. */
export interface AuditQuery {
  /** One of these happened. */
  events?: readonly string[] | undefined;
  subjectId?: string | undefined;
  people?: Meant | undefined;
  outcome?: 'done' | 'refused' | undefined;
  address?: string | undefined;
  /** Milliseconds UTC: not before, and before. */
  from?: number | undefined;
  until?: number | undefined;
}

export interface AuditFilter {
  event?: string | undefined;
  subjectId?: string | undefined;
  people?: Meant | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** A list that somebody takes away as a file, and what it was narrowed to. Never what was searched for: it may name people. */
export interface Exported {
  list: 'users' | 'resets' | 'letters' | 'companies' | 'mail_servers' | 'api_keys' | 'job_results' | 'audit';
  filter?: string;
  /** Only whether it may be taken is asked (HEAD): nothing is handed out, so nothing is recorded. */
  onlyAsked?: boolean;
}

/** How far the record is sealed. */
export interface SealState {
  /** The last position, and when it was sealed; none before the first time. */
  sealed: { upTo: number; at: number } | undefined;
  /** Events that wait for the sealer. */
  unsealed: number;
}

export interface Audit {
  /** Writes one event in the transaction of what it tells. */
  record(tx: Tx, caller: Caller, entry: AuditEntry): Promise<void>;
  /** The same for many, in their order and in one statement. */
  recordEach(tx: Tx, entries: { caller: Caller; entry: AuditEntry }[]): Promise<void>;
  /**
   * Writes the event of a refusal that somebody can cause without end. In a minute the first of a source, or of a person,
   * that is about the same is an event, and each try that failed, and no more than a few of one person or neighbourhood are;
   * further ones are only counted, which `sweep` tells.
   */
  recordRefusal(tx: Tx, caller: Caller, entry: RefusedEntry): Promise<void>;
  /** Tells in one event how many further refusals there were. For a worker, once a minute. */
  sweep(tx: Tx): Promise<void>;
  /**
   * Asks the access matrix, and whether the session or the key that is used still lives: until the commit it does. A refused
   * act is on record (`recordRefusal`) and answers the refusal, which the transaction's body returns.
   */
  demand(tx: Tx, caller: Caller, act: Act, target?: Target): Promise<Refusal | undefined>;
  /** The same for reads, which have no transaction: answers nothing or throws the refusal. */
  admit(caller: Caller, act: Act, target?: Target): Promise<void>;
  /** Newest first. Refuses `forbidden`. */
  list(caller: Caller, filter: AuditFilter): Promise<{ items: AuditEvent[]; next: string | null }>;
  /** One page of those that match, newest first. Refuses `forbidden`, `malformed` for a cursor that is none. */
  page(caller: Caller, query: AuditQuery, turn: Turn): Promise<Page<AuditEvent>>;
  /** How many match; exact to 10,000. Refuses `forbidden`. */
  count(caller: Caller, query: AuditQuery): Promise<{ count: number; exact: boolean }>;
  /** Refuses `forbidden`. */
  find(caller: Caller, id: string): Promise<AuditEvent | undefined>;
  /** Leaves the event of an export, for whoever is about to hand it out. Refuses `forbidden`. */
  noteExport(caller: Caller, exported: Exported): Promise<void>;
  /** All that match, newest first, read as they are taken. That they were taken is an event, too. Refuses `forbidden`. */
  export(caller: Caller, query: AuditQuery): Promise<AsyncGenerator<AuditEvent>>;
  /** The events of one reset, oldest first, for its timeline. */
  ofReset(resetId: string): Promise<AuditEvent[]>;
  /**
   * Gives what was recorded since the last time its positions, chains it and signs the batch. For a worker; any number
   * of processes may call it, one at a time gets something to do.
   */
  seal(): Promise<Sealed>;
  /**
   * Since when the oldest event waits to be sealed; none where nothing waits. `held`: nothing is sealed any more, because
   * the end of the record is not one that this secret vouches for.
   */
  backlog(): Promise<{ since: number | undefined; held: boolean }>;
  /** How far the record is sealed; position 0 before the first. */
  end(db: Reader): Promise<RecordEnd>;
  /** Whether the record still goes through this end: not where it stops earlier, or went on otherwise. */
  goesThrough(db: Reader, end: RecordEnd): Promise<boolean>;
  /**
   * Removes what was sealed longer ago than `keptFor` milliseconds, a day's worth and more at a time. For a worker. What
   * is left is verified from where it begins; what is not as it was sealed stays. Ends early when it is to stop.
   */
  forget(keptFor: number, stop?: AbortSignal): Promise<Forgotten>;
  /** Refuses `forbidden`. */
  sealState(caller: Caller): Promise<SealState>;
  /**
   * Whether the sealed record is what was sealed, and if not, where it first differs. All of it is read, others go on
   * meanwhile, and those who ask at once share one reading. Refuses `forbidden`, and `limited` for whoever asks again and
   * again.
   */
  verify(caller: Caller): Promise<Verification>;
}

/** What holds back whoever does something too often: `throttle/` beside it has one. */
export type Brake = (caller: Caller, rule: { name: string; max: number; within: number }) => Promise<void>;

/** Whether what somebody acts with is still there. It is held until the commit: whoever ends it waits for that. */
export interface Live {
  session(tx: Tx, id: string): Promise<boolean>;
  /** Nor is a key what it was once its owner has another role. */
  key(tx: Tx, id: string, owner: Target): Promise<boolean>;
}

interface Count {
  rule: { name: string; max: number; within: number };
  of: string;
}

/** Counters that all processes share: `throttle/` beside it has them. */
export interface Counts {
  /** Counts one in each, and answers 0, or how long until there is room again. */
  take(tx: Tx, counts: Count[]): Promise<number>;
  /** Empties one and answers what was in it. */
  drain(tx: Tx, count: Count): Promise<number>;
}
