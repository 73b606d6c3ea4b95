import type { MadeKey } from '../api-keys/index.ts';
import type { ApprovalRecord } from '../approvals/index.ts';
import type { Page as Leaf, Piecemeal, SealedColumn, Turn, Tx } from '../database/index.ts';
import type { JobKind } from '../jobs/index.ts';
import type { Caller, Page, PageFilter, Refusal, RefusalCode, Violation } from '../kernel/index.ts';
import type { Composer, MessageRecord, ServerRecord, WrittenForms } from '../mail/index.ts';
import type { Person } from '../passwords/index.ts';
import type { FactorNotice, NewBrowser, OpenedSession } from '../sessions/index.ts';
import type { Challenge, ChallengeAnswer, Standing } from '../throttle/index.ts';
import type { Company, Ended, NewUser, User, UserFollower, UserQuery } from '../users/index.ts';
import type { BulkAction } from './bulk.ts';
import type { IdentityCheck } from './identity-check.ts';
import type { Which } from './letter-texts/store.ts';
import type { LetterKind, OwnWords } from './letter-texts/template.ts';

export { type BulkAction, bulkActions } from './bulk.ts';
export { type IdentityCheck, identityChecks, isIdentityCheck } from './identity-check.ts';
export { isApprovedReset, longestNote } from './judge-sending.ts';
export type { Which } from './letter-texts/store.ts';
export {
  editableLetters,
  fixedLetters,
  type LetterKind,
  type OwnWords,
  placeholders,
} from './letter-texts/template.ts';
export { reasons } from './reason.ts';
export { createResets } from './resets.ts';
export { isWarning, notMeLife, warnings } from './warnings.ts';
export type { Standing };

/** A link that would work, and whose password it changes. */
export interface LiveLink {
  /** The public id, which the form carries. */
  id: string;
  purpose: 'reset' | 'invitation';
  user: User;
  company: Company;
  expiresAt: number;
  /** Whether setting the password signs in. */
  signsIn: boolean;
}

/** What a completed reset gives the browser. No session where automatic sign-in is off for this user. */
export interface Completed {
  user: User;
  company: Company;
  ended: Ended;
  session: OpenedSession | undefined;
  /** Where a second factor has to be proved before there is a session: what `sessions.proveFactor` goes on from. */
  factorDue?: string;
  /** The mark that the browser is to keep where it is not signed in: strangers' failures do not slow it down. */
  knownBrowser?: string;
  redirect: string | undefined;
  /** The same browser pressed the button once more after this, and goes on with what that was answered. */
  overtaken?: true;
}

/** A reset as the API and `--json` tell it. */
export interface ResetRecord {
  id: string;
  purpose: 'reset' | 'invitation';
  source: ResetLine['source'];
  state: ResetLine['state'];
  user_id: string | null;
  asked_at: string;
  expires_at: string;
  decision: { outcome: 'send' | 'print' | 'drop'; reason: string } | null;
  identity_check: string | null;
  note: string | null;
  timeline: { at: string; event: string; [detail: string]: string | number | boolean | null }[];
}

/** A reset as lists of the API tell it. */
export type ResetSummary = Omit<ResetRecord, 'timeline'>;

export interface ResetFilter extends PageFilter, ResetQuery {}

/** One line of the list that staff see. */
export interface ResetLine {
  id: string;
  purpose: 'reset' | 'invitation';
  source: 'self' | 'staff' | 'command' | 'owner';
  state: 'asked' | 'decided' | 'sent' | 'opened' | 'completed' | 'expired' | 'cancelled';
  /** A letter, a link to print, or nothing; undefined while it is undecided. */
  outcome: 'send' | 'print' | 'drop' | undefined;
  /** Why there was a letter or none. */
  reason: string | undefined;
  askedAt: number;
  expiresAt: number;
  /** How often the same was asked while the first ask waited. */
  asks: number;
  /** Who of the staff asked; nobody where people ask for themselves. */
  askedBy: string | undefined;
  /** The network address. */
  askedFrom: string | undefined;
  identityCheck: string | undefined;
  user: { id: string; name: string; login: string } | undefined;
  /** The user's company when it was decided. */
  companyId: string | undefined;
}

/** Which resets. Everything that is told must be so. */
export interface ResetQuery {
  userIds?: string[] | undefined;
  companyIds?: string[] | undefined;
  states?: ResetLine['state'][] | undefined;
  reasons?: string[] | undefined;
  sources?: ResetLine['source'][] | undefined;
  purpose?: ResetLine['purpose'] | undefined;
  /** Milliseconds UTC: not before, and before. */
  from?: number | undefined;
  until?: number | undefined;
}

