import { alone, type Tx } from '../database/index.ts';
import { second } from '../kernel/index.ts';
import { countTries } from './attempt-store.ts';
import { enqueue } from './enqueue.ts';
import type { NewMessage, Pace } from './index.ts';
import type { Parts } from './parts.ts';
import { nextAfter } from './schedule.ts';
import { latestTo, type MessageRow, prolongWaiting } from './store.ts';

/**
 * Puts a letter in the queue that tells a user of all that happened since the last one of its kind, unless one waits
 * that will tell it. The next goes `every` after the last at the earliest, however much happens. One that a server may have
 * is not sent with more in it, as whoever has it would not read the copy: the next takes its place and tells that, too.
 */
export async function digest(
  tx: Tx,
  parts: Parts,
  message: NewMessage & { userId: string },
  { every, settled = 0 }: Pace,
): Promise<void> {
  const { userId, kind, data, expiresAt } = message;
  await alone(tx, `letters to ${userId}`); // of two that tell of something at once, one finds the other's
  const now = parts.clock.now();
  const latest = await latestTo(tx, { userId, kind, now });
  if (latest && (await willTell(tx, latest)) && (await prolongWaiting(tx, latest, expiresAt))) return;
  const runAt = Math.max(now + settled, latest ? nextAfter(latest, every, now) : 0);
  const since = Math.min(latest ? sinceOf(latest) : now, now - overlap);
  await enqueue(tx, parts, { ...message, data: { ...data, since }, runAt });
}

/**
 * Longer than a transaction takes: what a letter tells of happened before it was queued, and what happened before the last
 * one was written may have been stored after it.
 */
const overlap = 10 * second;

/** It is written when it leaves, and nobody has it yet. */
async function willTell(tx: Tx, { id, state }: MessageRow): Promise<boolean> {
  return state === 'queued' && (await countTries(tx, id)).unknown === 0;
}

/** Nothing is told by one that never went, or of which nobody knows. Telling something twice does no harm. */
function sinceOf({ state, run_at, data }: MessageRow): number {
  return state === 'sent' ? run_at - overlap : Number(JSON.parse(data).since);
}
