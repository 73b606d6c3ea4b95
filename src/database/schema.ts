import type { Generated, GeneratedAlways } from 'kysely';
import type { Role } from '../kernel/index.ts';

/*
 * The data model on one page. A table is named by its owner's `store.ts` alone (the folder in its comment).
 * Ids are UUIDv7. Times are milliseconds since 1970 in UTC. Yes and no are 1 and 0.
 */
export interface Schema {
  installation: InstallationTable;
  settings: SettingsTable;
  companies: CompaniesTable;
  logos: LogosTable;
  users: UsersTable;
  passwords: PasswordsTable;
  favourites: FavouritesTable;
  own_edits: OwnEditsTable;
  former_passwords: FormerPasswordsTable;
  totp_factors: TotpFactorsTable;
  passkeys: PasskeysTable;
  recovery_codes: RecoveryCodesTable;
  factor_removals: FactorRemovalsTable;
  remembered_devices: RememberedDevicesTable;
  sessions: SessionsTable;
  known_browsers: KnownBrowsersTable;
  approvals: ApprovalsTable;
  api_keys: ApiKeysTable;
  api_calls: ApiCallsTable;
  resets: ResetsTable;
  email_changes: EmailChangesTable;
  letter_texts: LetterTextsTable;
  links: LinksTable;
  identity_codes: IdentityCodesTable;
  jobs: JobsTable;
  job_lists: JobListsTable;
  job_items: JobItemsTable;
  messages: MessagesTable;
  attempts: AttemptsTable;
  dkim_keys: DkimKeysTable;
  outgoing_mail_servers: OutgoingMailServersTable;
  outgoing_mail_server_states: OutgoingMailServerStatesTable;
  limits: LimitsTable;
  audit_events: AuditEventsTable;
  audit_checkpoints: AuditCheckpointsTable;
  audit_start: AuditMarkTable;
  audit_end: AuditMarkTable;
}

/** database/: what this database says of itself; the keys are in `installation.ts`. */
interface InstallationTable {
  key: string;
  value: string;
}

/** settings/: only what was changed from its default; `value` is JSON. */
interface SettingsTable {
  key: string;
  value: string;
  changed_at: number;
  changed_by: string;
}

/** users/ */
interface CompaniesTable {
  id: string;
  name: string;
  language: string;
  /** From-address of its letters; the mail server's own where empty. */
  sender_address: string | null;
  base_url: string | null;
  help_name: string;
  help_phone: string | null;
  help_email: string | null;
  help_page: string | null;
  /** Of its buttons and links, `#rrggbb`. */
  colour: string | null;
  /** The digest of its picture in `logos`. */
  logo: string | null;
  /** Grows with every edit. */
  version: Generated<number>;
  created_at: number;
}

/** users/: pictures of companies, apart from them because companies are read whole for every page. */
interface LogosTable {
  /** SHA-256 of the content, hex: its address. */
  digest: string;
  type: 'image/png' | 'image/jpeg';
  /** Base64. */
  content: string;
  created_at: number;
}

/** users/ */
interface UsersTable {
  id: string;
  company_id: string;
  name: string;
  login: string;
  /** `fold(login)`; unique. */
  login_folded: string;
  email: string | null;
  /** `fold(email)`; several users may share it. */
  email_folded: string | null;
  role: Role;
  state: 'invited' | 'confirmed' | 'archived';
  language: string;
  time_zone: string;
  created_at: number;
  /** When its owner last showed that letters to the email arrive; a new email has nobody's proof. */
  email_proven_at: number | null;
  /** When the email was last changed, however it was; whoever has the one that they began with has none. */
  email_changed_at: number | null;
  /** When staff gave the email, or took it away, as long as nobody has shown that it reaches whoever has the account. */
  email_given_at: number | null;
  archived_at: number | null;
  /** What an archived user was before. */
  archived_from: 'invited' | 'confirmed' | null;
  /** Grows with every edit. */
  version: Generated<number>;
  last_sign_in_at: number | null;
  /** While this lies ahead, asks of strangers are not answered with a letter ("this was not me"). */
  paused_until: number | null;
  /** "This was not me" does nothing in a letter about anything before: the account was put into its owner's hands. */
  secured_at: number | null;
  /** `searchable(name)`: what lists are sorted by. Kept by `users/store.ts`, as the next two are. */
  name_sort: Generated<string>;
  /** Name, login and email, `searchable`, each once. */
  search_text: Generated<string>;
  /** Whether the email is none that letters can go to (`isEmail`). Kept as the two above are. */
  email_malformed: Generated<number>;
  /** Whether somebody else has the same email. */
  email_shared: Generated<number>;
  /** When a reset was last asked for, and until when one that is not over may be used. */
  last_reset_at: number | null;
  reset_until: number | null;
  /** Whether the latest letter could not be delivered. */
  mail_failing: Generated<number>;
  /** Whether a second factor counts for them. Kept by `factors/`. */
  has_factor: Generated<number>;
  /** Made by the database out of what lists are narrowed to (`malformed-emails.ts`): state, role, signed in, email, mail, factor, language. */
  bucket: GeneratedAlways<string>;
}

