import type { Role } from './access.ts';

/** One thing that a password lacks: a stable code and the numbers or words that its text needs. */
export interface Violation {
  rule: string;
  params: Record<string, string | number>;
}

/** What is wrong with one field of a form. */
export interface Fault {
  field: string;
  fault: string;
  params?: Record<string, string | number>;
}

/**
 * Every expected "no" there is, with what its text needs. A refusal is an answer; anything else that is thrown is
 * a bug. `http/` gives each code its status, `locale/` its words, `cli/` its exit code.
 */
export interface RefusalDetails {
  /** The input has not the form it must have. `field` names the first that is wrong. */
  malformed: { field?: string };
  too_large: object;
  /** The form was not sent from our own page. */
  cross_site: object;
  not_signed_in: object;
  forbidden: object;
  /** A program called without a key. */
  key_missing: object;
  /** An API key that is unknown, revoked, expired, or whose owner is archived: one answer. */
  key_unknown: object;
  /** The key's owner may do this, the key itself may not. `in person` is granted to no key. */
  scope_missing: { scope: string };
  /** A key shall have a scope of which its owner may do nothing. */
  scope_above_role: { scope: string; role: Role };
  too_many_keys: { most: number };
  too_many_favourites: { most: number };
  not_found: object;
  /** Wrong login, wrong password, archived, unknown: one answer. */
  wrong_credentials: object;
  wrong_password: object;
  /** Something risky, and the own password was not given lately. */
  password_needed: object;
  limited: { retryAfter: number };
  busy: { retryAfter: number };
  /**
   * The form brings no challenge that was met. The number from 0 to `most` is to be found for which `digest` is the
   * SHA-256 of `token.number`, in hexadecimal; or it is sent again without one, `wait` seconds from now.
   */
  challenge_needed: { token: string; digest: string; most: number; wait: number };
  link_unknown: object;
  /** The times are told to the link's holder, in their time zone. */
  link_expired: {
    sentAt: number;
    /** Whether a letter carried it; else it was printed for somebody to hand over. */
    mailed: boolean;
    newerSentAt?: number;
    passwordChangedAt?: number;
    companyId?: string;
    timeZone?: string;
    language?: string;
  };
  /** `purpose` is what the link was for. */
  link_used: { purpose?: string; companyId?: string; timeZone?: string; language?: string };
  /** The browser keeps none, so a link that was followed, or a session, is gone with the page. */
  cookies_needed: { what: 'link' | 'sign_in' };
  /** The form was opened with one link and the browser now holds another. */
  link_mismatch: object;
  /** `besides` is what else is wrong in the same form. */
  password_refused: { violations: Violation[]; besides?: readonly Refusal[] };
  /** Breached passwords must be looked up, and the service that knows them does not answer. */
  breaches_unknown: { retryAfter: number };
  /** A code of an authenticator app or a recovery code: wrong, used before, or of another time. */
  wrong_code: object;
  passkey_refused: object;
  factor_exists: object;
  /** The app that waits for its first code was offered in another session. */
  app_offered_elsewhere: object;
  /** The role demands a second factor, and there is none yet. */
  factor_missing: object;
  choice_missing: object;
  login_missing: object;
  /** With something in it that nobody sees, or what stands for somebody who was erased. */
  login_malformed: object;
  /** The words of a letter: which part, why, and what of it, as it was typed. */
  letter_text_refused: { part: 'introduction' | 'closing'; problem: string; what: string };
  /** It is another user's login or email. */
  login_taken: object;
  name_missing: object;
  email_malformed: object;
  /** Active users have this email already, and nobody said that it shall be shared. */
  email_shared: { others: number };
  /** The email is that of somebody on whom the caller may not act. */
  email_of_greater: object;
  /** Somebody else has this email as their login: typed, it would mean them. */
  email_is_login: object;
  login_is_email: object;
  no_address: { name: string };
  archived: { name: string };
  /** An invitation is for those who never had a password. */
  already_confirmed: { name: string };
  ambiguous: { matches: number };
  last_settings_user: object;
  /** Nobody archives or deletes themselves. */
  own_account: object;
  /** Somebody else has edited it since it was read. */
  changed_meanwhile: object;
  already_set_up: object;
  self_service_off: object;
  /** A reset that was used, ran out or was cancelled: there is nothing left of it to cancel. */
  reset_ended: { state: string };
  /** This user's role demands that staff say how they made sure who is asking. */
  identity_check_missing: object;
  /** Not the code that was mailed for the caller to read back, or not any more. */
  code_wrong: object;
  /** Everything that is wrong with a form at once; `fault` is a text of the catalogue, `faults.FAULT`. */
  fields_wrong: { faults: Fault[] };
  /** Kept, and done as soon as a second administrator approves it. */
  approval_needed: { approval: string };
  /** Somebody has as many requests waiting as they may. */
  too_many_approvals: { most: number };
  approval_own: object;
  approval_ended: { state: string };
  /** As many of one person's jobs as there may be are not done yet. */
  too_many_jobs: { most: number };
  /** A job that is done or cancelled, or does not go on that way. */
  job_ended: { state: string };
  /** A message that was sent, withdrawn or outlived: a new one has to be made. */
  message_ended: { state: string };
  /** A letter that warns somebody, or asks a second person to look, goes whoever would rather not have it go. */
  message_warns: { kind: string };
  /** What a program sent is no JSON, or does not say that it is. */
  not_json: object;
  /** The same idempotency key came with another request before. */
  call_mismatch: object;
  /** The same call is under way. */
  call_in_progress: { retryAfter: number };
  /** The same call was begun and never answered: whether it was done has to be looked up. */
  call_unfinished: object;
  dkim_key_exists: { domain: string };
  /** What has to be published, and is not seen. */
  dkim_not_published: { name: string; value: string };
  /** Set by the environment: it cannot be changed here. */
  read_only: object;
  /** A configuration that cannot be started or worked with. `why` is a whole sentence for the operator. */
  configuration: { why: string };
}

export type RefusalCode = keyof RefusalDetails;

export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override name = 'Refusal';
  readonly code: C;
  readonly details: RefusalDetails[C];

  constructor(code: C, details: RefusalDetails[C]) {
    super(code);
    this.code = code;
    this.details = details;
  }

  /** Narrows to one code, so that its details can be read. */
  is<D extends RefusalCode>(code: D): this is Refusal<D> {
    return (this.code as RefusalCode) === code;
  }
}
