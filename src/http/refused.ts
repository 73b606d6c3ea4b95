import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { Refusal, type RefusalCode } from '../kernel/index.ts';
import type { WebContext } from './web.ts';

/** The HTTP status of every refusal. A new code does not compile until it has one. */
export const statusOf = {
  malformed: 400,
  wrong_credentials: 401,
  not_signed_in: 401,
  key_missing: 401,
  key_unknown: 401,
  cross_site: 403,
  cookies_needed: 403,
  forbidden: 403,
  password_needed: 403,
  factor_missing: 403,
  scope_missing: 403,
  scope_above_role: 422,
  self_service_off: 403,
  not_found: 404,
  link_unknown: 404,
  link_mismatch: 409,
  already_set_up: 409,
  factor_exists: 409,
  app_offered_elsewhere: 409,
  message_ended: 409,
  message_warns: 409,
  dkim_key_exists: 409,
  dkim_not_published: 409,
  read_only: 409,
  too_many_keys: 409,
  too_many_favourites: 409,
  call_in_progress: 409,
  call_unfinished: 409,
  reset_ended: 409,
  challenge_needed: 422,
  approval_needed: 409,
  too_many_approvals: 409,
  approval_own: 403,
  approval_ended: 409,
  too_many_jobs: 409,
  job_ended: 409,
  last_settings_user: 409,
  own_account: 409,
  changed_meanwhile: 409,
  link_expired: 410,
  link_used: 410,
  too_large: 413,
  not_json: 415,
  call_mismatch: 422,
  wrong_password: 422,
  wrong_code: 422,
  passkey_refused: 422,
  password_refused: 422,
  choice_missing: 422,
  code_wrong: 422,
  identity_check_missing: 422,
  fields_wrong: 422,
  login_missing: 422,
  login_malformed: 422,
  letter_text_refused: 422,
  login_taken: 422,
  name_missing: 422,
  email_malformed: 422,
  email_shared: 422,
  email_of_greater: 422,
  email_is_login: 422,
  login_is_email: 422,
  no_address: 422,
  archived: 422,
  already_confirmed: 409,
  ambiguous: 422,
  limited: 429,
  configuration: 500,
  breaches_unknown: 503,
  busy: 503,
} as const satisfies Record<RefusalCode, ContentfulStatusCode>;

/** The value, or the refusal if it has one of these codes: what a page shows itself. Everything else is thrown on. */
export async function orRefusal<T, C extends RefusalCode>(work: Promise<T>, ...codes: C[]): Promise<T | Refusal<C>> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal && codes.some((code) => error.is(code))) return error as Refusal<C>;
    throw error;
  }
}

/** The refusal's status, and on the answer its `Retry-After` where it tells when to come again; the request is recorded with it. */
export function answerStatus(c: WebContext, refusal: Refusal): ContentfulStatusCode {
  c.set('refusal', refusal.code);
  if ('retryAfter' in refusal.details) c.header('Retry-After', String(refusal.details.retryAfter));
  return statusOf[refusal.code];
}
