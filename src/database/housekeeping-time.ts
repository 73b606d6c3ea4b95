import { day } from '../kernel/index.ts';
import type { Reader, Tx } from './index.ts';
import { type InstallationKey, installationValue, setInstallationValue } from './installation.ts';

const key: InstallationKey = 'housekeeping_time';
/** How far it goes at a time, which is once an hour. */
const step = day;

/**
 * The moment as of which things are old enough to be removed: usually now. It follows the clock in steps, forward and back: one
 * that is years ahead for some hours makes nothing old that is not, one that is years behind keeps nothing for years, and a
 * server that was off for a month has caught up in a day.
 */
export async function housekeepingTime(db: Reader, now: number): Promise<number> {
  return Math.min(now, await moved(db, now));
}

/** Now, or, where the clock has fallen behind, what had come before it did: no time after that is one that is yet to come. */
export async function latestKnown(db: Reader, now: number): Promise<number> {
  return Math.max(now, await moved(db, now));
}

async function moved(db: Reader | Tx, now: number): Promise<number> {
  return Number((await installationValue(db, key)) ?? now);
}

export async function moveHousekeepingTime(tx: Tx, now: number): Promise<void> {
  const before = await moved(tx, now);
  await setInstallationValue(tx, key, String(Math.min(Math.max(now, before - step), before + step)));
}
