import { type Clock, minute, second } from '../../kernel/index.ts';
import type { Reason } from '../reasons.ts';

const firstPause = 30 * second;
const longestPause = 10 * minute;

/**
 * Leaves a server alone that cannot be reached or does not let us in: 30 s, doubling to 10 min. Only probes go there
 * meanwhile, one at a time, and no letter waits for them.
 */
export class Breaker {
  state: 'unknown' | 'working' | 'failing' = 'unknown';
  /** Since when (wall clock) and why, while failing. */
  trouble: { since: number; reason: Reason } | undefined;
  readonly #clock: Clock;
  #pause = firstPause;
  #pausedUntil = 0;
  #probing = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether letters may go there. */
  get closed(): boolean {
    return this.state !== 'failing';
  }

  /** Whether it is time for a probe. Whoever is told yes probes, and tells how it went. */
  mayProbe(): boolean {
    if (this.state === 'working' || this.#probing || this.#clock.monotonic() < this.#pausedUntil) return false;
    this.#probing = true;
    return true;
  }

  /** Answers whether this is news. */
  succeeded(): boolean {
    const news = this.state !== 'working';
    this.state = 'working';
    this.trouble = undefined;
    this.#pause = firstPause;
    this.#probing = false;
    return news;
  }

  /** Answers whether this is news. Five letters that failed together are one failure: only a failed probe adds to the pause. */
  failed(reason: Reason): boolean {
    const news = this.state !== 'failing';
    if (news || this.#probing) {
      this.#pausedUntil = this.#clock.monotonic() + this.#pause;
      this.#pause = Math.min(this.#pause * 2, longestPause);
    }
    this.#probing = false;
    this.state = 'failing';
    this.trouble = { since: this.trouble?.since ?? this.#clock.now(), reason };
    return news;
  }
}
