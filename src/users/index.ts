import type { Page, Piecemeal, Reader, Turn, Tx } from '../database/index.ts';
import type { Actor, Caller, Change, Refusal, Role, Violation } from '../kernel/index.ts';

export { isAnotherMailbox } from './another-mailbox.ts';
export { asSubject } from './as-subject.ts';
export { undoneFor } from './own-edits.ts';
export { lastSecuredAt, stillPausedUntil, strangersPausedFor } from './told-times.ts';
export { createUsers } from './users.ts';

export type UserState = 'invited' | 'confirmed' | 'archived';

export interface User {
  id: string;
  companyId: string;
  name: string;
  login: string;
  email: string | undefined;
  role: Role;
  state: UserState;
  language: string;
  timeZone: string;
  /** Grows with every edit, so that somebody who edits an older one notices. */
  version: number;
  /** When the owner last showed that letters to the email reach them. */
  emailProvenAt: number | undefined;
  createdAt: number;
  lastSignInAt: number | undefined;
  /** As it is kept; ask `stillPausedUntil`. */
  pausedUntil: number | undefined;
  /** Until when the newest link that was sent for a new password holds; nothing once none does. */
  resetUntil: number | undefined;
  /** "This was not me" does nothing in a letter about anything before. As it is kept; ask `lastSecuredAt`. */
  securedAt: number | undefined;
}

export interface Company {
  id: string;
  name: string;
  language: string;
  senderAddress: string | undefined;
  baseUrl: string | undefined;
  /** Of its buttons and links on pages and in letters, `#rrggbb`; it can be read on both themes. */
  colour: string | undefined;
  /** Names its picture: `logo()` answers it. */
  logo: string | undefined;
  help: HelpContact;
  /** Grows with every edit. */
  version: number;
}

/** A company's picture, ready to be shown. */
export interface Logo {
  type: 'image/png' | 'image/jpeg';
  content: Buffer;
  /** In pixels. */
  width: number;
  height: number;
}

/** What a form says of a company. */
export interface CompanyForm {
  name: string;
  language: string;
  help: HelpContact;
  senderAddress?: string | undefined;
  baseUrl?: string | undefined;
  colour?: string | undefined;
}

/** What of a company is to be: what is left out stays as it is, and what is empty is taken away. */
export type CompanyChange = Partial<Omit<CompanyForm, 'help'>> & { help?: Partial<HelpContact> };

/** A company as it is to be: a new one without an `id`. */
export interface CompanyWish {
  id?: string | undefined;
  version?: number | undefined;
  form: CompanyChange;
}

/** Whom to contact: shown on sign-in, confirmation, dead-link and error pages and in letters. */
export interface HelpContact {
  name: string;
  phone: string | undefined;
  email: string | undefined;
  page: string | undefined;
}

export interface NewUser {
  login: string;
  name: string;
  email?: string | undefined;
  role?: Role | undefined;
  /** A company's id or name; the first company where none is told. */
  company?: string | undefined;
  language?: string | undefined;
  timeZone?: string | undefined;
  /** Says that an email which active users have already is meant to be shared. */
  sharesEmail?: boolean | undefined;
}

/** What an edit changes; what is left out stays. */
export interface UserChange {
  name?: string | undefined;
  login?: string | undefined;
  /** Empty takes it away. */
  email?: string | undefined;
  role?: Role | undefined;
  /** A company's id or name. */
  company?: string | undefined;
  language?: string | undefined;
  timeZone?: string | undefined;
}

/** What an edit is based on, and what it changes. */
export interface UserEdit {
  /** The version that was seen. */
  version?: number | undefined;
  change: UserChange;
  /** As in `NewUser`. */
  sharesEmail?: boolean | undefined;
}

/**
 * Asked, inside its transaction, before somebody becomes an administrator, or one is reached elsewhere, or links of a
 * company lead elsewhere: nothing where it may be done, else why not yet. `wish` is handed back to `changeApproved` or
 * `companyApproved` once a second person has approved it.
 */
export type NeedsApproval = (
  tx: Tx,
  caller: Caller,
  asked: {
    kind: 'administrator' | 'address' | 'company';
    subject: { id: string | null; label: string };
    wish: object;
    changes: readonly Change[];
  },
) => Promise<Refusal | undefined>;

