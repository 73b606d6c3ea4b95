import type { Piecemeal, Reader, Tx } from '../database/index.ts';
import type { AuthenticationResponseJSON, FactorsOfUser, Proof, UsedFactor } from '../factors/index.ts';
import type { Caller, EventName, Refusal, Violation } from '../kernel/index.ts';
import type { Challenge, ChallengeAnswer, Standing } from '../throttle/index.ts';
import type { Company, Ended, User, UserFollower } from '../users/index.ts';
import type { FactorDue } from './factor-due.ts';

export { type FactorDue, isFactorDue, whole } from './factor-due.ts';
export { ownPasswordChanges, signInsFrom } from './limits.ts';
export { createSessions } from './sessions.ts';
export { holdSession } from './store.ts';

/** A session that has just been opened: what the browser must be given. */
export interface OpenedSession {
  /** The cookie's value; only its digest rests. */
  token: string;
  user: User;
  /** When the session dies even if it is used, milliseconds UTC. */
  endsAt: number;
  /** The mark that the browser keeps from now on, if it is another one: see `MadeBy.knownBrowser`. */
  knownBrowser: string | undefined;
}

/** Who a session says it is, judged afresh at every request. */
export interface SignedIn {
  sessionId: string;
  user: User;
  company: Company;
  /** The reset that made it, if one did. */
  resetId: string | undefined;
  /**
   * Until then risky acts need no password: it was given lately, or this is the session that set the installation up.
   * 0 where it never was, as in a session that a link made. Milliseconds UTC.
   */
  freshUntil: number;
  /** The role demands a second factor, and there is none yet: nothing else is shown before. */
  factorMissing: boolean;
}

/** What earned a session. */
export interface MadeBy {
  by: 'password' | 'passkey' | 'link' | 'set_up';
  resetId?: string | undefined;
  /** The mark of a remembered device, if the browser shows one. */
  device?: string | undefined;
  /**
   * The mark that this browser keeps since somebody signed in with it. Strangers' failures do not slow down a browser that
   * the user knows, and a sign-in from one that is new to the user is told by a letter.
   */
  knownBrowser?: string | undefined;
  /** What this browser holds since it was last asked for a second factor, if it does. */
  step?: string | undefined;
  /** A second factor was proved just now, or the session goes on from an earlier one that had what was due. */
  factor?: 'proved' | 'earlier';
  /** What is disowned with the session by whoever says that it was not they. */
  used?: UsedFactor | undefined;
  /** The press of the button that proved it, and when it came in. */
  press?: { by: string; at: number } | undefined;
}

/** What somebody gives as a second factor, and what their browser shows with it. */
export interface GivenFactor {
  proof: Proof;
  remember: boolean;
  device?: string | undefined;
  knownBrowser?: string | undefined;
  cameAt?: number;
}

export interface ProvedFactor {
  user: User;
  /** None for a press that a later one of the same browser has overtaken, which goes on with that one's. */
  session: OpenedSession | undefined;
  /** The mark that a remembered device keeps. */
  device: string | undefined;
}

/** One session of a user. */
export interface UserSession {
  id: string;
  createdAt: number;
  lastSeenAt: number;
  address: string | undefined;
  agent: string | undefined;
  /** The user had never signed in with this browser before. */
  newBrowser: boolean;
}

/** One line of a person's own list of sessions. */
export interface SessionLine extends UserSession {
  current: boolean;
}

