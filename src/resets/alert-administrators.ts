import type { Tx } from '../database/index.ts';
import { day } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import type { NotMeDone, NotMeQuestion } from './index.ts';
import { alertsAbout } from './limits.ts';
import type { Parts } from './parts.ts';
import { takenAlong } from './warnings.ts';

/** What somebody disowned, and what administrators have to know besides. */
interface Alert extends Pick<NotMeQuestion, 'about'> {
  /** Second factors open nothing any more. */
  disowned?: boolean;
  /** The earlier address did not come back. */
  noAddress?: boolean;
  /** The password is another one since. */
  changedSince?: boolean;
}

/**
 * Tells every administrator that a letter can reach; answers whether there was one. Of one account they were told enough
 * when its limits are met.
 */
export async function alertAdministrators(
  tx: Tx,
  { users, mail, clock, throttle }: Parts,
  user: User,
  { about, disowned = false, noAddress = false, changedSince = false }: Alert,
): Promise<NotMeDone[]> {
  const administrators = await users.administrators(tx);
  if (administrators.length === 0) return [];
  const takes = alertsAbout.map((rule) => ({ rule, of: user.id }));
  if ((await throttle.take(tx, takes)) > 0) return ['told'];
  const told = {
    user: user.id,
    about_name: user.name,
    about_login: user.login,
    at: clock.now(),
    what: `${about}_disowned`,
    factors: disowned ? 'disowned' : null,
    address: noAddress ? 'none' : null,
    password: changedSince ? 'changed' : null,
  };
  for (const administrator of administrators) {
    await mail.enqueue(tx, {
      kind: 'alert',
      to: { name: administrator.name, address: administrator.email ?? '' },
      warns: administrator.id,
      data: { ...takenAlong(administrator), administrator: administrator.id, ...told },
      expiresAt: clock.now() + 3 * day,
    });
  }
  return ['told'];
}
