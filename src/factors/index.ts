import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Piecemeal, Reader, SealedColumn, Tx } from '../database/index.ts';
import type { Caller, Refusal } from '../kernel/index.ts';
import type { Ended, User, UserFollower } from '../users/index.ts';
import type { Disowned, UsedFactor } from './used.ts';

export type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
export { createFactors } from './factors.ts';
export { codesTried, ownChanges as ownFactorChanges, passkeyAnswers } from './limits.ts';

/** What a user has besides a password. */
export interface FactorsOfUser {
  /** Codes of an authenticator app (RFC 6238). */
  totp: FactorLine | undefined;
  passkeys: PasskeyLine[];
  /** Recovery codes that were not used yet, and that open something. */
  recoveryCodes: number;
  rememberedDevices: number;
}

export interface FactorLine {
  createdAt: number;
  /** It counts, and opens nothing: somebody else may have added it. */
  disowned: boolean;
}

export interface PasskeyLine extends FactorLine {
  id: string;
  name: string;
  lastUsedAt: number | undefined;
}

/** How staff made sure of whoever had their factors removed. */
export interface FactorRemoval {
  at: number;
  identityCheck: string;
  note: string;
}

/** What ended because second factors changed: sessions that had been opened otherwise, and devices that were remembered so. */
export type EndedWithFactors = Pick<Ended, 'sessions' | 'remembered_devices'>;

/** A fresh sheet of recovery codes, and what ended as it was drawn. */
export interface DrawnCodes {
  codes: string[];
  ended: EndedWithFactors;
}

/** What an authenticator app has to be told, before its first code proves that it knows it. */
export interface TotpOffer {
  /** In base 32, to be typed. */
  secret: string;
  /** The same as an address, to be scanned. */
  uri: string;
}

/** What a browser is asked, and what its answer is held against: kept sealed by the door, for some minutes. */
export interface Challenge<Options> {
  options: Options;
  challenge: string;
}

/** How somebody proves a second factor: a code of the app or a recovery code, or a passkey's answer to a challenge. */
export type Proof = { code: string } | { passkey: AuthenticationResponseJSON; challenge: string | undefined };

/** The answer of a passkey that was right when it was read. */
export interface ProvedPasskey {
  /**
   * Notes the use inside the transaction of what follows from it, the user held, and answers who it is: nobody where it was
   * removed or disowned meanwhile, or its challenge answered before.
   */
  use(tx: Tx): Promise<{ user: User; used: UsedFactor } | undefined>;
}

/** What is proved, and what it is proved for. */
export interface Proving<Outcome> {
  proof: Proof;
  /** The one that is used, if the user knows it. */
  browser: KnownBrowser | undefined;
  /** What the same proof has led to a moment before, the user held: then nothing is proved a second time. */
  already(tx: Tx): Promise<Outcome | undefined>;
  /** What follows, in the transaction that spends the code; `used` is disowned with it. */
  next(tx: Tx, used: UsedFactor | undefined): Promise<Outcome | Refusal>;
}

/** A browser that a user knows. */
export interface KnownBrowser {
  name: string;
  /** A second factor was proved in it: nobody has it by a password or a link alone. */
  proved: boolean;
}