/** When staff last took somebody's second factors away, if ever. */
export type FactorsRemovedAt = (tx: Tx, userId: string) => Promise<number | undefined>;

/** One user as staff see them. */
export interface ShownUser {
  user: User;
  company: Company;
  /** Since when and judged by which policy; none where no password was ever set or it was voided. */
  password: { changedAt: number; policy: string } | undefined;
  /** Other active users with the same email. */
  sharers: User[];
  /** Whether the latest letter to them could not be delivered, or came back. */
  mailFailing: boolean;
}

/** What a password change or an archiving ended, counted for the page that tells it. */
export interface Ended {
  sessions: number;
  api_keys: number;
  remembered_devices: number;
  links: number;
}

/** How a password came to be replaced: the notice tells it. */
export type ReplacedBy = 'link' | 'printed_link' | 'owner' | 'set_up' | 'void';

/** A new email or login, or both, and how it came: by an edit of somebody else or of oneself, or as `changeEmail` tells. */
export interface AddressChange {
  user: User;
  before: User;
  by: 'staff' | 'oneself' | 'proof' | 'taken_back';
  caller: Caller;
}

/** Runs in the transaction that changes a user; handed over in `app.ts`, so that nobody can forget one. */
export interface UserFollower {
  name: string;
  passwordReplaced?(tx: Tx, change: { user: User; by: ReplacedBy; caller: Caller }): Promise<Partial<Ended>>;
  addressChanged?(tx: Tx, change: AddressChange): Promise<Partial<Ended>>;
  /** Another role, higher or lower. */
  roleChanged?(tx: Tx, change: { user: User; before: User; caller: Caller }): Promise<Partial<Ended>>;
  archived?(tx: Tx, user: User, caller: Caller): Promise<Partial<Ended>>;
  /** The user's row is gone, and with it what hung on it. */
  deleted?(tx: Tx, user: User, caller: Caller): Promise<void>;
}

/** A user as the API tells it. */
export interface UserRecord {
  id: string;
  login: string;
  name: string;
  email: string | null;
  role: Role;
  state: UserState;
  language: string;
  time_zone: string;
  company: { id: string; name: string };
  created_at: string;
  last_sign_in_at: string | null;
}

export interface UserFilter {
  /** As in `UserQuery`. */
  search?: string | undefined;
  /** As in `UserQuery`; everybody where none is told, archived users as well. */
  filters?: string[] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
}

/** Which users: all of these together. */
export interface UserQuery {
  /** Words, all of which name, login or email contain; of up to two characters, what one of them begins with. */
  search: string;
  /**
   * `active`, `invited`, `confirmed`, `archived`; `role:R`, `company:ID`, `language:L`; `never_signed_in`, `no_email`,
   * `malformed_email`, `shared_email`, `reset_pending`, `mail_failing`; `has_factor`, `no_factor`. Those of one kind are alternatives.
   */
  filters: string[];
  /** Only these. */
  ids?: string[];
}

export interface UserSort {
  key: 'name' | 'login' | 'last_sign_in' | 'last_reset' | 'created';
  descending: boolean;
}

/** How many; not exact above 10,000. */
export interface Counted {
  count: number;
  exact: boolean;
}

/** A user with what lists tell besides. */
export interface ListedUser extends User {
  lastResetAt: number | undefined;
  /** Whether a link of theirs may still be used. */
  resetPending: boolean;
  /** Whether the latest letter to them could not be delivered. */
  mailFailing: boolean;
  emailShared: boolean;
}

/** A search of a list that somebody keeps: what stands behind the `?` of its address. */
export interface KeptSearch {
  id: string;
  name: string;
  query: string;
  /** Whether all staff see it. */
  shared: boolean;
  /** Whether the caller may take it away: one's own, and what is shared for `settings`. */
  removable: boolean;
}

export interface Favourites {
  /** One's own and then the shared ones of a list. Refuses `forbidden`. */
  list(caller: Caller, list: string): Promise<KeptSearch[]>;
  /** Answers what it is called, which may be shorter. Refuses `forbidden`, `name_missing`, `malformed`, `too_many_favourites`. */
  keep(caller: Caller, search: { list: string; name: string; query: string; shared: boolean }): Promise<string>;
  /** Refuses `forbidden`, and `not_found` for one that is not one's own, or is not shared where `settings` removes it. */
  remove(caller: Caller, id: string): Promise<void>;
}

