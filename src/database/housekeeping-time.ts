import { day } from '../kernel/index.ts';
import type { Reader, Tx } from './index.ts';
import { type InstallationKey, installationValue, setInstallationValue } from './installation.ts';

const key: InstallationKey = 'housekeeping_time';
/** How far it goes at a time, which is once an hour. */
const step = day;

/**
 * The moment as of which things are old enough to be removed: usually now. It goes forward in steps alone, so that a clock that
 * is years ahead for some hours makes nothing old that is not, and a server that was off for a month has caught up in a day.
 */
export async function housekeepingTime(db: Reader, now: number): Promise<number> {
  const moved = await installationValue(db, key);
  return moved === undefined ? now : Math.min(now, Number(moved));
}

export async function moveHousekeepingTime(tx: Tx, now: number): Promise<void> {
  const before = await installationValue(tx, key);
  await setInstallationValue(tx, key, String(before === undefined ? now : Math.min(now, Number(before) + step)));
}