/** users/: apart from the users, so that no list of people ever carries a hash. Written by replace-password.ts alone. */
interface PasswordsTable {
  user_id: string;
  /** PHC string of Argon2id. */
  hash: string;
  changed_at: number;
  /** Names the policy that judged it. */
  policy: string;
}

/** users/: searches that people keep; `query` is that of the list's address. */
interface FavouritesTable {
  id: string;
  owner_id: string;
  list: string;
  name: string;
  query: string;
  shared: number;
  created_at: number;
}

/** users/: what users were before they edited themselves, for as long as somebody may say that it was not them. */
interface OwnEditsTable {
  id: string;
  user_id: string;
  at: number;
  company_id: string;
  name: string;
  language: string;
  time_zone: string;
}

/** users/: hashes of passwords that were replaced, as many as the setting says may not be set again. */
interface FormerPasswordsTable {
  user_id: string;
  ended_at: number;
  hash: string;
}

/** factors/: the authenticator app of a user. */
interface TotpFactorsTable {
  user_id: string;
  secret_sealed: string;
  /** The period of the last code that was taken: none counts twice. */
  last_step: number;
  created_at: number;
  /** Nothing while its first code is waited for. */
  confirmed_at: number | null;
  /** The session in which it was offered, and may be confirmed. */
  offered_to: string | null;
  /** Since then it opens nothing, and still counts ("this was not me"). */
  disowned_at: number | null;
}

/** factors/ */
interface PasskeysTable {
  id: string;
  user_id: string;
  credential_id: string;
  public_key: string;
  counter: number;
  /** JSON. */
  transports: string;
  name: string;
  created_at: number;
  last_used_at: number | null;
  disowned_at: number | null;
  /** Since then it does not sign in alone, until it was used after the password (a restored backup). */
  doubted_at: number | null;
}

/** factors/: the latest time that staff took a user's factors away. Not in the sealed record: the note may name people. */
interface FactorRemovalsTable {
  user_id: string;
  at: number;
  identity_check: string;
  note: string;
  /** The form that did it: the same one does it once. */
  form: Generated<string | null>;
  /** How many sessions ended with them. */
  sessions: Generated<number | null>;
}

/** factors/: those that were not used yet. */
interface RecoveryCodesTable {
  id: string;
  user_id: string;
  /** The code's SHA-256, sealed. */
  code_sealed: string;
  /** 0 where nobody knows. */
  drawn_at: Generated<number>;
  disowned_at: number | null;
}

/** factors/: devices that are not asked for the second factor. */
interface RememberedDevicesTable {
  /** SHA-256 of the cookie's value. */
  token_digest: string;
  user_id: string;
  created_at: number;
  ends_at: number;
  agent: string | null;
  /** The second factor that was given then, as a session has it. */
  factor_used: Generated<string | null>;
}

/** sessions/: one row per signed-in browser; ending deletes it. */
interface SessionsTable {
  id: string;
  /** SHA-256 of the cookie's value. */
  token_digest: string;
  user_id: string;
  made_by: 'password' | 'passkey' | 'link' | 'set_up';
  /** The reset that made it, for the page that tells what was ended. */
  reset_id: string | null;
  created_at: number;
  last_seen_at: number;
  /** Dies here, used or not. */
  ends_at: number;
  /** When the password was last typed in this session: risky acts demand it to be recent. */
  authenticated_at: number | null;
  address: string | null;
  agent: string | null;
  /** The user had never signed in with this browser. */
  new_browser: Generated<number>;
  /** The second factor that opened it: the id of a passkey, `totp` or `recovery_codes`. */
  factor_used: Generated<string | null>;
  /** Digest of the press that opened it by a code: the same one is told the same once more. */
  pressed_by: Generated<string | null>;
  /** When the press came in whose answer the browser goes on with, milliseconds UTC. */
  pressed_at: Generated<number | null>;
}

