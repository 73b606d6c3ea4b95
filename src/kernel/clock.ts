/** Where the time comes from. Nothing else in the product reads a clock, and SQL never does. */
export interface Clock {
  /** The wall clock: milliseconds since 1970 in UTC. Expiry and records are told in it. */
  now(): number;
  /** Milliseconds that never jump. Waits and time limits inside one process are measured with it. */
  monotonic(): number;
}

/** The machine's clock, moved by `offset` milliseconds (only evaluation may move it). */
export function systemClock(offset = 0): Clock {
  return { now: () => Date.now() + offset, monotonic: () => performance.now() };
}

/** A clock that others keep better: `by` tells how many milliseconds theirs is ahead. */
export function correctedClock(clock: Clock, by: () => number): Clock {
  return { now: () => clock.now() + by(), monotonic: () => clock.monotonic() };
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** By how many milliseconds the clocks of two processes may differ. */
export const clockSlack = 1_000;

/**
 * The last moment that is believed, of those that are never further `ahead` than that when they are told. One behind it was
 * told by a clock that was wrong: nobody waits for it, and nothing that was found then is newer than what is found now.
 */
export function lastBelieved(now: number, ahead = 0): number {
  return now + ahead + clockSlack;
}

/** A clock that is put back by no more than this, as machines do it by themselves, ends nothing that was made just before. */
const putBack = minute;

/** The last moment at which something can have been made that opens anything now. */
export function lastMade(now: number): number {
  return lastBelieved(now, putBack);
}

/**
 * Whether something opens what it was made to open, from when it was made until it ends. What a clock far ahead made opens
 * nothing: it would for so much longer.
 */
export function isGood({ made, ends }: { made: number; ends: number }, now: number): boolean {
  return made <= lastMade(now) && now < ends;
}
