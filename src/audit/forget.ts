import { setTimeout as delay } from 'node:timers/promises';
import { housekeepingTime, type Tx } from '../database/index.ts';
import { day, system } from '../kernel/index.ts';
import type { AuditEntry } from './index.ts';
import { isVouchedFor, signed } from './marks.ts';
import type { SealParts } from './seal.ts';
import {
  type Checkpoint,
  checkpoints,
  deleteThrough,
  findMark,
  firstCheckpoint,
  holdEnd,
  moveMark,
} from './seal-store.ts';
import { walkAll, walkFrom } from './walk.ts';

interface ForgetParts extends SealParts {
  record(tx: Tx, caller: typeof system, entry: AuditEntry): Promise<void>;
}

/**
 * What became of it: how many events were removed; or why none was: another process is at it (`held`), or what is due
 * is not as it was sealed (`false_record`) and stays as evidence.
 */
export type Forgotten = number | 'held' | 'false_record';

/** So many events go in one transaction at most: some whole batches of the sealer. */
const atOnce = 1_000;
/** Removing is an event, too: a few times a day, not with every batch that gets old. */
const slack = day;

/**
 * Removes sealed events that were sealed longer ago than `keptFor`, oldest first, and leaves a signed mark from which
 * the rest is verified. What is not sealed is never touched. Between two transactions it rests for as long as one took, and
 * goes no further once it is to stop: years of events take minutes, and others have the database meanwhile.
 */
export async function forget(parts: ForgetParts, keptFor: number, stop?: AbortSignal): Promise<Forgotten> {
  const before = (await housekeepingTime(parts.database.read, parts.clock.now())) - keptFor;
  const first = await firstCheckpoint(parts.database.read);
  if (!first || first.at >= before - slack) return 0;
  let sum = 0;
  for (;;) {
    const began = parts.clock.monotonic();
    const removed = await parts.database.write((tx) => forgetBatch(tx, parts, before));
    if (typeof removed === 'string' || removed === 0) return sum > 0 ? sum : removed;
    sum += removed;
    if (stop?.aborted) return sum;
    await delay(parts.clock.monotonic() - began);
  }
}

async function forgetBatch(tx: Tx, parts: ForgetParts, before: number): Promise<Forgotten> {
  const { secrets } = parts;
  const end = await holdEnd(tx); // nobody seals or removes meanwhile
  if (!end) return 'held';
  const start = await findMark(tx, 'start');
  if (!start || !isVouchedFor('start', start, secrets) || !isVouchedFor('end', end, secrets)) return 'false_record';
  const marks = await checkpoints(tx, { after: start.position, upTo: Math.min(start.position + atOnce, end.position) });
  const last = lastBefore(marks, before);
  if (!last) return 0;
  if (await walkAll(walkFrom(start, { db: tx, secrets, upTo: last.position }))) return 'false_record';
  await deleteThrough(tx, last.position);
  await moveMark(tx, 'start', signed('start', secrets, last));
  const events = last.position - start.position;
  await parts.record(tx, system, { event: 'audit.forgotten', details: { events, through: last.position } });
  return events;
}

/** From the front, without a gap: clocks may have jumped when they were signed. */
function lastBefore(marks: readonly Checkpoint[], before: number): Checkpoint | undefined {
  const young = marks.findIndex((mark) => mark.at >= before);
  return (young < 0 ? marks : marks.slice(0, young)).at(-1);
}
