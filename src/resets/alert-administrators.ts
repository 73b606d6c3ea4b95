import type { Tx } from '../database/index.ts';
import { day } from '../kernel/index.ts';
import type { User } from '../users/index.ts';
import type { NotMeDone } from './index.ts';
import { alertsAbout } from './limits.ts';
import type { Parts } from './parts.ts';
import { takenAlong } from './warnings.ts';

/**
 * Tells every administrator that a letter can reach; answers whether there was one. Of one account they were told enough
 * when its limits are met.
 */
export async function alertAdministrators(
  tx: Tx,
  { users, mail, clock, throttle }: Parts,
  about: User,
  what: string,
  { disowned = false, noAddress = false, changedSince = false } = {},
): Promise<NotMeDone[]> {
  const administrators = await users.administrators(tx);
  if (administrators.length === 0) return [];
  const takes = alertsAbout.map((rule) => ({ rule, of: about.id }));
  if ((await throttle.take(tx, takes)) > 0) return ['told'];
  const told = {
    user: about.id,
    about_name: about.name,
    about_login: about.login,
    at: clock.now(),
    what,
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