/** sessions/: browsers that a user has signed in with. */
interface KnownBrowsersTable {
  /** SHA-256 of the user's id and the cookie's value. */
  digest: string;
  user_id: string;
  last_seen_at: number;
  /** A second factor was proved in it. */
  factor_proved: Generated<number>;
  /** It is known no more, nor is it ever again under this mark. */
  forgotten: Generated<number>;
}

/** approvals/: what waits for a second person, and what was decided. */
interface ApprovalsTable {
  id: string;
  kind: 'reset' | 'administrator' | 'address' | 'factors' | 'mail_server' | 'company' | 'setting';
  subject_id: string | null;
  subject_label: string;
  /** What is to be done, as JSON, sealed; erased at the decision. */
  wish_sealed: string | null;
  /** What is to be otherwise, as JSON, for whoever decides; without secrets, and once it is decided without people's addresses. */
  changes: string;
  state: 'waiting' | 'approved' | 'refused' | 'failed' | 'expired';
  asked_by_id: string;
  asked_by_label: string;
  /** The key with which a program asked, and its name as of then. */
  asked_by_key_id: string | null;
  asked_by_key_name: string | null;
  asked_address: string | null;
  asked_agent: string | null;
  /** The session in which it was asked for. */
  asked_in: Generated<string | null>;
  asked_at: number;
  expires_at: number;
  decided_at: number | null;
  decided_by: string | null;
  /** Of the user who decided; the command line has none. */
  decided_by_id: string | null;
  /** The refusal that the act met when it was approved, or why it was withdrawn without anybody's decision. */
  reason: string | null;
}

/** api-keys/: one row per key that works or worked lately; revoking deletes it. */
interface ApiKeysTable {
  id: string;
  user_id: string;
  name: string;
  /** SHA-256 of the key. */
  key_digest: string;
  /** Its first characters, by which its owner knows it again. */
  hint: string;
  /** Divided by spaces. */
  scopes: string;
  created_at: number;
  expires_at: number;
  /** To the hour. */
  last_used_at: number | null;
  /** The key of the same owner that made it, which it never outlives. */
  made_by_key_id: string | null;
}

/** api-keys/: calls that a program marked, so that none is done twice. */
interface ApiCallsTable {
  key_id: string;
  /** Of the mark; keyed. */
  call_digest: string;
  /** Of what was asked for; keyed. */
  request_digest: string;
  /** Until then somebody is at work on it. */
  lease_until: number;
  /** What was answered, sealed; none until then. */
  answer_sealed: string | null;
  expires_at: number;
}

/** resets/: one attempt to get a new password, from the ask to the end. */
interface ResetsTable {
  id: string;
  purpose: 'reset' | 'invitation';
  source: 'self' | 'staff' | 'command' | 'owner';
  state: 'asked' | 'decided' | 'sent' | 'opened' | 'completed' | 'expired' | 'cancelled';
  user_id: string | null;
  /** The user's company when it was decided. */
  company_id: Generated<string | null>;
  /** Set where one ask concerned several users: the reset that stands for the ask. */
  asked_with: string | null;
  /** What was typed, sealed; erased at the decision. */
  typed_sealed: string | null;
  /** A keyed digest of its folded form; erased after 30 days. */
  typed_digest: string | null;
  asks: Generated<number>;
  asked_at: number;
  last_asked_at: number;
  asked_by_kind: string;
  asked_by_id: string | null;
  asked_by_label: string | null;
  asked_address: string | null;
  asked_agent: string | null;
  /** Where the person wanted to go; a path on this site. */
  redirect: string | null;
  expires_at: number;
  decided_at: number | null;
  outcome: 'send' | 'print' | 'drop' | null;
  reason: string | null;
  identity_check: string | null;
  note: string | null;
  /** The form that last sent the letter once more: the same one does it once. */
  resent_form: string | null;
  ended_at: number | null;
  /** At completion: what was ended, as JSON counts. */
  ended: string | null;
}

/** resets/: an email that its owner asked for and has not proven yet, or has; also the proof of one that stays. */
interface EmailChangesTable {
  id: string;
  user_id: string;
  /** What it was, so that the owner of that mailbox can go back to it. */
  from_email: string | null;
  to_email: string;
  /**
   * Over what is `undone` nothing leads back any more: "this was not me" did, or the account came back by itself; nor over what
   * somebody else has `given`.
   */
  state: 'waiting' | 'done' | 'cancelled' | 'undone' | 'given';
  asked_at: number;
  expires_at: number;
  ended_at: number | null;
  /** When the account had last been secured as it went through. */
  secured_before: Generated<number | null>;
}

