import type { Tx } from '../database/index.ts';
import type { Rule } from './index.ts';
import { type Addition, addAll, type Counter, putBack } from './store.ts';

/** A limit for somebody, under the key of its counter. */
export interface Bucket extends Rule {
  key: string;
}

/**
 * Counts for each caller one in each of their buckets, and answers how long each has to wait. First all is counted as
 * if nobody were stopped, which is one statement; then the callers go through their buckets in their order, which tells
 * who is stopped where; what that leaves uncounted is put back.
 */
export async function takeEach(tx: Tx, callers: Bucket[][], now: number): Promise<number[]> {
  const additions = addUp(callers.flat());
  const stored = await addAll(tx, [...additions.values()], now);
  const counters = new Map<string, Counter>();
  for (const { key, count } of additions.values()) {
    const counter = stored.get(key);
    if (counter) counters.set(key, { ...counter, count: counter.count - count });
  }
  const waits = callers.map((buckets) => goThrough(buckets, counters, now));
  for (const [count, keys] of uncounted(stored, counters)) await putBack(tx, keys, count);
  return waits;
}

function addUp(buckets: Bucket[]): Map<string, Addition> {
  const additions = new Map<string, Addition>();
  for (const { key, within } of buckets) {
    const count = (additions.get(key)?.count ?? 0) + 1;
    additions.set(key, { key, count, within });
  }
  return additions;
}

/** What a narrow bucket stops is counted there and in none of the wider ones after it. */
function goThrough(buckets: Bucket[], counters: Map<string, Counter>, now: number): number {
  let wait = 0;
  for (const { key, max } of buckets) {
    const counter = counters.get(key);
    if (!counter) continue;
    const isOver = counter.count >= max;
    if (wait === 0) counter.count += 1;
    if (isOver) wait = Math.max(wait, counter.ends_at - now);
  }
  return wait;
}

/** The keys of the counters in which too much was stored, by how much it is. */
function uncounted(stored: Map<string, Counter>, counters: Map<string, Counter>): Map<number, string[]> {
  const keys = new Map<number, string[]>();
  for (const { key, count } of counters.values()) {
    const over = (stored.get(key)?.count ?? 0) - count;
    if (over > 0) keys.set(over, [...(keys.get(over) ?? []), key]);
  }
  return keys;
}
