import type { RefusalCode } from '../kernel/index.ts';

/** What a command ends with. */
export const exitCodes = { done: 0, bug: 1, wrongUse: 2, refused: 3, notReachable: 4, findings: 5 } as const;

const { wrongUse, refused, notReachable } = exitCodes;

export const refusalExitCodes = {
  malformed: wrongUse,
  too_large: wrongUse,
  choice_missing: wrongUse,
  cross_site: refused,
  not_signed_in: refused,
  forbidden: refused,
  key_unknown: refused,
  scope_missing: refused,
  too_many_keys: refused,
  not_found: refused,
  wrong_credentials: refused,
  wrong_password: refused,
  limited: refused,
  link_unknown: refused,
  link_expired: refused,
  link_used: refused,
  link_mismatch: refused,
  password_refused: refused,
  login_missing: refused,
  login_taken: refused,
  name_missing: refused,
  email_malformed: refused,
  email_shared: refused,
  no_address: refused,
  archived: refused,
  ambiguous: refused,
  last_settings_user: refused,
  own_account: refused,
  changed_meanwhile: refused,
  already_set_up: refused,
  self_service_off: refused,
  message_ended: refused,
  reset_ended: refused,
  edited_meanwhile: refused,
  identity_check_missing: refused,
  fields_wrong: refused,
  breaches_unknown: notReachable,
  busy: notReachable,
  configuration: notReachable,
} as const satisfies Record<RefusalCode, number>;
