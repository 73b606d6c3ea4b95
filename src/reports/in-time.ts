import { setTimeout as delay } from 'node:timers/promises';
import { second } from '../kernel/index.ts';

/** Whoever probes gives up after a few seconds, and must have been answered before. */
const patience = second;

/** What the work answers; `undefined` if it fails or has not ended in time. It is not stopped. */
export async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  const late = delay(patience, undefined, { signal: over.signal }).catch(() => undefined);
  const done = work.catch(() => undefined);
  const result = await Promise.race([done, late]);
  over.abort();
  return result;
}