/** resets/: what a company says in a letter in its own words; without a row, in those that all have. */
interface LetterTextsTable {
  company_id: string;
  language: string;
  /** One of `editableLetters`. */
  letter: string;
  introduction: string;
  closing: string;
  changed_at: number;
  changed_by: string;
}

/** resets/: the secret in a letter, known here by its digest only. */
interface LinksTable {
  id: string;
  purpose: 'reset' | 'set_up' | 'not_me' | 'confirm_email';
  reset_id: string | null;
  user_id: string | null;
  /** The change of an email that it proves, or that its owner did not want. */
  email_change_id: string | null;
  /** What a "this was not me" that is about neither of them is about. */
  about: Generated<'sign_in' | 'factor_due' | 'factors' | 'login' | null>;
  /** What it disowns though it is older: the id of a passkey, `totp`, or `recovery_codes`. */
  factor_used: Generated<string | null>;
  /** SHA-256 of the token. */
  token_digest: string;
  /** The address that the letter went to: the link is of no use once the user has another one. */
  sent_to: string | null;
  /** `claimed` is for a home that lies behind a wire: intent stored, outcome not known yet. */
  state: 'live' | 'claimed' | 'spent' | 'dead';
  claimed_by: string | null;
  claimed_until: number | null;
  created_at: number;
  expires_at: number;
  ended_at: number | null;
  /** Why it is dead: password_changed, address_changed, archived, cancelled. */
  ended_because: string | null;
  /** Digest of the browser step that spent it: the same browser sees its success again. */
  spent_by: string | null;
  /** When the press came in whose answer that browser goes on with, milliseconds UTC. */
  pressed_at: Generated<number | null>;
  /** What "this was not me" did with it, as JSON: the same browser is told it again. */
  answered: Generated<string | null>;
  first_opened_at: number | null;
  last_opened_at: number | null;
  opens: Generated<number>;
  /** The last open looked like a mail scanner's. */
  scanner_likely: Generated<number>;
}

/** resets/: a code that was mailed to a user for a caller to read back. */
interface IdentityCodesTable {
  id: string;
  user_id: string;
  /** A keyed digest of user and code: so few digits say nothing without the secret. */
  digest: string;
  expires_at: number;
  tries: Generated<number>;
}

/** jobs/: one piece of long work. The lock on its row is the lease of whoever works on it. */
interface JobsTable {
  id: string;
  kind: string;
  /** `preparing` until everybody whom it concerns has a row of their own. */
  state: 'preparing' | 'running' | 'paused' | 'done' | 'cancelled';
  /** What its kind needs besides, as JSON without secrets. */
  data: string;
  /** At most so many people a minute; as fast as it goes where it is null. */
  per_minute: number | null;
  /** When the next person's turn is. */
  next_at: number;
  total: number;
  done: Generated<number>;
  refused: Generated<number>;
  made_by_kind: string;
  made_by_id: string | null;
  made_by_label: string | null;
  /** The API key that it was begun with: it acts with that one's scopes, and ends with it. */
  made_by_key_id: string | null;
  made_address: string | null;
  made_agent: string | null;
  created_at: number;
  ended_at: number | null;
}

/** jobs/: a part of whom a job concerns, until each of them has a row of their own. */
interface JobListsTable {
  job_id: string;
  /** The number of the first of them. */
  first: number;
  /** JSON. */
  subject_ids: string;
}

/** jobs/: one person of a job, and what became of them; the outcome is written in the transaction of the act. */
interface JobItemsTable {
  job_id: string;
  number: number;
  subject_id: string;
  /** `done`, the code of a refusal, or `bug`; null while it waits. */
  outcome: string | null;
  at: number | null;
}

/** mail/: the queue. No body, no link, no token: letters are composed when they are sent. */
interface MessagesTable {
  id: string;
  /** Which composer writes it, e.g. `reset`. */
  kind: string;
  /** Whom it concerns; a newer waiting message of the same kind and person replaces it. */
  user_id: string | null;
  /** Whom it warns, where it does: it has to go, and is erased with them only when it did. */
  warned_user_id: Generated<string | null>;
  /** What it is about (the reset's id). */
  about: string | null;
  to_name: string;
  to_address: string;
  /** What its composer needs besides, as JSON without secrets. */
  data: string;
  state: 'queued' | 'sending' | 'sent' | 'bounced' | 'failed' | 'outdated' | 'cancelled';
  /** The Message-ID, the same at every attempt. */
  message_id: string;
  created_at: number;
  run_at: number;
  /** After this it is outdated. */
  expires_at: number;
  attempts: number;
  lease_owner: string | null;
  lease_until: number | null;
  /** Grows with every claim: a late owner cannot mark the row. */
  fence: number;
  sent_at: number | null;
  ended_at: number | null;
  /** In a code of `mail/`, why it ended or waits; the words are in the attempts. */
  reason: string | null;
}

