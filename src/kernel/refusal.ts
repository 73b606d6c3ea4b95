/** One thing that a password lacks: a stable code and the numbers or words that its text needs. */
export interface Violation {
  rule: string;
  params: Record<string, string | number>;
}

/** One thing that a form's field lacks: the field's name, and a code that has words of its own. */
export interface FieldFault {
  field: string;
  fault: string;
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
  not_found: object;
  /** Wrong login, wrong password, archived, unknown: one answer. */
  wrong_credentials: object;
  wrong_password: object;
  limited: { retryAfter: number };
  busy: { retryAfter: number };
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
  };
  link_used: { companyId?: string; timeZone?: string };
  /** The form was opened with one link and the browser now holds another. */
  link_mismatch: object;
  password_refused: { violations: Violation[] };
  choice_missing: object;
  login_missing: object;
  login_taken: object;
  name_missing: object;
  email_malformed: object;
  no_address: { name: string };
  archived: { name: string };
  ambiguous: { matches: number };
  last_settings_user: object;
  already_set_up: object;
  self_service_off: object;
  /** A reset that was used, ran out or was cancelled: there is nothing left of it to cancel. */
  reset_ended: { state: string };
  /** A message that was sent, withdrawn or outlived: a new one has to be made. */
  message_ended: { state: string };
  /** An outgoing mail server that cannot be set like this: everything that is wrong with it. */
  mail_server_refused: { faults: FieldFault[] };
  /** Set by the environment: it cannot be changed here. */
  read_only: object;
  /** Somebody else changed it after it was read. */
  changed_meanwhile: object;
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
