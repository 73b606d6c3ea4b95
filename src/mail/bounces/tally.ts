import { type Clock, day } from '../../kernel/index.ts';

/** How many reports one letter may bring in a day. Mail servers send a handful: that it is late, and that it failed. */
const mostReports = 10;
/** More letters than these are not reported on at once; the oldest are forgotten then. */
const mostCounted = 50_000;

/** Counts reports, each process for itself: what is only turned away must not cost a durable write. */
export interface Tally {
  /** Counts one more report on a letter, and answers whether it is still worth reading. */
  hasRoom(id: string): boolean;
}

export function createTally(clock: Clock): Tally {
  const windows = new Map<string, { count: number; endsAt: number }>();
  return {
    hasRoom(id) {
      const now = clock.now();
      const known = windows.get(id);
      const window = known && known.endsAt > now ? known : { count: 0, endsAt: now + day };
      window.count += 1;
      windows.delete(id);
      windows.set(id, window);
      const [oldest] = windows.keys();
      if (windows.size > mostCounted && oldest !== undefined) windows.delete(oldest);
      return window.count <= mostReports;
    },
  };
}
