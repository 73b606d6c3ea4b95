import type { Piecemeal, Reader, Tx } from '../database/index.ts';
import type { Caller, RefusalDetails } from '../kernel/index.ts';

export { createBrake } from './brake.ts';
export { createChallenges } from './challenge.ts';
export { limited, takeOne } from './limited.ts';
export { createThrottle } from './throttle.ts';

/** How many in what time. A window begins with the first that it counts. */
export interface Rule {
  name: string;
  max: number;
  /** Milliseconds. */
  within: number;
}

/** One count to take: a rule, and what it counts for (an address, an account; kept as a keyed digest only). */
export interface Take {
  rule: Rule;
  of: string;
}

/** How it stands with one limit. `since` and `until` are those of the window that is going on; none while nothing is counted. */
export interface Standing {
  name: string;
  count: number;
  max: number;
  since: number | undefined;
  until: number | undefined;
}

export interface Throttle {
  /**
   * Counts one in each bucket and answers 0, or how many milliseconds until there is room again. Told from narrow to
   * wide: what a narrow limit stops uses up nothing of the wider ones, or one source could shut everybody out.
   */
  take(tx: Tx, takes: Take[]): Promise<number>;
  /** The same for many who come together, one after another in their order, with as few statements as for one. */
  takeEach(tx: Tx, each: Take[][]): Promise<number[]>;
  /** How many milliseconds until there is room again in all of these, without counting anything. */
  peek(db: Reader | Tx, takes: Take[]): Promise<number>;
  /** How it stands with each of these, in their order, without counting anything. */
  look(db: Reader | Tx, takes: Take[]): Promise<Standing[]>;
  /** How many milliseconds an account has to wait after its failures in a row, without counting anything. */
  waitAfterFailures(tx: Tx, of: string): Promise<number>;
  /** Counts one more failure in a row; from the fifth on each doubles the wait, from 1 s to 15 min. */
  countFailure(tx: Tx, of: string): Promise<{ inRow: number; wait: number }>;
  /** Takes back a failure that was counted for nothing: `inRow` is how many they were with it. The wait before it is over. */
  takeBackFailure(tx: Tx, of: string, inRow: number): Promise<void>;
  forgetFailures(tx: Tx, of: string): Promise<void>;
  /** Takes back one from each of these buckets. */
  putBack(tx: Tx, takes: Take[]): Promise<void>;
  /** Empties buckets. */
  clear(tx: Tx, takes: Take[]): Promise<void>;
  /** Empties a bucket and answers what was in it. */
  drain(tx: Tx, take: Take): Promise<number>;
  /** Drops counters that count nothing any more. */
  sweep(piecemeal: Piecemeal): Promise<void>;
}

/**
 * Counts what one person does, in person or by a program, and refuses `limited` when that is enough. Whoever runs the
 * command line, and the server itself, are not held back.
 */
export type Brake = (caller: Caller, rule: Rule) => Promise<void>;

/** Where a challenge may be demanded. One that was drawn for one form opens no other. */
export type ChallengedForm = 'ask' | 'sign_in';

/** A small piece of work for whoever sends a form: to find the number, or to wait. */
export type Challenge = RefusalDetails['challenge_needed'];

export interface ChallengeAnswer {
  token: string | undefined;
  /** Without it the challenge is met by having waited. */
  number: number | undefined;
}

interface Challenged {
  form: ChallengedForm;
  /** Counts that tell of unusually much going on when they are full. */
  signs: Take[];
}

/** Challenges for those who ask and guess, where the setting demands them. Nobody is looked up for them. */
export interface Challenges {
  /** What a form that is shown now has to bring; nothing where it need not. */
  pending(caller: Caller, which: Challenged): Promise<Challenge | undefined>;
  /**
   * Lets through who need bring nothing, or brings a challenge that was met, once. Refuses `challenge_needed`, with
   * one to meet, and `limited`.
   */
  demand(caller: Caller, which: Challenged & { answer: ChallengeAnswer | undefined }): Promise<void>;
}
