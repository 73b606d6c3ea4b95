import { alone } from '../database/index.ts';
import { type Clock, day, lastBelieved, minute, type Secrets, second } from '../kernel/index.ts';
import type { Rule, Standing, Take, Throttle } from './index.ts';
import {
  type Counter,
  countFailure,
  deleteCounters,
  deleteEnded,
  drain,
  putBack,
  readCounter,
  readCounters,
  takeBackFailure,
} from './store.ts';
import { takeEach } from './take.ts';

/** How many failures in a row cost nothing, and how the wait grows after them. */
const freeFailures = 4;
const firstWait = second;
const longestWait = 15 * minute;
/** A row of failures is forgotten after a day without one. */
const failuresLast = day;

/** Limits that all processes on one database share. Whom they count rests as a keyed digest. */
export function createThrottle({ clock, secrets }: { clock: Clock; secrets: Secrets }): Throttle {
  // 128 bits name a counter well enough and keep the index small.
  const key = (name: string, of: string): string => secrets.digest('limit', `${name} ${of}`).slice(0, 22);
  const toBuckets = (takes: Take[]) => takes.map(({ rule, of }) => ({ ...rule, key: key(rule.name, of) }));
  const keysOf = (takes: Take[]) => takes.map(({ rule, of }) => key(rule.name, of));
  const waitLeft = (counter: { count: number; ends_at: number } | undefined): number => {
    if (!counter || counter.count <= freeFailures) return 0;
    const lastFailure = counter.ends_at - failuresLast;
    if (lastFailure > lastBelieved(clock.now())) return 0; // told by a clock that was wrong
    return Math.max(0, lastFailure + waitAfter(counter.count) - clock.now());
  };
  return {
    async take(tx, takes) {
      const [wait = 0] = await takeEach(tx, [toBuckets(takes)], clock.now());
      return wait;
    },
    takeEach: (tx, each) => takeEach(tx, each.map(toBuckets), clock.now()),
    async peek(db, takes) {
      const now = clock.now();
      const buckets = toBuckets(takes);
      const counters = await readCounters(db, buckets, now);
      return Math.max(0, ...buckets.map((bucket) => fullFor(bucket, counters.get(bucket.key), now)));
    },
    async look(db, takes) {
      const now = clock.now();
      const buckets = toBuckets(takes);
      const counters = await readCounters(db, buckets, now);
      return buckets.map((bucket) => standingOf(bucket, counters.get(bucket.key)));
    },
    async waitAfterFailures(tx, of) {
      const name = key('failures', of);
      await alone(tx, name); // of guesses sent at once each is counted before the next one is let through
      return waitLeft(await readCounter(tx, name, clock.now()));
    },
    async countFailure(tx, of) {
      const counter = await countFailure(tx, key('failures', of), clock.now(), failuresLast);
      return { inRow: counter.count, wait: waitLeft(counter) };
    },
    takeBackFailure: (tx, of, inRow) =>
      takeBackFailure(tx, key('failures', of), { count: inRow, earlier: waitAfter(inRow - 1) }),
    forgetFailures: (tx, of) => deleteCounters(tx, [key('failures', of)]),
    putBack: (tx, takes) => putBack(tx, keysOf(takes), 1),
    clear: (tx, takes) => deleteCounters(tx, keysOf(takes)),
    drain: (tx, { rule, of }) => drain(tx, key(rule.name, of)),
    sweep: (piecemeal) => piecemeal((tx, most) => deleteEnded(tx, clock.now(), most)),
  };
}

/** Until when one more would be over. */
function fullFor({ max, within }: Rule, counter: Counter | undefined, now: number): number {
  if (!counter || counter.count < max || counter.ends_at > lastBelieved(now, within)) return 0;
  return counter.ends_at - now;
}

function standingOf({ name, max, within }: Rule, counter: Counter | undefined): Standing {
  const until = counter?.ends_at;
  return { name, max, count: counter?.count ?? 0, since: until === undefined ? undefined : until - within, until };
}

/** From the fifth failure in a row: 1 s, 2 s, 4 s … 15 min. */
function waitAfter(failures: number): number {
  if (failures <= freeFailures) return 0;
  return Math.min(longestWait, firstWait * 2 ** (failures - freeFailures - 1));
}