/** Second factors, recovery codes and remembered devices. A reset goes round none of them. */
export interface Factors {
  /** Whether signing in demands a second factor of this user, on a device that shows this mark. */
  due(db: Reader | Tx, user: User, device: string | undefined): Promise<boolean>;
  /** Which one was given when the device was remembered, by which none is due. */
  rememberedWith(db: Reader | Tx, user: User, device: string | undefined): Promise<UsedFactor | undefined>;
  /** Whether the user's role demands a second factor and there is none yet. */
  missing(db: Reader | Tx, user: User): Promise<boolean>;
  of(db: Reader | Tx, userId: string): Promise<FactorsOfUser>;
  /**
   * Own. A secret that waits for its first code in this session; an earlier one that waits, wherever, is forgotten. Refuses
   * `factor_exists`.
   */
  offerTotp(caller: Caller): Promise<TotpOffer>;
  /** Own. What waits for its first code in this session. Refuses `not_found`, `app_offered_elsewhere` (another session has taken its place). */
  waitingTotp(caller: Caller): Promise<TotpOffer>;
  /** Own. The first code makes it count. Answers fresh recovery codes. Refuses as `waitingTotp`, `wrong_code`, `limited`. */
  confirmTotp(caller: Caller, code: string): Promise<DrawnCodes>;
  /** Own. Answers what ended with it. Refuses `not_found`. */
  removeTotp(caller: Caller): Promise<EndedWithFactors>;
  /** Own. The earlier ones stop working. Refuses `not_found` where there is no factor to recover, `limited`. */
  drawRecoveryCodes(caller: Caller): Promise<DrawnCodes>;
  offerPasskey(caller: Caller): Promise<Challenge<object>>;
  /** Own. Answers fresh recovery codes with the first factor. Refuses `passkey_refused`, `limited`. */
  addPasskey(
    caller: Caller,
    answer: { response: RegistrationResponseJSON; challenge: string | undefined; name: string },
  ): Promise<{ drawn: DrawnCodes | undefined }>;
  /** Own. Answers what ended with it. Refuses `not_found`. */
  removePasskey(caller: Caller, id: string): Promise<EndedWithFactors>;
  /** For one user's passkeys, or, without a user, for whichever the browser has. */
  offerPasskeySignIn(user: User | undefined): Promise<Challenge<object>>;
  /** Whose passkey an answer names, without any proof; nothing where it is nobody's. */
  ownerOf(db: Reader | Tx, passkey: Pick<AuthenticationResponseJSON, 'id'>): Promise<string | undefined>;
  /** What proves somebody who has not named themselves. Refuses `passkey_refused`. */
  provePasskey(answer: { passkey: AuthenticationResponseJSON; challenge: string | undefined }): Promise<ProvedPasskey>;
  /**
   * Proves a second factor of one user. Counts before it compares, and goes on in the same transaction, the user held: nobody
   * takes a factor away between its proof and what that opens. Refuses `wrong_code`, `passkey_refused`, `limited`, and
   * whatever follows does.
   */
  prove<Outcome>(caller: Caller, user: User, proving: Proving<Outcome>): Promise<Outcome>;
  /**
   * Makes a device one that is not asked for 30 days; answers the mark that it keeps from now on, instead of the one that it
   * shows: by it the device stays remembered for whoever else is. It is forgotten with the second factor that was `used`.
   */
  remember(
    tx: Tx,
    caller: Caller,
    user: User,
    shown: { mark: string | undefined; used: UsedFactor | undefined },
  ): Promise<string>;
  /** Own. Answers how many. Refuses `limited`. */
  forgetDevices(caller: Caller): Promise<number>;
  /**
   * What was added then, and what was used, opens nothing any more, neither alone nor after a password, whatever staff lift, and
   * what it opened ends; it counts still, until somebody takes it away. Answers whether there was anything.
   */
  disown(tx: Tx, caller: Caller, user: User, what: Disowned): Promise<boolean>;
  /** Whether any of it opens something still. */
  hasUndisowned(db: Reader | Tx, userId: string, what: Disowned): Promise<boolean>;
  /**
   * Staff take every factor of a user away, after checking who asks; a code that the caller read back is one that was mailed.
   * The same `form` does it once, and is answered the same. Answers how many sessions ended with them.
   * Refuses `forbidden`, `not_found`, `identity_check_missing`, `code_wrong`, `malformed`, `approval_needed`.
   */
  removeAll(
    caller: Caller,
    userId: string,
    how: { identityCheck: string; identityCode?: string | undefined; note: string; form?: string | undefined },
  ): Promise<number>;
  /** The latest time that staff did so, and what they noted. */
  lastRemoval(db: Reader | Tx, userId: string): Promise<FactorRemoval | undefined>;
  /** What of it a second administrator has approved, in the transaction of the approval. */
  removeApproved(tx: Tx, caller: Caller, wish: unknown): Promise<Refusal | undefined>;
  /** Runs in the transaction that takes a user's factors away; handed over in `app.ts`: the notice. */
  follower: UserFollower;
  /** What is kept sealed here. */
  sealed: readonly SealedColumn[];
  /** Makes every device prove the second factor again, and answers how many were remembered. */
  forgetAllDevices(tx: Tx): Promise<number>;
  /** Voids everybody's recovery codes, where nobody knows any more which were used or replaced; answers how many there were. */
  voidAllRecoveryCodes(tx: Tx): Promise<number>;
  /**
   * Lets nobody's passkey sign in alone until it has been used after the password, where nobody knows any more which were
   * removed or disowned; answers how many.
   */
  doubtAllPasskeys(tx: Tx): Promise<number>;
  sweep(piecemeal: Piecemeal): Promise<void>;
}

/** Hears that a user's factors changed, inside the transaction: who is told, by a letter. */
export type FactorsChanged = (tx: Tx, user: User, change: { what: string; at: number }) => Promise<void>;

/**
 * Hears that a user's first factor counts from now on, inside the transaction: what was opened without one ends. Answers how
 * many sessions.
 */
export type FactorsBegun = (tx: Tx, caller: Caller, user: User) => Promise<number>;

/**
 * Hears which second factors open something still where one is gone, inside the transaction: what any other opened ends.
 * Answers how many sessions.
 */
export type FactorsGone = (tx: Tx, caller: Caller, user: User, left: readonly UsedFactor[]) => Promise<number>;

export { areAllDisowned, isAnyDisowned } from './of.ts';
export { type Disowned, recoveryCodes, type UsedFactor } from './used.ts';
