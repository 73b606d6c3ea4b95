import type { Tx } from '../database/index.ts';
import type { Caller } from '../kernel/index.ts';
import type { ReplacedBy, User } from '../users/index.ts';
import type { Parts } from './parts.ts';
import { warn, whereFrom } from './warn.ts';

/** Every change of a password is told to its owner, however it was made; a voided one, by the letter with the fresh link. */
export async function tellPasswordChanged(
  tx: Tx,
  parts: Parts,
  { user, by, caller }: { user: User; by: ReplacedBy; caller: Caller },
): Promise<void> {
  if (by === 'void') return;
  const told = { by, ...whereFrom(caller) };
  await warn(tx, parts, user, { kind: 'password_changed', at: parts.clock.now(), told });
}
