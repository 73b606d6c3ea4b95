import type { Subject } from '../audit/index.ts';
import type { User } from './index.ts';

/** A user as the record names whom an event is about. */
export function asSubject({ id, login }: Pick<User, 'id' | 'login'>) {
  return { kind: 'user', id, label: login } as const satisfies Subject;
}