/** A reset with what became of its latest letter. */
export interface ToldReset {
  reset: ResetLine;
  letter: MessageRecord | undefined;
}

/** Somebody who is meant by a typed name, with all that may keep a letter from them. */
export interface MeantPerson {
  user: User;
  unreachable: 'archived' | 'no_address' | 'email_malformed' | undefined;
  /** While letters that people ask for are held back, until when. */
  limitedUntil: number | undefined;
  pausedUntil: number | undefined;
  /** While sign-ins from browsers that the account does not know are refused, whatever the password. */
  signInsUntil: number | undefined;
  /**
   * Since when a letter waits for a second administrator, and until when one may decide; the oldest of several. `alone`: nobody
   * but the person could.
   */
  approval: { askedAt: number; expiresAt: number; alone: boolean } | undefined;
  /** Others who have the same email. */
  sharedWith: User[];
  /** The latest, whoever asked. */
  resets: ToldReset[];
}

/** Why a letter may not have come. */
export interface Explanation {
  /** What was asked for under exactly this name, newest first. */
  asks: ToldReset[];
  /** Earlier asks are not remembered by what was typed. */
  askedSince: number;
  /** The latest ask since then that may be of anybody, since no known secret opens it. */
  unreadableAt: number | undefined;
  people: MeantPerson[];
  /** Whose login or email is almost this. */
  near: User[];
  /** Whether an email that is typed like one is one. */
  looksLikeEmail: boolean | undefined;
  selfService: boolean;
  servers: ServerRecord[];
  /** Whether some mail server could take a letter now. */
  ready: boolean;
  /** Whether all outgoing mail is stopped by the setting. */
  stopped: boolean;
  /** Since when the letter that waits longest could have gone. */
  waitingSince: number | undefined;
}

/** How staff made sure who is asking for another letter. */
export interface HowAgain {
  identityCheck?: IdentityCheck | undefined;
  /** What the caller read back, where `identityCheck` is `code`; commands are taken at their word. */
  identityCode?: string | undefined;
  note?: string | undefined;
  /** The id that a new reset shall have: a form that is sent twice sends one letter. */
  resetId?: string | undefined;
}

/** How staff send a reset. */
export interface HowSent extends HowAgain {
  printLink?: boolean | undefined;
}

export interface Foreseen {
  total: number;
  /** How many of them were looked at. */
  looked: number;
  unreached: { user: User; reason: RefusalCode }[];
  /** Whether the settings demand that it is told how somebody's identity was checked. */
  identityCheckDemanded: boolean;
}

/** How it stands with the limits of one user. */
export interface LimitedPerson {
  user: User;
  /** Letters that strangers cause, and failed sign-ins. */
  standings: Standing[];
  /** Somebody said "This was not me": until then no ask is answered with a letter. */
  pausedUntil: number | undefined;
  heldBack: boolean;
}

export interface LimitsNow {
  /** Asks, whoever asks for whom. */
  installation: Standing[];
  /** Those held back now whose resets were stopped within a day. */
  people: LimitedPerson[];
  source: { address: string; standings: Standing[] } | undefined;
}

export interface NotMeQuestion {
  /** Of the link, for the page's form. */
  id: string;
  user: User;
  company: Company;
  /** `factors_left`: a letter of before the account was secured, whose button speaks of the second factors in it alone. */
  about: 'reset' | 'password' | 'address' | 'login' | 'sign_in' | 'factor_due' | 'factors' | 'factors_left';
  at: number;
}

/** What was done because somebody said that it was not them. */
export type NotMeDone =
  | 'link'
  | 'untouched'
  /** Not done: the password is another one than when the link was asked for. */
  | 'changed_since'
  | 'password'
  | 'sessions'
  | 'factors'
  /** Not done: some are left that were added within the days in which buttons work. */
  | 'factors_left'
  | 'letter'
  /** Name, company, language or time zone are what they were. */
  | 'profile'
  | 'address'
  | 'no_address'
  | 'pause'
  | 'told';

/** The form of a browser that has opened a link, which may be sent a second time. */
export interface Pressed {
  /** Of the link that it was made for. */
  linkId: string;
  /** The mark of the step in which it was opened. */
  browser: string;
}

/** What an answer to "this was not me" did, and the language of whoever was asked. */
export interface NotMeAnswer extends Pick<NotMeQuestion, 'about'> {
  done: NotMeDone[];
  language: string;
}

/** Who is to be the first administrator, and of which company. */
export interface NewInstallation {
  name: string;
  login: string;
  email: string;
  company: string;
  password: string;
}