/** Another password, and the policy that judged it; or none: nothing signs in until a link sets one. */
export type PasswordChange = { user: User; caller: Caller } & (
  | { hash: string; policy: string; by: Exclude<ReplacedBy, 'void'> }
  | { by: 'void' }
);

export interface Users {
  byId(db: Reader | Tx, id: string): Promise<User | undefined>;
  /** Those of these that there are, by name. */
  byIds(db: Reader | Tx, ids: string[]): Promise<User[]>;
  /**
   * The user as of now. Until the transaction ends nobody else archives them, replaces their password or opens a session
   * for them. Comes before their links, sessions and counters, so that no two transactions wait for each other.
   */
  hold(tx: Tx, id: string): Promise<User | undefined>;
  /** The same for several; answers by id those who are there. */
  holdEach(tx: Tx, ids: readonly string[]): Promise<Map<string, User>>;
  /** The same before `changeEmail`: with those who share the email that is given up or taken, whom it changes as well. */
  holdToMove(tx: Tx, id: string, email: string | undefined): Promise<User | undefined>;
  /** The same with whoever acts on them: two who end each other's sessions need both, of each other's as well. */
  holdWithActor(tx: Tx, caller: Caller, id: string): Promise<User | undefined>;
  /** Who does what this user began or asked for in person, by now; nobody once they were archived or erased. */
  actorNow(db: Reader | Tx, userId: string): Promise<Actor | undefined>;
  /**
   * Why whoever asked for something then is nobody to do it by now: their account was taken back meanwhile, or they are
   * archived or in another role. They are held, so that none of it happens before it is done. Refuses `not_signed_in`.
   */
  noMoreIn(tx: Tx, caller: Caller, askedAt: number): Promise<Refusal | undefined>;
  /**
   * Who is meant by a typed name: the login that equals it, else the users whose email does (at most six, active first).
   * Where users were taken over with a name that is one's login and another's email, it goes on meaning the login.
   */
  meantBy(db: Reader | Tx, typed: string): Promise<User[]>;
  /** The same for many names, in their order. */
  meantByEach(db: Reader | Tx, typed: string[]): Promise<User[][]>;
  /**
   * Who is looked for in the record by a name: whoever is meant by it now, and whoever was `called` so then. By an id also
   * somebody who is not there any more.
   */
  meantInRecord(db: Reader, typed: string): Promise<{ ids: string[]; called?: string }>;
  /** Users whose login or email is almost what was typed, the nearest first. */
  near(db: Reader | Tx, typed: string): Promise<User[]>;
  /** The one user that a command names by login, email or id. Refuses `not_found` and `ambiguous`. */
  named(name: string): Promise<User>;
  companyOf(db: Reader | Tx, companyId: string): Promise<Company>;
  companies(db: Reader | Tx): Promise<Company[]>;
  /** Active `settings` users that a letter can reach; whom an alert goes to. */
  administrators(db: Reader | Tx): Promise<User[]>;
  /** Whether somebody else than these can decide as an administrator: signs in, and has the role, whether or not letters reach them. */
  hasOtherAdministrator(db: Reader | Tx, ...userIds: [string, ...string[]]): Promise<boolean>;
  /** Whose look a public page wears before anybody is known: the company with this base address, else the first. */
  companyFor(origin: string): Promise<Company | undefined>;
  /** Whether a `settings` user exists that is not archived; until then the set-up link works. */
  isSetUp(db: Reader | Tx): Promise<boolean>;
  /** By login; when more than 10,000 match a search, by relevance. Refuses as `page`. */
  list(caller: Caller, filter: UserFilter): Promise<{ items: UserRecord[]; next: string | null }>;
  /**
   * A page of the users that a query means; when more than 10,000 match what is searched for, those whose name begins
   * with it first, whatever `sort` says. Refuses `forbidden`, and `malformed` for filters and cursors that are none.
   */
  page(caller: Caller, query: UserQuery, sort: UserSort, turn: Turn): Promise<Page<ListedUser>>;
  /** How many users a query means. Refuses the same. */
  count(caller: Caller, query: UserQuery): Promise<Counted>;
  /** All of them, by name, a page at a time. Refuses the same. */
  pages(caller: Caller, query: UserQuery): AsyncIterable<ListedUser[]>;
  /** The ids of all of them, at once. Refuses the same. */
  ids(caller: Caller, query: UserQuery): Promise<string[]>;
  favourites: Favourites;
  describe(db: Reader | Tx, user: User): Promise<UserRecord>;
  /** One user with what the form shows besides. Refuses `forbidden`, `not_found`. */
  show(caller: Caller, userId: string): Promise<ShownUser>;
  /**
   * Refuses `forbidden`, `login_missing`, `login_malformed`, `login_taken`, `name_missing`, `email_malformed`,
   * `email_is_login`, `email_shared`, `email_of_greater`, `malformed`, `not_found` (company), `approval_needed`.
   */
  create(caller: Caller, user: NewUser): Promise<User>;
  /** The same inside a transaction, for whoever makes more of it: `invited`, if what waits for approval is an invitation. */
  createWithin(tx: Tx, caller: Caller, user: NewUser, how?: { invited?: boolean }): Promise<User | Refusal>;
  /** Does what a second administrator has approved, in the transaction of the approval. Answers who was made by it. */
  changeApproved(
    tx: Tx,
    caller: Caller,
    wish: unknown,
  ): Promise<{ created: User | undefined; invited: boolean } | Refusal>;
  /** All companies, the oldest first. Refuses `forbidden`. */
  listCompanies(caller: Caller): Promise<Company[]>;
  createCompany(tx: Tx, company: NewCompany): Promise<Company>;
  /**
   * Makes a company (without an `id`) or changes one, if `version` is its version still (or is not told). Refuses
   * `forbidden`, `not_found`, `changed_meanwhile`, `fields_wrong` (all that is wrong at once), `approval_needed`.
   */
  saveCompany(caller: Caller, wish: CompanyWish): Promise<Company>;
  /** Does what a second administrator has approved, in the transaction of the approval. */
  companyApproved(tx: Tx, caller: Caller, wish: unknown): Promise<Refusal | undefined>;
  /** A PNG or JPEG file, which is drawn anew; nothing takes the picture away. Refuses `forbidden`, `not_found`, `fields_wrong`. */
  setCompanyLogo(caller: Caller, companyId: string, file: Uint8Array | undefined): Promise<void>;
  /** The picture of this name, as long as a company wears it. */
  logo(db: Reader | Tx, digest: string): Promise<Logo | undefined>;
  /** The picture of a company, if it has one: for pages by its address, for letters to go along with them. */
  logoOf(db: Reader | Tx, company: Pick<Company, 'logo'>): Promise<Logo | undefined>;
  /** Renames a company, if a name is told, and tells whom to contact there. */
  introduceCompany(tx: Tx, companyId: string, company: Pick<NewCompany, 'name' | 'help'>): Promise<void>;
  /** Takes over a user as found elsewhere, with whatever email it has. */
  adopt(tx: Tx, user: AdoptedUser): Promise<User>;
  /**
   * Changes a user, if `version` is theirs still (or is not told). A new email or login kills links and is told to the
   * old and the new address. Refuses as creating, and `changed_meanwhile`, `last_settings_user`, `login_is_email`.
   */
  edit(caller: Caller, userId: string, edit: UserEdit): Promise<User>;
  /** Ends sessions and links with it. Refuses `forbidden`, `not_found`, `last_settings_user`, `own_account`. */
  archive(caller: Caller, userId: string): Promise<void>;
  /** The same inside a transaction, for whoever does it to many. */
  archiveWithin(tx: Tx, caller: Caller, userId: string): Promise<Refusal | undefined>;
  /** Back to invited or confirmed, as it was. Refuses `forbidden`, `not_found`, `email_of_greater`, `approval_needed`. */
  unarchive(caller: Caller, userId: string): Promise<void>;
  unarchiveWithin(tx: Tx, caller: Caller, userId: string): Promise<Refusal | undefined>;
  /**
   * Erases a user with all that is theirs; the record tells it under a pseudonym.
   * Refuses `forbidden`, `not_found`, `last_settings_user`, `own_account`.
   */
  delete(caller: Caller, userId: string): Promise<void>;
  /** One's own. Refuses `malformed`, `limited`. */
  editOwn(caller: Caller, own: Pick<User, 'language' | 'timeZone'>): Promise<void>;
  /**
   * Name, company, language and time zone of a user who is held are again what they were before they edited themselves, of the last
   * week: somebody else may have done it. What staff said since stands. Answers the user, the same one where nothing was undone.
   */
  undoOwnEdits(tx: Tx, caller: Caller, user: User): Promise<User>;
  /** What is wrong with these fields of a user, the first of it: `login_missing`, `name_missing`, `email_malformed`, `malformed`. */
  judgeFields(fields: { name?: string; login?: string; email?: string }): Refusal | undefined;
  /** Whether this user may be reached there: refuses `email_is_login`, `login_is_email`. */
  judgeEmail(tx: Tx, user: User, email: string): Promise<Refusal | undefined>;
  /**
   * A new email of a user who is held, after its `proof`, or the former one (or none) because the account was `taken_back`.
   * Whoever has to hear of it does; it is not proven by that. Answers the user.
   */
  changeEmail(
    tx: Tx,
    caller: Caller,
    user: User,
    to: { email: string | undefined; by: 'proof' | 'taken_back' },
  ): Promise<User>;
  /** Logins that are the email of somebody else, and not of their holder: typed, each means its holder alone. At most so many. */
  collidingLogins(most: number): Promise<string[]>;
  /** The owner of the stored email has just shown that letters reach them there. */
  noteEmailProven(tx: Tx, userId: string): Promise<void>;
  /**
   * When staff gave the present email, as long as nobody has shown that it reaches whoever has the account: what they sign in
   * with may be somebody else's. `moved`: the account itself has changed it since.
   */
  emailGiven(db: Reader | Tx, userId: string): Promise<{ at: number; moved: boolean } | undefined>;
  /** Whoever reads the email has the account, and nobody else any more. */
  settleEmail(tx: Tx, userId: string): Promise<void>;
  noteSignIn(tx: Tx, userId: string): Promise<void>;
  /** For lists: a reset was asked for, and may be used until then; without `at`, only until when. */
  noteReset(tx: Tx, userId: string, reset: { at?: number; until: number | undefined }): Promise<void>;
  /** For lists: no reset of anybody may be used any more. */
  noteNoResets(tx: Tx): Promise<void>;
  /** For lists: whether a second factor counts for them. */
  noteFactor(tx: Tx, userId: string, has: boolean): Promise<void>;
  /** Staff took every second factor of a user away who is held: whoever asked for something of the user before is told. */
  noteFactorsRemoved(tx: Tx, user: Pick<User, 'id' | 'version'>): Promise<void>;
  /** For lists: whether the latest letters to the stored emails could be delivered. Letters elsewhere tell nothing. */
  noteMail(tx: Tx, letters: { userId: string; address: string }[], delivered: boolean): Promise<void>;
  /** Until then asks of strangers are answered with no letter. */
  pauseAsks(tx: Tx, userId: string, until: number): Promise<void>;
  /** The account is in its owner's hands: "this was not me" does nothing any more in letters about anything before; or it never was. */
  noteSecured(tx: Tx, userId: string, at: number | undefined): Promise<void>;
  /** Sets right, once a minute, what only a clock far ahead can have told of when accounts were secured. */
  sweep(piecemeal: Piecemeal): Promise<void>;
  passwordChangedAt(db: Reader | Tx, userId: string): Promise<number | undefined>;
  /** The hash, for the door that signs in. */
  passwordOf(db: Reader | Tx, userId: string): Promise<{ hash: string; changedAt: number } | undefined>;
  /** The same password under stronger parameters: no change, no notice. */
  rehash(tx: Tx, userId: string, from: string, to: string): Promise<void>;
  /**
   * All that a password which a user wants lacks; and, if that is nothing, whether it is a former one. One that is still
   * being typed is judged without those (`history`) and without the network. Refuses `busy` and `breaches_unknown`.
   */
  judgePassword(
    caller: Caller,
    user: User,
    wanted: { password: string; typing?: boolean; history?: boolean },
  ): Promise<Violation[]>;
  /** The only door that writes a password: replaces it and runs every follower. The user is held. */
  replacePassword(tx: Tx, change: PasswordChange): Promise<Ended>;
}

export type NewCompany = CompanyForm;

export interface AdoptedUser {
  companyId: string;
  name: string;
  login: string;
  email: string | undefined;
  role: Role;
  state: UserState;
  language: string;
  timeZone: string;
  /** The hash in PHC form, and the name of the policy that judged the password, if any did. */
  password?: { hash: string; policy: string } | undefined;
}
