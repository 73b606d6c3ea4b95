import type { MessageKey } from '../locale/index.ts';

/** Why no session with a mail server came about. The server's trouble: it concerns every letter alike. */
const openingReasons = [
  'dns',
  'connect_refused',
  'connect_timeout',
  'connect_failed',
  'greeting_timeout',
  'not_smtp',
  'hung_up',
  'turned_away',
  'too_many_connections',
  'tls_handshake',
  'certificate_expired',
  'certificate_name',
  'certificate_self_signed',
  'certificate_untrusted',
  'starttls_missing',
  'wrong_port_for_security',
  'clear_text_refused',
  'address_forbidden',
  'token_unreachable',
  'token_refused',
  'login_refused',
  'login_missing',
] as const;

/** What a server holds against us, rather than against a letter or whom it is for: another server may not. */
export const heldAgainstUs: readonly Reason[] = [
  'login_missing',
  'host_refused',
  'sender_refused',
  'sender_unproven',
  'account_limited',
  'relay_refused',
];

/** What one server cannot do or does not want, and another may. */
export const beyondServer: readonly Reason[] = ['smtputf8_missing', 'too_large', 'message_refused'];

/** Why no server was asked: none of them fits, or now is not the time. */
const waitingReasons = ['sender_fits_none', 'paced', 'stopped', 'no_server'] as const;

/** Every reason that an attempt, a message or a mail server can have. Each has plain words in the catalogue. */
export const reasons = [
  'accepted',
  'reachable',
  'slow',
  ...openingReasons,
  ...waitingReasons,
  'host_refused',
  'sender_refused',
  'sender_unproven',
  'account_limited',
  'relay_refused',
  'recipient_refused',
  'mailbox_full',
  'greylisted',
  'try_later',
  'message_refused',
  'too_large',
  'command_timeout',
  'letter_timeout',
  'dropped',
  'dropped_after_data',
  'unconfirmed',
  'lease_lost',
  'bounced',
  'delayed',
  'not_composed',
  'address_malformed',
  'smtputf8_missing',
  'expired',
  'replaced',
  'cancelled',
] as const;

export type Reason = (typeof reasons)[number];

export function isReason(text: string): text is Reason {
  return (reasons as readonly string[]).includes(text);
}

/** Whether it is the address that no letter gets to, whichever server takes it there. */
export function isAddressTrouble(reason: string | null | undefined): boolean {
  return typeof reason === 'string' && addressTrouble.includes(reason);
}

const addressTrouble: readonly string[] = [
  'recipient_refused',
  'mailbox_full',
  'address_malformed',
  'smtputf8_missing',
] satisfies Reason[];

/** The catalogue's plain words for a reason: what happened and what to do. */
export function reasonKey(reason: Reason): MessageKey {
  return `mail.reason.${reason}`;
}

/** Whether a message waits for a server rather than for itself: it need not wait longer once a server answers again. */
export const serverTrouble: readonly Reason[] = [...openingReasons, 'command_timeout', 'unconfirmed'];

/** The same of one that waits for other servers (or the same, set otherwise), or for mail to go on. */
export const serversTrouble: readonly Reason[] = [...serverTrouble, ...heldAgainstUs, ...waitingReasons];
