import type { MessageKey, Translate } from '../../locale/index.ts';

/** Events by what a person looks for. What is in none of them is found without a filter. */
export const eventFamilies: Record<string, string[]> = {
  resets: [
    'reset.asked',
    'reset.decided',
    'reset.resent',
    'reset.cancelled',
    'reset.completed',
    'reset.password_refused',
    'reset.asks_limited',
    'links.cancelled',
    'limits.lifted',
  ],
  sessions: ['session.opened', 'session.ended', 'session.confirmed'],
  passwords: ['password.replaced', 'password.disowned', 'password.confirmed_mine', 'password.breaches_unknown'],
  users: ['user.created', 'user.edited', 'user.archived', 'user.unarchived', 'user.deleted'],
  settings: ['setting.changed', 'company.created', 'company.edited'],
  mail: [
    'mail.tested',
    'message.retried',
    'message.cancelled',
    'mail_server.created',
    'mail_server.changed',
    'mail_server.deleted',
  ],
  access: ['access.refused', 'api_key.created', 'api_key.revoked'],
  record: ['audit.exported', 'audit.forgotten'],
};

const worded = [
  'reset.asked',
  'reset.decided',
  'reset.resent',
  'reset.cancelled',
  'reset.completed',
  'reset.password_refused',
  'reset.asks_limited',
  'links.cancelled',
  'limits.lifted',
  'session.opened',
  'session.ended',
  'password.replaced',
  'user.created',
  'user.edited',
  'user.archived',
  'setting.changed',
  'company.created',
  'company.edited',
  'access.refused',
  'audit.exported',
  'audit.forgotten',
];

/** An event in words; one that has none is told by its name. */
export function eventText(t: Translate, event: string): string {
  return worded.includes(event) ? t(`audit.event.${event}` as MessageKey) : event;
}

/** Somebody or something as it was called then. */
export function whoText(
  t: Translate,
  { kind, label, id }: { kind: string; label: string | null; id: string | null },
): string {
  if (label !== null) return label;
  const known = ['stranger', 'system', 'operator', 'installation'];
  return known.includes(kind) ? t(`audit.kind.${kind}` as MessageKey) : `${kind} ${id ?? ''}`.trim();
}
