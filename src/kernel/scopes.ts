import type { Act } from './access.ts';

/** What an API key may be narrowed to. */
export const scopes = [
  'resets:ask',
  'resets:send',
  'resets:read',
  'users:read',
  'users:write',
  'mail:read',
  'mail:write',
  'audit:read',
  'reports:read',
  'settings:write',
  'keys:write',
  'webhooks:write',
] as const;
export type Scope = (typeof scopes)[number];

/** The scope that lets a key do an act which its owner may do. `in person` is done by no key, `any key` by each. */
export const scopeOf = {
  'own.edit': 'in person',
  'own.password': 'in person',
  'own.email': 'in person',
  'own.sessions': 'in person',
  'own.factors': 'in person',
  'factors.remove': 'in person',
  'own.keys': 'keys:write',
  'resets.ask_for': 'resets:ask',
  'passwords.judge': 'any key',
  'console.enter': 'in person',
  'resets.send': 'resets:send',
  'resets.cancel': 'resets:send',
  'resets.read': 'resets:read',
  'resets.lift_limits': 'resets:send',
  'users.find': 'users:read',
  'favourites.keep': 'in person',
  'favourites.remove': 'in person',
  'companies.read': 'users:read',
  'users.create': 'users:write',
  'users.export': 'users:read',
  'users.edit': 'users:write',
  'users.archive': 'users:write',
  'users.delete': 'users:write',
  'sessions.read': 'users:read',
  'sessions.end': 'users:write',
  'messages.read': 'mail:read',
  'messages.retry': 'mail:write',
  'messages.cancel': 'mail:write',
  'mail.test': 'mail:write',
  'mail_servers.change': 'mail:write',
  'audit.read': 'audit:read',
  'settings.change': 'settings:write',
  'companies.edit': 'settings:write',
  'letters.edit': 'settings:write',
  'keys.read': 'keys:write',
  'keys.revoke': 'keys:write',
  'secret.rotate': 'in person',
  // The record tells the same.
  'approvals.read': 'audit:read',
  'approvals.withdraw': 'settings:write',
  'approvals.decide': 'in person',
} as const satisfies Record<Act, Scope | 'in person' | 'any key'>;

/**
 * What an act demands besides. Whoever says where letters go can read the link of anybody's: that is more than to look after
 * those that wait.
 */
export const alsoOf: Partial<Record<Act, readonly Scope[]>> = { 'mail_servers.change': ['settings:write'] };

export function isScope(text: string): text is Scope {
  return (scopes as readonly string[]).includes(text);
}
