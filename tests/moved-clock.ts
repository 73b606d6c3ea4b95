import type { Clock } from '../src/kernel/index.ts';

/** A clock that stands still until a test moves it. */
export interface MovedClock extends Clock {
  advance(ms: number): void;
  /** Sets the wall clock forward, or back, as somebody does who corrects it: no time passes. */
  jump(ms: number): void;
}

/** Starts on a Tuesday noon in UTC. */
export function movedClock(start = Date.UTC(2026, 10, 24, 12)): MovedClock {
  let passed = 0;
  let wrongBy = 0;
  return {
    now: () => start + passed + wrongBy,
    monotonic: () => passed,
    advance(ms) {
      passed += ms;
    },
    jump(ms) {
      wrongBy += ms;
    },
  };
}