export interface Sessions {
  /**
   * Signs in by login or email and password. `knownBrowser` is the mark that the browser keeps from earlier.
   * Refuses `wrong_credentials` (one answer for wrong, unknown, archived, invited), `limited`, `busy`, `challenge_needed`.
   */
  signIn(
    caller: Caller,
    input: {
      login: string;
      password: string;
      knownBrowser: string | undefined;
      device?: string | undefined;
      step?: string | undefined;
      challenge?: ChallengeAnswer;
    },
  ): Promise<OpenedSession | FactorDue>;
  /** What the form of signing in has to bring; nothing where it need not. */
  signInChallenge(caller: Caller): Promise<Challenge | undefined>;
  /** Whose second factor is waited for, and which they have. Refuses `not_signed_in` when it took too long, or there is none any more. */
  factorStep(step: string | undefined): Promise<{ user: User; factors: FactorsOfUser }>;
  /**
   * Goes on after `factorDue`. `cameAt`: when the browser pressed the button; the same press, seconds later, has the same
   * success. Refuses `wrong_code`, `passkey_refused`, `limited`, `not_signed_in` (it took too long, or the password changed or
   * the factors went meanwhile).
   */
  proveFactor(caller: Caller, step: string | undefined, given: GivenFactor): Promise<ProvedFactor>;
  /** Signs in by a passkey alone, which is two factors. Refuses `passkey_refused` (one answer, whatever is wrong), `limited`. */
  signInWithPasskey(
    caller: Caller,
    answer: { passkey: AuthenticationResponseJSON; challenge: string | undefined; knownBrowser?: string | undefined },
  ): Promise<OpenedSession>;
  /** The one door of every session, inside the transaction of what earned it. Refuses `wrong_credentials` for an archived user. */
  open(tx: Tx, caller: Caller, user: User, made: MadeBy): Promise<OpenedSession | FactorDue | Refusal>;
  /**
   * From now on the user knows this browser, which is not signed in: they have just set their password with it. Answers the
   * mark that it is to keep.
   */
  know(tx: Tx, user: User, knownBrowser: string | undefined): Promise<string>;
  /**
   * The user knows no browser any more but this one, if they did: in the others somebody may have signed in who had found
   * out the old password. Answers its mark, which is a fresh one: of the one before somebody may have a copy.
   */
  renewBrowser(tx: Tx, user: User, knownBrowser: string | undefined): Promise<string | undefined>;
  /**
   * Ends the session that a reset made before, when the same browser is answered once more. `familiar`: there was one, and
   * its browser was not told as new.
   */
  endOfReset(tx: Tx, resetId: string): Promise<{ familiar: boolean }>;
  /** Who holds this cookie, or nobody. Notes the use at most once a minute. */
  whoIs(token: string | undefined): Promise<SignedIn | undefined>;
  /** Whether whoever calls is in still, in the same session where they have one, and in the same role. */
  stillIn(db: Reader | Tx, caller: Caller): Promise<boolean>;
  signOut(caller: Caller, token: string | undefined): Promise<void>;
  /** Own sessions, the current first. */
  list(caller: Caller, currentId: string): Promise<SessionLine[]>;
  /** Ends one of one's own. Refuses `not_found`. */
  end(caller: Caller, sessionId: string): Promise<void>;
  /** Ends all of one's own but the current one; answers how many. */
  endOthers(caller: Caller, currentId: string): Promise<number>;
  /**
   * Ends all of a user's own but the one in which the first second factor was added: nobody has proved one in them, and whoever
   * is in one and has the password could take the factor away. Answers how many.
   */
  endUnproved(tx: Tx, caller: Caller, user: User): Promise<number>;
  /**
   * Ends a user's that second factors opened which are not among those that are `left`, but the one in which somebody takes one
   * away: a passkey alone lets in whoever has it, also after its owner has set another password. Whoever took their own away goes
   * on in theirs, until its owner takes another one away. Answers how many.
   */
  endOpenedByGone(tx: Tx, caller: Caller, user: User, left: readonly UsedFactor[]): Promise<number>;
  /**
   * A person types the own password once more, before something risky: the session goes on under a new token and is
   * fresh from now on. Refuses `wrong_password`, `limited`, `busy`, `not_signed_in`.
   */
  confirmPassword(caller: Caller, token: string, password: string): Promise<OpenedSession>;
  /**
   * Proves that the caller knows the own password, for an act that asks for it each time. `event` is what a wrong one is
   * recorded as. Answers who it is, and the hash that it was compared with: whoever writes then looks whether it is still
   * the one. Refuses `wrong_password`, `limited`, `busy`, `not_signed_in`.
   */
  provePassword(caller: Caller, password: string, event: EventName): Promise<{ user: User; hash: string }>;
  /** A user's sessions that still work, the last used first. Refuses `forbidden`, `not_found`. */
  of(caller: Caller, userId: string): Promise<UserSession[]>;
  /** Ends a user's sessions, or one of them; answers how many. Refuses `forbidden`, `not_found`. */
  endOf(caller: Caller, userId: string, sessionId?: string): Promise<number>;
  /** Ends all of a user's inside a transaction, for whoever does that to many. */
  endAllWithin(tx: Tx, caller: Caller, userId: string): Promise<number | Refusal>;
  /** The violations of a new own password, for the live check. Refuses `limited`. */
  judgeOwn(caller: Caller, password: string): Promise<Violation[]>;
  /**
   * Changes one's own password and goes on with a new session; all others end.
   * Refuses `wrong_password`, `password_refused` (all that fails at once), `limited`, `busy`.
   */
  changePassword(
    caller: Caller,
    input: {
      oldPassword: string;
      newPassword: string;
      confirmPassword: string;
      knownBrowser?: string | undefined;
    },
  ): Promise<{ session: OpenedSession; ended: Ended }>;
  /** What counts against a user's account now, under each of its names: tries from browsers that it does not know. */
  failuresOf(db: Reader | Tx, user: User): Promise<Standing[]>;
  /** Until when none is tried from such browsers, under one of the names at least, while they are too many. */
  heldBackUntil(db: Reader | Tx, user: User): Promise<number | undefined>;
  /** They begin anew. */
  forgetFailures(tx: Tx, user: User): Promise<void>;
  /** Ends every session of a user whose password changed or who was archived. */
  follower: UserFollower;
  /** Ends everybody's, and answers how many they were. */
  endAll(tx: Tx): Promise<number>;
  sweep(piecemeal: Piecemeal): Promise<void>;
}

/**
 * Hears, inside the transaction, that a user signed in from a browser that is new to them, and with what: who is told, by a
 * letter. Answers whether somebody was.
 */
export type NewBrowser = (tx: Tx, user: User, caller: Caller, used: UsedFactor | undefined) => Promise<boolean>;

/** A letter that tells a user of a right password in a browser new to them, unless a second factor follows. */
export interface FactorNotice {
  /** To be sent then. Answers whether a letter can reach them. */
  announce(tx: Tx, user: User, caller: Caller, told: { letter: string; at: number }): Promise<boolean>;
  withdraw(tx: Tx, letter: string): Promise<void>;
}
