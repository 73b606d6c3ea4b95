import { alone, installationValue, setInstallationValue, type Tx } from '../database/index.ts';
import { day, hour, minute } from '../kernel/index.ts';
import type { Parts } from './parts.ts';

/** How long the first that comes back waits for others; how long the next alert waits after the one before. */
const gathers = 5 * minute;
const apart = hour;

/**
 * Letters came back: administrators are alerted, all of them by one letter an hour, however many there are. Which ones it
 * names is read when it is written, so that one that waits tells of everything that comes meanwhile.
 */
export async function tellBounces(tx: Tx, { users, mail, clock }: Parts): Promise<void> {
  await alone(tx, 'alert to bounces');
  const now = clock.now();
  const latest = Number((await installationValue(tx, 'bounces_told_at')) ?? 0);
  // Further ahead than any alert waits: a clock was wrong.
  if (latest > now && latest <= now + apart) return;
  const at = Math.max(now + gathers, latest <= now ? latest + apart : 0);
  for (const administrator of await users.administrators(tx)) {
    await mail.enqueue(tx, {
      kind: 'bounces',
      to: { name: administrator.name, address: administrator.email ?? '' },
      data: { administrator: administrator.id, since: now - minute },
      notBefore: at,
      expiresAt: now + 3 * day,
    });
  }
  await setInstallationValue(tx, 'bounces_told_at', String(at));
}
