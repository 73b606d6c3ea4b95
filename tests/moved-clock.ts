import type { Clock } from '../src/kernel/index.ts';

/** A clock that stands still until a test moves it. */
export interface MovedClock extends Clock {
  advance(ms: number): void;
  /** Sets the wall clock forward, or back, as somebody does who corrects it: no time passes. */
  jump(ms: number): void;
}

/** What passes of a millisecond between two looks at the monotonic clock, which on a machine tells parts of one. */
const look = 2 ** -10;

/** Starts on a Tuesday noon in UTC. */
export function movedClock(start = Date.UTC(2026, 10, 24, 12)): MovedClock {
  let passed = 0;
  let looks = 0;
  let wrongBy = 0;
  return {
    now: () => start + passed + wrongBy,
    monotonic() {
      looks += look;
      return passed + looks;
    },
    advance(ms) {
      passed += ms;
    },
    jump(ms) {
      wrongBy += ms;
    },
  };
}
