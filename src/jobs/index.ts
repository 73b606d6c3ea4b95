import type { Piecemeal, Reader, Tx } from '../database/index.ts';
import type { Act, Actor, Caller, EventName, Refusal, RefusalCode, Role, Target } from '../kernel/index.ts';

export { createJobs } from './jobs.ts';

export type JobState = 'preparing' | 'running' | 'paused' | 'done' | 'cancelled';

/** What a job's kind needs besides whom it concerns. It rests in the database: never a secret. */
export type JobData = Record<string, string | null>;

/** Something that can be done to many people, one after the other. */
export interface JobKind {
  name: string;
  /** What whoever starts, steers or sees such a job must be allowed to do. */
  act: Act;
  /**
   * Does it to one, in the transaction that also notes the outcome: a job that is stopped at any instant has done it to
   * everybody who is noted, and to nobody else.
   */
  each(tx: Tx, caller: Caller, one: { subjectId: string; data: JobData }): Promise<Refusal | undefined>;
}

export interface NewJob {
  kind: string;
  subjectIds: readonly string[];
  data: JobData;
  /** At most so many people a minute; as fast as it goes where none is told. */
  perMinute?: number | undefined;
  /** When it was asked for, where finding out whom it concerns took its time. */
  askedAt?: number | undefined;
}

export interface JobRecord {
  id: string;
  kind: string;
  state: JobState;
  total: number;
  /** How many were done, and how many were refused. */
  done: number;
  refused: number;
  per_minute: number | null;
  made_by: string;
  /** Whether whoever asks may pause and cancel it. */
  may_steer: boolean;
  /** Whether they may resume it once it is paused. */
  may_resume: boolean;
  created_at: string;
  ended_at: string | null;
}

/** What became of one person. */
export interface JobResult {
  number: number;
  subject_id: string;
  /** `done`, the code of the refusal, or `bug`; null while it waits. */
  outcome: string | null;
  at: string | null;
}

export interface Jobs {
  /** The kinds there are; complete before the first request. */
  kinds: JobKind[];
  /**
   * Writes down who is meant, all of them at once, then gives each a row of their own (`preparing`), and begins. After a stop in
   * between any process goes on with it. Refuses `forbidden`, `too_many_jobs`, and `not_signed_in` or `key_unknown` where
   * whoever asked is not in any more. Answers the id.
   */
  start(caller: Caller, job: NewJob): Promise<string>;
  /** Refuses `forbidden`, `not_found`. */
  describe(caller: Caller, jobId: string): Promise<JobRecord>;
  /** Those that go on or are paused, newest first, as far as the caller may see them. Refuses `forbidden`. */
  unfinished(caller: Caller): Promise<JobRecord[]>;
  /** In the order in which they are done, from behind `after`. Refuses as `describe`. */
  results(caller: Caller, jobId: string, which: { after: number; limit: number }): Promise<JobResult[]>;
  /**
   * A paused job keeps its place; what is cancelled goes no further. Refuses `forbidden`, also where somebody started it
   * whose role is above the caller's, and with a key for the resuming of what another one or none began; `not_found`,
   * `job_ended`.
   */
  steer(caller: Caller, jobId: string, to: 'pause' | 'resume' | 'cancel'): Promise<void>;
  /** Pauses all that is under way, for whoever does not want it to go on unseen. Answers how many they were. */
  pauseAll(tx: Tx, caller: Caller): Promise<number>;
  /**
   * Hears of users: what somebody began goes no further when their password is made void or a link replaces it, they are
   * archived, or they rise: it must not grow with them. It names nobody any more who is erased.
   */
  follower: BeginnerFollower;
  /** The worker's turn: goes on with what is due, of any process. Answers whether there is more to do at once. */
  turn(): Promise<boolean>;
  /** Forgets what ended as long ago as audit events are kept. */
  sweep(piecemeal: Piecemeal): Promise<void>;
}

/** As followers of users are, of whom this part knows no more. */
export interface BeginnerFollower {
  name: 'jobs';
  passwordReplaced(tx: Tx, change: { user: { id: string }; by: string; caller: Caller }): Promise<object>;
  roleChanged(tx: Tx, change: { user: Beginner; before: Beginner; caller: Caller }): Promise<object>;
  archived(tx: Tx, user: { id: string }, caller: Caller): Promise<object>;
  deleted(tx: Tx, user: { id: string }): Promise<void>;
}

interface Beginner {
  id: string;
  role: Role;
}

/** What jobs need of the audit, which stands beside them. */
export interface AuditTrail {
  record(
    tx: Tx,
    caller: Caller,
    entry: {
      event: EventName;
      subject?: { kind: 'job'; id: string; label: string };
      outcome?: RefusalCode;
      details?: Record<string, string | number | boolean | null>;
    },
  ): Promise<void>;
  /** Of one that somebody can cause without end. */
  recordRefusal(
    tx: Tx,
    caller: Caller,
    entry: {
      event: 'access.refused';
      subject: { kind: 'job'; id: string; label: string };
      outcome: RefusalCode;
      details: { act: Act };
    },
  ): Promise<void>;
  demand(tx: Tx, caller: Caller, act: Act, target?: Target): Promise<Refusal | undefined>;
  admit(caller: Caller, act: Act, target?: Target): Promise<void>;
}

/**
 * Asked in the transaction that begins a job: why whoever asked for it then is nobody to begin one by now. Until it ends, their
 * account is nobody's to take back.
 */
export type NoMoreIn = (tx: Tx, caller: Caller, askedAt: number) => Promise<Refusal | undefined>;

/** Who a job acts as by now: nobody any more once they were archived or erased, or the key that it was begun with ended. */
export type ActorNow = (db: Reader | Tx, userId: string, keyId: string | undefined) => Promise<Actor | undefined>;
