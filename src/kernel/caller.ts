import type { Role } from './access.ts';
import type { Scope } from './scopes.ts';

/** Who acts: told to every use case as its first argument, so that nothing needs to know the request. */
export type Actor =
  | { kind: 'stranger' }
  /** In person, in a session, or a program with a key of theirs. */
  | { kind: 'user'; id: string; label: string; role: Role; session?: string; key?: CallingKey }
  /** Whoever may run the command line on the machine. */
  | { kind: 'operator'; label: string }
  /** The server's own workers. */
  | { kind: 'system' };

/** The API key that a program calls with. */
export interface CallingKey {
  id: string;
  name: string;
  scopes: readonly Scope[];
  /** Milliseconds UTC. */
  expiresAt: number;
}

export interface Caller {
  actor: Actor;
  /** The network address that the request came from, as far as trusted proxies tell it. */
  address: string | undefined;
  /** The browser's or program's own name for itself, on one line. */
  agent: string | undefined;
  /** Names the request in logs and audit. */
  requestId: string;
}

export const system: Caller = { actor: { kind: 'system' }, address: undefined, agent: undefined, requestId: 'system' };

/** The session in which somebody acts in person. */
export function sessionOf({ actor }: Caller): string | undefined {
  return actor.kind === 'user' ? actor.session : undefined;
}

/** Whether somebody acts on themselves, in person or with a key. */
export function isOneself({ actor }: Caller, target: { id: string } | undefined): boolean {
  return actor.kind === 'user' && actor.id === target?.id;
}