/** mail/: one row per try, with the mail server's own words (one line, no credentials). */
interface AttemptsTable {
  id: string;
  message_id: string;
  number: number;
  at: number;
  server: string;
  outcome: 'accepted' | 'temporary' | 'permanent' | 'unknown';
  /** A code of `mail/` that has plain words in the catalogue. */
  reason: string;
  reply: string | null;
}

/** mail/: keys that letters are signed with (DKIM); of one domain one signs. */
interface DkimKeysTable {
  id: string;
  domain: string;
  selector: string;
  state: 'prepared' | 'signing';
  public_key: string;
  private_key_sealed: string;
  created_at: number;
}

/** mail/: the outgoing mail servers that administrators set; fields as Odoo names them. */
interface OutgoingMailServersTable {
  id: string;
  /** Grows with every edit: whoever edits says which one they saw. */
  version: number;
  name: string;
  active: number;
  /** The lowest is asked first. */
  sequence: number;
  /** Sender of letters that name none. */
  from: string | null;
  /** Addresses and domains, divided by commas: only letters from these go over it. */
  from_filter: string | null;
  smtp_host: string;
  smtp_port: number;
  smtp_encryption: 'none' | 'starttls' | 'ssl';
  /** Somebody confirmed that letters and password cross the network in clear. */
  none_confirmed: number;
  smtp_authentication: 'login' | 'certificate' | 'xoauth2';
  smtp_user: string | null;
  /** PEM; its key is in `sealed`. */
  smtp_ssl_certificate: string | null;
  /** PEM: may vouch for the server besides those that this machine trusts. */
  authority: string | null;
  oauth_token_url: string | null;
  oauth_client_id: string | null;
  oauth_scope: string | null;
  /** The day on which the client secret runs out, as the administrator wrote it: 2027-05-31. */
  oauth_expires_on: string | null;
  /** Password, private key, client secret and refresh token, sealed. */
  sealed: string | null;
  /** When one of them was last typed. */
  sealed_at: number | null;
  max_connections: number | null;
  max_per_minute: number | null;
  created_at: number;
  changed_at: number;
}

/** mail/: how a server does, as the last process that asked it found; also for servers that have no row of their own. */
interface OutgoingMailServerStatesTable {
  /** The server's id; of one of the environment, a digest of what the process was given. */
  server: string;
  state: 'unknown' | 'working' | 'failing';
  failing_since: number | null;
  reason: string | null;
  /** The mail server's own words: one line, no credentials. */
  reply: string | null;
  changed_at: number;
  /** When the next probe may go there, whichever process makes it. */
  probe_at: number;
  /** When the next letter may go there, where the server has a pace. */
  next_slot: number;
  /** When a process last had it among its servers, to the day. */
  used_at: number;
}

/** throttle/: counters under keyed digests. */
interface LimitsTable {
  key: string;
  count: number;
  ends_at: number;
}

/** audit/ */
interface AuditEventsTable {
  id: string;
  at: number;
  event: string;
  actor_kind: string;
  actor_id: string | null;
  actor_label: string | null;
  /** The label folded, to be found by, where it has letters beyond ASCII. */
  actor_folded: string | null;
  subject_kind: string | null;
  subject_id: string | null;
  subject_label: string | null;
  /** As `actor_folded`. */
  subject_folded: string | null;
  /** The reset that it belongs to: its timeline. */
  reset_id: string | null;
  /** `done`, or the code of the refusal. */
  outcome: string;
  details: string;
  address: string | null;
  agent: string | null;
  request_id: string;
  /** Its place in the sealed record: 1, 2, 3 without a gap; none until it is sealed. */
  position: number | null;
  /** SHA-256 over the digest of the row before and everything in this one (`audit/chain.ts`). */
  digest: string | null;
}

/** audit/: one row for each batch that was sealed. */
interface AuditCheckpointsTable {
  /** The last position of the batch. */
  position: number;
  /** Its first position. */
  first: number;
  digest: string;
  at: number;
  /** The fingerprint of the secret that vouches for it. */
  key: string;
  mac: string;
}

/**
 * audit/: one row each. The start: the last position that was removed as too old. The end: the last one that was sealed;
 * whoever seals or removes holds it.
 */
interface AuditMarkTable {
  id: number;
  position: number;
  digest: string;
  key: string;
  mac: string;
}
