import type { Piecemeal, Reader, SealedColumn, Tx } from '../database/index.ts';
import type { Actor, Caller, Change, Refusal } from '../kernel/index.ts';

export { createApprovals } from './approvals.ts';
export { subjectOf } from './subject.ts';

/** What a second person decides about: each is a kind with an act of its own. */
export type ApprovalKindName =
  | 'reset'
  | 'administrator'
  | 'address'
  | 'factors'
  | 'mail_server'
  | 'company'
  | 'setting';

export type ApprovalState = 'waiting' | 'approved' | 'refused' | 'failed' | 'expired';

/** One request, as staff see it; what is wished, with its secrets, rests sealed. */
export interface ApprovalRecord {
  id: string;
  kind: ApprovalKindName;
  /** The user, the mail server or the setting that it is about, as of then. */
  subject: { id: string | null; label: string };
  state: ApprovalState;
  /** What is to be otherwise, without secrets. To programs, and once it is decided, it is only told as `asKept` tells. */
  changes: readonly Change[];
  /** `key`: the name of the one that a program asked with. */
  askedBy: { id: string; label: string; key: string | undefined };
  askedAt: number;
  expiresAt: number;
  /** As of then; `id`: of a user, where it was one. */
  decidedBy: { id: string | undefined; label: string } | undefined;
  decidedAt: number | undefined;
  /** The refusal that the act met when it was approved, or why it was withdrawn without anybody's decision. */
  reason: string | undefined;
}

/**
 * How an approved wish is done, in the transaction of the approval and in the name of whoever asked. `made`: the id of
 * somebody who was not there before, so that the request is known to be about them.
 */
export interface ApprovalKind {
  name: ApprovalKindName;
  run(tx: Tx, caller: Caller, wish: unknown): Promise<Refusal | { made: string } | undefined>;
}

export interface Asked {
  kind: ApprovalKindName;
  subject: ApprovalRecord['subject'];
  /** What is to be done, as JSON; it may hold secrets. */
  wish: object;
  /** The same for whoever has to decide: what is to be otherwise, without secrets. */
  changes: readonly Change[];
}

/** Two-person approval: what is set to need it waits until another administrator has approved or refused it. */
export interface Approvals {
  /**
   * Asked inside the transaction of an act. Nothing where it is not set to need a second person, nobody else could decide,
   * or the command line acts; else the request is kept, the others are mailed about it, and the caller is told
   * `approval_needed`, or `too_many_approvals` where it is not kept. The same once more is the one that waits already. `judge`
   * is asked before, but not where it waits already: what is good for once has been spent on that one.
   */
  demand(
    tx: Tx,
    caller: Caller,
    asked: Asked,
    judge?: () => Promise<Refusal | undefined>,
  ): Promise<Refusal | undefined>;
  /** Whether such an act of the caller would wait; nothing is kept. Of settings it depends on which. */
  mustWait(db: Reader | Tx, caller: Caller, kind: Exclude<ApprovalKindName, 'setting'>): Promise<boolean>;
  /** As `demand`, of settings: one that nobody changes alone has all that is changed with it wait. */
  demandForSettings(tx: Tx, caller: Caller, asked: Pick<Asked, 'wish' | 'changes'>): Promise<Refusal | undefined>;
  /** Those that wait, then the latest that were decided. Refuses `forbidden`. */
  list(caller: Caller): Promise<ApprovalRecord[]>;
  /** Refuses `forbidden`, `not_found`. */
  find(caller: Caller, id: string): Promise<ApprovalRecord>;
  /** The oldest letter to somebody that waits, if one does. */
  waitingReset(db: Reader, userId: string): Promise<ApprovalRecord | undefined>;
  /** Those that wait and were asked for since then, oldest first. */
  waitingSince(db: Reader, since: number): Promise<ApprovalRecord[]>;
  /** How many wait. */
  waiting(db: Reader): Promise<number>;
  /**
   * Does what was wished. Refuses `forbidden`, `not_found`, `approval_ended`, `approval_own` (nobody approves their own),
   * and whatever the act refuses by now.
   */
  approve(caller: Caller, id: string): Promise<void>;
  /** Also by whoever asked, and then also with a key. Refuses `forbidden`, `not_found`, `approval_ended`. */
  refuse(caller: Caller, id: string): Promise<void>;
  /** Filled in `app.ts`. */
  kinds: ApprovalKind[];
  /**
   * Hears of whoever asked: what waits in their name is withdrawn when a link has replaced their password, that is made void,
   * or they are archived. Of whoever is erased nothing waits, and what was decided names them no more.
   */
  follower: AskerFollower;
  /** Withdraws what a user asked for in sessions: somebody else may have been in them. */
  withdrawAsked(tx: Tx, caller: Caller, user: Asker, where: AskedIn): Promise<void>;
  /** Of a restored backup: withdraws everything that waits, and answers how much that was. */
  withdrawAll(tx: Tx, caller: Caller): Promise<number>;
  /** What is kept sealed here. */
  sealed: readonly SealedColumn[];
  sweep(piecemeal: Piecemeal): Promise<void>;
}

/** As followers of users are, of whom this part knows no more. */
export interface AskerFollower {
  name: 'approvals';
  passwordReplaced(tx: Tx, change: { user: Asker; by: string; caller: Caller }): Promise<object>;
  archived(tx: Tx, user: Asker, caller: Caller): Promise<object>;
  deleted(tx: Tx, user: Asker, caller: Caller): Promise<void>;
}

export interface Asker {
  id: string;
  login: string;
}

/** These sessions, or all but one, also those that had ended by themselves. */
export type AskedIn = { these: readonly string[] } | { allBut: string | undefined };

export interface People {
  /** Whoever asked, with the role that they have by now and narrowed by their key; nobody if they are archived or it ended. */
  actorNow(tx: Tx, userId: string, keyId: string | undefined): Promise<Actor | undefined>;
  /** Whether somebody else may decide. */
  someoneElse(db: Reader | Tx, userId: string): Promise<boolean>;
  /** Puts the letters to everybody else who may decide into the queue. */
  tellOthers(tx: Tx, asked: ApprovalRecord): Promise<void>;
}