export interface Resets {
  /**
   * The words of a letter as they are now, their version, and whether they are the company's own. Refuses `forbidden`,
   * `not_found`, `malformed`.
   */
  showLetter(caller: Caller, which: Which): Promise<{ words: OwnWords; isOwn: boolean; version: number }>;
  /**
   * The company's own words; without any, those that all have, if `version` is theirs still (or is not told). Refuses as
   * `showLetter`, and `letter_text_refused`, `changed_meanwhile`.
   */
  editLetter(caller: Caller, which: Which, words: OwnWords | undefined, version?: number): Promise<void>;
  /**
   * A letter as the caller would get it, with these words where a company may choose them, else with those that are kept;
   * nothing in it opens anything. Refuses as `editLetter`.
   */
  previewLetter(
    caller: Caller,
    which: Omit<Which, 'letter'> & { letter: LetterKind },
    words: OwnWords | undefined,
  ): Promise<{ subject: string } & WrittenForms>;
  /**
   * A person asks by login or email. Tells nothing: the same for everybody, whoever is known here.
   * Refuses `malformed`, `limited`, `busy`, `challenge_needed`, `self_service_off`; with `clientAddress` also `forbidden`, `scope_missing`.
   */
  ask(
    caller: Caller,
    asked: {
      login: string;
      redirect?: string | undefined;
      /** From where somebody asks through a program, which may tell it: the limits of a source then count there. */
      clientAddress?: string | undefined;
      challenge?: ChallengeAnswer;
    },
  ): Promise<void>;
  /** What the form of asking has to bring; nothing where it need not. */
  askChallenge(caller: Caller): Promise<Challenge | undefined>;
  /** Decides every waiting ask; the worker's turn. Answers how many. */
  decide(): Promise<number>;
  /** The letter's link was followed. Notes it; changes nothing that a decision reads. Refuses `link_unknown`. */
  open(token: string, scannerLikely: boolean): Promise<{ expiresAt: number }>;
  /** What the new-password page shows. Refuses `link_unknown`, `link_expired`, `link_used`. */
  show(token: string): Promise<LiveLink>;
  /** The live check of what a page cannot judge itself. Refuses as `show`, and `limited`. */
  judge(caller: Caller, token: string, password: string): Promise<Violation[]>;
  /**
   * Spends the link and changes the password, all or nothing. `browser` is the step's own random mark: whoever won
   * sees the success again. Refuses `link_mismatch`, `link_*`, `password_refused` (all that fails at once; the link stays good), `limited`, `busy`.
   */
  complete(
    caller: Caller,
    input: {
      token: string;
      linkId: string;
      browser: string;
      /** When the button was pressed: if that was before now, another press may have overtaken it. Milliseconds UTC. */
      pressedAt?: number;
      password: string;
      confirmPassword: string;
      /** The mark that the browser keeps since somebody signed in with it. */
      knownBrowser?: string | undefined;
    },
  ): Promise<Completed>;
  /**
   * The same for a program, which is given no session. Refuses `link_*`, `password_refused` (the link stays good),
   * `limited`, `busy`.
   */
  redeem(caller: Caller, input: { token: string; password: string }): Promise<{ userId: string; ended: Ended }>;
  /**
   * What a password lacks by the policy of now, for whoever is told of; for programs.
   * Refuses `forbidden`, `limited`, `busy`.
   */
  judgeFor(caller: Caller, password: string, person: Person): Promise<Violation[]>;
  /** "Send a new link" of a dead link, to the same person. Tells nothing. Refuses `link_unknown`, `limited`, `busy`, `self_service_off`. */
  askAgain(caller: Caller, token: string): Promise<void>;
  /** What the page after a reset tells. */
  completedBy(sessionResetId: string): Promise<{ ended: Ended; redirect: string | undefined } | undefined>;
  /**
   * Staff send reset instructions. With `printLink` no letter goes out and the link is told.
   * Refuses `forbidden`, `not_signed_in`, `not_found`, `archived`, `no_address` and `email_malformed` (not with
   * `printLink`), `malformed`, `identity_check_missing` where the settings demand one, `code_wrong`, `approval_needed`.
   */
  send(caller: Caller, userId: string, how: HowSent): Promise<{ reset: ResetRecord; link: string | undefined }>;
  /**
   * Mails a short-lived code to a user's stored address, for whoever is calling to read back. Answers the message's id.
   * Refuses `forbidden`, `not_found`, `archived`, `no_address`, `email_malformed`, `limited`.
   */
  sendCode(caller: Caller, userId: string): Promise<string>;
  /** Whether this is a code that was mailed to the user; it works once. Refuses `code_wrong`, which is to be returned. */
  judgeCode(tx: Tx, user: User, code: string | undefined): Promise<Refusal | undefined>;
  /**
   * Where a user was reached before the account itself changed its email in the last week, of somebody who is archived at any time
   * that is kept, and when it last did.
   */
  movedLately(user: User): Promise<{ former: string | undefined; at: number } | undefined>;
  /**
   * Sends a reset's letter once more: with a fresh link of the same reset while that lives (a link that was printed
   * becomes a letter then), else as a new reset of the same purpose. Both timelines tell it. Answers the reset that
   * the letter belongs to. Whoever asks is checked, and a second administrator asked, as for `send`. Refuses as that,
   * and `not_found` for a reset that names nobody.
   */
  resend(caller: Caller, resetId: string, how: HowAgain): Promise<ResetRecord>;
  /** Ends one reset: its links die, its waiting letter is withdrawn. Refuses `forbidden`, `not_found`, `reset_ended`. */
  cancel(caller: Caller, resetId: string): Promise<ResetRecord>;
  /**
   * Ends every reset of a user that still goes on, and a new email that waits to be proven. Answers how many links were still
   * good. Refuses `forbidden`, `not_found`, `limited`.
   */
  cancelAll(caller: Caller, userId: string): Promise<number>;
  /** Creates a user with an invitation, mailed or told. Refuses as creating and as `send`. */
  invite(
    caller: Caller,
    user: NewUser,
    how: { printLink?: boolean | undefined },
  ): Promise<{ user: User; reset: ResetRecord; link: string | undefined }>;
  /** Sends another invitation to a user who never had a password. Refuses as `send`, and `already_confirmed`. */
  inviteAgain(caller: Caller, userId: string, how: HowAgain): Promise<ResetRecord>;
  /**
   * What an action on many users would come to: who would not be reached, and why; looked at one by one as far as 10,000.
   * Refuses `forbidden`, and `malformed` for filters that are none.
   */
  foresee(caller: Caller, bulk: { action: BulkAction; users: UserQuery }): Promise<Foreseen>;
  /**
   * Begins a job that does an action to everybody whom a query means. `perMinute` paces letters alone: 120 if not told.
   * Refuses `forbidden`, `malformed`, `identity_check_missing` where the settings demand one, and `busy` where too many that the
   * same person begins wait. Answers the job's id.
   */
  startBulk(
    caller: Caller,
    bulk: {
      action: BulkAction;
      users: UserQuery;
      identityCheck?: IdentityCheck | undefined;
      note?: string | undefined;
      perMinute?: number | undefined;
    },
  ): Promise<string>;
  /** How a job does each action; handed to `jobs/`. */
  bulkKinds: JobKind[];
  /** A reset with its timeline. Refuses `forbidden`. */
  describe(caller: Caller, resetId: string): Promise<ResetRecord | undefined>;
  /** Newest first, without their timelines. Refuses `forbidden`, `malformed`. */
  list(caller: Caller, filter: ResetFilter): Promise<Page<ResetSummary>>;
  /** The newest, of everybody or of one user, with whom they are about. Refuses `forbidden`. */
  latest(caller: Caller, limit: number, userId?: string): Promise<ResetLine[]>;
  /** How it stands with the letter of a reset: of several the newest. Refuses `forbidden`. */
  letter(caller: Caller, resetId: string): Promise<MessageRecord | undefined>;
  /** One page of those that match, newest first. Refuses `forbidden`, `malformed` for a cursor that is none. */
  page(caller: Caller, query: ResetQuery, turn: Turn): Promise<Leaf<ResetLine>>;
  /** How many match; exact to 10,000. Refuses `forbidden`. */
  count(caller: Caller, query: ResetQuery): Promise<{ count: number; exact: boolean }>;
  /** Everything about a typed name. Nothing for what can be nobody's name; what is typed is not kept. Refuses `forbidden`. */
  explain(caller: Caller, typed: string): Promise<Explanation | undefined>;
  /** What is limited now: for everybody, for people, and for a network address. Refuses `forbidden`, `malformed`. */
  limits(caller: Caller, address?: string): Promise<LimitsNow>;
  /** How it stands with the limits of one user. Refuses `forbidden`, `not_found`. */
  limitsOf(caller: Caller, userId: string): Promise<LimitedPerson>;
  /**
   * Letters that people ask for reach this user again at once, sign-ins from new browsers are tried, and the user may change
   * their own password, email and factors again. Refuses `forbidden`, `not_found`, `limited`.
   */
  liftLimits(caller: Caller, userId: string): Promise<void>;
  /** A new set-up link for the first administrator; earlier ones die. Refuses `forbidden`, `already_set_up`. */
  printSetUpLink(caller: Caller): Promise<string>;
  /** Refuses `link_unknown`, `link_expired`, `link_used`. */
  showSetUp(token: string): Promise<void>;
  /** The live check on the set-up page. Refuses as `showSetUp`, and `limited`. */
  judgeSetUp(token: string, input: NewInstallation): Promise<Violation[]>;
  /** Makes the first administrator and signs them in. Refuses as `showSetUp`, `already_set_up`, and as creating a user and setting a password. */
  setUp(caller: Caller, token: string, input: NewInstallation & { confirmPassword: string }): Promise<OpenedSession>;
  /** What a letter told of, to whoever did not want it. Refuses `link_unknown`, `link_expired`, `link_used`. */
  showNotMe(token: string): Promise<NotMeQuestion>;
  /**
   * "This was not me". Of a reset: it is cancelled. Of anything else: the password is void, everything ends, second
   * factors that were added since open nothing, the earlier email is back, the owner is mailed a fresh link, and asks by
   * strangers pause. Of a second factor in an account that was secured since: that one opens nothing, what it opened ends,
   * and nothing else is touched. Administrators are alerted. `mine` changes nothing. Answers what was done, also to the browser that has just
   * `pressed` and does so again. Refuses as `showNotMe`, `link_mismatch`, `choice_missing` where it was asked about something
   * else, `busy`.
   */
  notMe(
    caller: Caller,
    token: string,
    choice: 'mine' | 'not_me',
    pressed?: Pressed & { about: string },
  ): Promise<NotMeAnswer>;
  /**
   * A person's own email, which is mailed a link and counts when that is pressed; the present one is told. Also proves
   * the present one. Asks for the password. Refuses `email_malformed`, `wrong_password`, `limited`, `busy`.
   */
  changeEmail(caller: Caller, wanted: { email: string; password: string }): Promise<void>;
  /** The caller's own new email that waits to be proven. */
  waitingEmail(caller: Caller): Promise<{ email: string; until: number } | undefined>;
  /** What the link in "Confirm your email address" proves. Refuses `link_unknown`, `link_expired`, `link_used`. */
  showEmailProof(token: string): Promise<{ id: string; user: User; company: Company; email: string }>;
  /**
   * The email counts from now on, and is proven. Answers so again in the browser that has just `pressed`. Refuses as
   * `showEmailProof`, `link_mismatch`, `not_signed_in`, `forbidden` to anybody else.
   */
  confirmEmail(
    caller: Caller,
    token: string,
    pressed?: Pressed,
  ): Promise<{ user: User; company: Company; email: string }>;
  /** Puts the letters that tell of what waits for a second administrator into the queue: to all of them but the asker. */
  tellApprovalAsked(tx: Tx, asked: ApprovalRecord): Promise<void>;
  /** Puts the letter that tells a user of a change of their second factors into the queue. */
  tellFactorsChanged(tx: Tx, user: User, change: { what: string; at: number }): Promise<void>;
  /** Queues the letter about a new API key; of several that are made at once one tells of all. Handed to `api-keys/`. */
  tellKeyMade(tx: Tx, user: User, key: MadeKey): Promise<void>;
  /** The same of a sign-in from a browser that is new to the user. Answers whether a letter can reach them. */
  tellNewBrowser: NewBrowser;
  /** The letter about a right password that no second factor followed. */
  factorNotice: FactorNotice;
  /** A reset that a second administrator has approved. */
  sendApproved(tx: Tx, caller: Caller, wish: unknown): Promise<Refusal | undefined>;
  /** What of users a second administrator has approved, with the invitation of somebody new. */
  administratorApproved(tx: Tx, caller: Caller, wish: unknown): Promise<Refusal | { made: string } | undefined>;
  /** Writes the letters about access; handed to mail's worker. */
  composer: Composer;
  /** Ends links and letters of a user whose password or address changed or who was archived; sends the notice. */
  follower: UserFollower;
  /** What is kept sealed here. */
  sealed: readonly SealedColumn[];
  /** Ends every link, code and reset that goes on, and withdraws every letter. Answers how many links and letters. */
  endAll(tx: Tx, caller: Caller, because: 'restored'): Promise<{ links: number; letters: number }>;
  sweep(piecemeal: Piecemeal): Promise<void>;
}
