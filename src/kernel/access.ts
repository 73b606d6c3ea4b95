import type { Actor, Caller } from './caller.ts';
import { alsoOf, type Scope, scopeOf, scopes } from './scopes.ts';

/** What a user may do, from least to most. `access` is Odoo's "Access Rights", `settings` its "Settings". */
export const roles = ['user', 'helpdesk', 'access', 'settings'] as const;
export type Role = (typeof roles)[number];

/**
 * The access matrix: what each act demands.
 * `self`: signed in, on oneself. A role: that role or a higher one, and on another user a role above theirs (`settings`
 * acts on anybody). A key may do what its owner may and its scopes name. The command line's operator and the server
 * itself may do all. What is open to everybody (asking, redeeming a link, signing in) is not in it: there, limits and
 * links decide.
 */
export const matrix = {
  'own.edit': 'self',
  'own.password': 'self',
  'own.email': 'self',
  'own.sessions': 'self',
  'own.factors': 'self',
  'own.keys': 'self',
  /** Tells from where somebody else asks for a reset: who may, chooses whom the limits count and what the record says. */
  'resets.ask_for': 'helpdesk',
  'passwords.judge': 'user',
  'console.enter': 'helpdesk',
  'users.find': 'helpdesk',
  'favourites.keep': 'helpdesk',
  /** Also those that somebody else shares with all. */
  'favourites.remove': 'settings',
  'resets.send': 'helpdesk',
  'resets.cancel': 'helpdesk',
  'resets.read': 'helpdesk',
  'messages.read': 'helpdesk',
  'companies.read': 'helpdesk',
  'users.create': 'access',
  'users.export': 'access',
  'users.edit': 'access',
  'users.archive': 'access',
  'resets.lift_limits': 'access',
  'factors.remove': 'access',
  'users.delete': 'access',
  'sessions.read': 'access',
  'sessions.end': 'access',
  'audit.read': 'access',
  'messages.retry': 'settings',
  'messages.cancel': 'settings',
  'mail.test': 'settings',
  'mail_servers.change': 'settings',
  'settings.change': 'settings',
  'companies.edit': 'settings',
  'letters.edit': 'settings',
  'keys.read': 'settings',
  'keys.revoke': 'settings',
  'secret.rotate': 'settings',
  'approvals.read': 'settings',
  'approvals.withdraw': 'settings',
  'approvals.decide': 'settings',
} as const satisfies Record<string, 'self' | Role>;

export type Act = keyof typeof matrix;

/** The user that an act is done to. */
export interface Target {
  id: string;
  role: Role;
}

export function rank(role: Role): number {
  return roles.indexOf(role);
}

/** Whether a caller may do an act, to `target` where the act has one. Pure; asked by every use case that is not open to everybody. */
export function may(caller: Caller, act: Act, target?: Target): boolean {
  const demand = matrix[act];
  const { actor } = caller;
  if (actor.kind === 'operator' || actor.kind === 'system') return true;
  if (actor.kind === 'stranger' || withheld(caller, act) !== undefined) return false;
  if (demand === 'self') return target?.id === actor.id;
  return isEnough(actor.role, demand, target);
}

function isEnough(role: Role, demand: Role, target: Pick<Target, 'role'> | undefined): boolean {
  return rank(role) >= rank(demand) && (target === undefined || role === 'settings' || rank(role) > rank(target.role));
}

/** The least role with which somebody may do an act to somebody else. */
export function leastRoleFor(act: Act, target: Pick<Target, 'role'>): Role {
  const demand = matrix[act];
  return roles.find((role) => demand !== 'self' && isEnough(role, demand, target)) ?? 'settings';
}

/** What a caller's key lacks for an act; nothing where no key is used, or its scopes name the act. */
export function withheld({ actor }: Caller, act: Act): Scope | 'in person' | undefined {
  const key = actor.kind === 'user' ? actor.key : undefined;
  const needed = scopeOf[act];
  if (key === undefined || needed === 'any key') return undefined;
  const all = [needed, ...(alsoOf[act] ?? [])];
  return all.find((one) => !key.scopes.some((scope) => scope === one));
}

/** The scopes that let a key of somebody in this role do anything at all. */
export function scopesFor(role: Role): Scope[] {
  const acts = (Object.keys(matrix) as Act[]).filter((act) => {
    const demand = matrix[act];
    return demand === 'self' || rank(role) >= rank(demand);
  });
  return scopes.filter((scope) => acts.some((act) => scopeOf[act] === scope));
}

/** Whether a caller may give a role to somebody: only one below their own (`settings` gives any), never to themselves. */
export function mayGive(caller: Caller, role: Role, to?: Target): boolean {
  const { actor } = caller;
  if (actor.kind === 'operator' || actor.kind === 'system') return true;
  if (actor.kind === 'stranger' || to?.id === actor.id) return false;
  return actor.role === 'settings' || rank(actor.role) > rank(role);
}

/**
 * Whether a caller may stop, or let go on, what somebody began who acts in it as they are by now: oneself, and whoever's
 * role is not above one's own. Nobody steers with the powers of somebody greater; of the command line that is `settings`.
 * What was begun by somebody who is gone does nothing any more, and is anybody's to stop.
 */
export function maySteer({ actor }: Caller, beginner: Actor | undefined): boolean {
  if (actor.kind === 'operator' || actor.kind === 'system') return true;
  if (actor.kind === 'stranger') return false;
  if (beginner === undefined) return true;
  if (beginner.kind !== 'user') return actor.role === 'settings';
  return actor.id === beginner.id || rank(actor.role) >= rank(beginner.role);
}

/**
 * Whether a caller may let go on what somebody paused. What was begun by somebody who is gone nobody lets go on: it would do
 * nothing and be used up, and they may come back. With a key that is only what it began itself: anything else goes on with
 * powers that this key does not have.
 */
export function mayResume(caller: Caller, beginner: Actor | undefined): boolean {
  const keyOf = (actor: Actor | undefined) => (actor?.kind === 'user' ? actor.key?.id : undefined);
  const key = keyOf(caller.actor);
  return beginner !== undefined && maySteer(caller, beginner) && (key === undefined || key === keyOf(beginner));
}

/**
 * What a key lacks to hand on the powers of staff or to take them: to give a role, to have the letters of somebody who has one
 * go elsewhere, to archive or delete them. With a scope for users alone it could make its holder somebody who needs no scopes.
 */
export function withheldFromRoles({ actor }: Caller): Scope | undefined {
  const key = actor.kind === 'user' ? actor.key : undefined;
  return key === undefined || key.scopes.includes('settings:write') ? undefined : 'settings:write';
}

/** Whether a role opens the console. */
export function isStaff(role: Role): boolean {
  return role !== 'user';
}
