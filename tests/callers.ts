import { type Caller, type Role, system } from '../src/kernel/index.ts';
import type { User } from '../src/users/index.ts';

/** Whoever runs the command line. */
export const operator: Caller = { ...system, actor: { kind: 'operator', label: 'root' }, requestId: 'test' };

export function strangerAt(address: string, agent = 'Mozilla/5.0 (test)'): Caller {
  return { actor: { kind: 'stranger' }, address, agent, requestId: 'test' };
}

export function signedIn(user: Pick<User, 'id' | 'login' | 'role'>, address = '192.0.2.1'): Caller {
  return { ...strangerAt(address), actor: { kind: 'user', id: user.id, label: user.login, role: user.role } };
}

export function anybodyWith(role: Role): Caller {
  return signedIn({ id: 'somebody', login: 'somebody', role });
}
