/**
 * Everything that the audit record tells of, by what a person looks for: a closed set, like the refusals. A new event has
 * its place here and its words in `locale/en/audit-events.ts`, or it does not compile.
 */
export const events = {
  resets: [
    'reset.asked',
    'reset.asks_limited',
    'reset.decided',
    'reset.resent',
    'reset.password_refused',
    'reset.completed',
    'reset.cancelled',
    'reset.disowned',
    'reset.confirmed_mine',
    'identity.code_asked',
    'links.cancelled',
    'limits.lifted',
  ],
  sessions: [
    'session.opened',
    'session.factor_asked',
    'session.confirmed',
    'session.ended',
    'sign_in.tries_limited',
    'sign_in.tries_failed',
    'sign_in.disowned',
    'sign_in.confirmed_mine',
  ],
  passwords: ['password.replaced', 'password.disowned', 'password.confirmed_mine', 'password.breaches_unknown'],
  factors: [
    'factors.proved',
    'factors.totp_added',
    'factors.totp_removed',
    'factors.passkey_added',
    'factors.passkey_removed',
    'factors.recovery_codes_drawn',
    'factors.devices_forgotten',
    'factors.removed',
    'factors.disowned',
    'factors.confirmed_mine',
    'factors.marked_disowned',
  ],
  users: [
    'user.created',
    'user.edited',
    'user.archived',
    'user.unarchived',
    'user.deleted',
    'email.change_asked',
    'email.proven',
    'address.disowned',
    'address.confirmed_mine',
    'login.disowned',
    'login.confirmed_mine',
  ],
  jobs: ['job.started', 'job.paused', 'job.resumed', 'job.cancelled', 'job.done'],
  settings: [
    'setting.changed',
    'company.created',
    'company.edited',
    'letter.edited',
    'installation.set_up_link_printed',
    'installation.restored',
    'secret.rotated',
  ],
  mail: [
    'message.bounced',
    'message.retried',
    'message.cancelled',
    'mail.tested',
    'mail_server.created',
    'mail_server.changed',
    'mail_server.deleted',
    'dkim_key.created',
    'dkim_key.signing',
    'dkim_key.removed',
  ],
  approvals: ['approval.asked', 'approval.approved', 'approval.refused', 'approval.expired'],
  access: ['access.refused', 'access.refusals_repeated', 'api_key.created', 'api_key.revoked'],
  record: ['audit.exported', 'audit.forgotten', 'list.exported'],
} as const;

export type EventFamily = keyof typeof events;
export type EventName = (typeof events)[EventFamily][number];

export const eventFamilies = Object.keys(events) as EventFamily[];

const all: readonly string[] = Object.values(events).flat();

export function isEvent(text: string): text is EventName {
  return all.includes(text);
}
