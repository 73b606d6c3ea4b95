import type { Clock } from './clock.ts';

/** More names than these are not counted at once; the oldest are forgotten then. */
const mostCounted = 50_000;

/** Counts by name in windows of time, in this process alone: what is only turned away must not cost a durable write. */
export interface Tally {
  /** Counts one more, and answers how many there were in the name's window, and when that ends. */
  count(name: string): { count: number; endsAt: number };
}

/** `within`: milliseconds from the first that is counted. */
export function createTally(clock: Clock, within: number): Tally {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return {
    count(name) {
      const now = clock.now();
      const known = windows.get(name);
      const window = known && known.endsAt > now ? known : { count: 0, endsAt: now + within };
      window.count += 1;
      windows.delete(name);
      windows.set(name, window);
      const [oldest] = windows.keys();
      if (windows.size > mostCounted && oldest !== undefined) windows.delete(oldest);
      return window;
    },
  };
}
