import { second } from './clock.ts';
import { Refusal } from './refusal.ts';

/** Lets only so many pieces of work run at once; the others wait in a line that is bounded in places and in time. */
export interface Line {
  /**
   * Refuses `busy` when no place is free, or when it is not its turn in time. Who is known finds a place for longer:
   * strangers who fill the line do not turn them away.
   */
  run<T>(work: () => Promise<T>, who?: Waiter): Promise<T>;
  state(): LineState;
}

export type Waiter = 'known' | 'anybody';

export interface LineState {
  running: number;
  waiting: number;
  /** How many were turned away since the start. */
  refused: number;
}

export interface Bounds {
  atOnce: number;
  places: number;
  /** Further places, for those who are known. */
  kept?: number;
  /** Milliseconds. */
  patience: number;
}

/** What callers may wait for: beyond it they have gone, and their work would be done for nobody. */
export const usualWait = { places: 64, patience: 10 * second };

const retryAfterSeconds = 2;

export function createLine({ atOnce, places, kept = 0, patience }: Bounds): Line {
  const waiting = new Set<() => void>();
  let running = 0;
  let refused = 0;

  async function run<T>(work: () => Promise<T>, who: Waiter = 'anybody'): Promise<T> {
    if (running >= atOnce) await turn(who === 'known' ? places + kept : places);
    else running += 1;
    try {
      return await work();
    } finally {
      handOn();
    }
  }

  /** Ends when a place has been handed on to the waiter, so that nobody who comes later takes it first. */
  function turn(most: number): Promise<void> {
    if (waiting.size >= most) throw turnedAway();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(start);
        reject(turnedAway());
      }, patience);
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      waiting.add(start);
    });
  }

  function handOn(): void {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next();
    } else running -= 1;
  }

  function turnedAway(): Refusal {
    refused += 1;
    return new Refusal('busy', { retryAfter: retryAfterSeconds });
  }

  return { run, state: () => ({ running, waiting: waiting.size, refused }) };
}

/** A line for each of many names; of those in which nobody stands none is kept. Refuses as `Line`. */
export function createLines(bounds: Bounds): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, Line>();
  return async (name, work) => {
    const line = lines.get(name) ?? createLine(bounds);
    lines.set(name, line);
    try {
      return await line.run(work);
    } finally {
      const { running, waiting } = line.state();
      if (running + waiting === 0) lines.delete(name);
    }
  };
}
