import { type Clock, lastBelieved, minute, second } from '../../kernel/index.ts';
import type { Reason } from '../reasons.ts';

const firstPause = 30 * second;
export const longestPause = 10 * minute;

/** A server that is reached, and keeps letters waiting. */
const keepsWaiting: Reason = 'slow';

/** A server that takes letters, and then hangs up or says nothing. */
export const neverConfirms: Reason = 'unconfirmed';

/** Why a server is left alone, or is slow, and since when (wall clock). */
export interface Trouble {
  since: number;
  reason: Reason;
  /** The server's own words, fit to be kept. */
  reply: string | undefined;
}

/** How a server does, as some process found. Times are of the wall clock. */
export interface Standing {
  state: 'unknown' | 'working' | 'failing';
  trouble: Trouble | undefined;
  changedAt: number;
  /** When it may be probed again. */
  probeAt: number;
}

/**
 * Leaves a server alone that cannot be reached or does not let us in: 30 s, doubling to 10 min. Only probes go there
 * meanwhile, one at a time, and no letter waits for them.
 */
export class Breaker {
  state: Standing['state'] = 'unknown';
  /** While failing, and while slow. */
  trouble: Trouble | undefined;
  readonly #clock: Clock;
  #changedAt = Number.NEGATIVE_INFINITY;
  #pause = firstPause;
  #pausedUntil = 0;
  #probing = false;
  #suspected = false;
  #onTrial = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether letters may go there. */
  get closed(): boolean {
    return this.state !== 'failing' || this.#onTrial;
  }

  /** It confirmed no letters, and none has been confirmed since. */
  get unconfirming(): boolean {
    return this.state === 'failing' && this.trouble?.reason === neverConfirms;
  }

  /** The same, and it answers: one letter at a time may find out whether it confirms by now. */
  get onTrial(): boolean {
    return this.#onTrial;
  }

  /** It works, and a letter takes unusually long with it. */
  get slow(): boolean {
    return this.closed && this.trouble?.reason === keepsWaiting;
  }

  /** It works as far as is known, and a letter met silence there. */
  get suspected(): boolean {
    return this.closed && this.#suspected;
  }

  /** Whoever was told to probe still has to: no letter found out meanwhile how the server does. */
  get probing(): boolean {
    return this.#probing;
  }

  /** What this process found last, for the others. */
  get standing(): Standing {
    const pause = Math.ceil(Math.max(0, this.#pausedUntil - this.#clock.monotonic())); // kept in whole milliseconds
    const probeAt = this.#clock.now() + pause;
    return { state: this.state, trouble: this.trouble, changedAt: this.#changedAt, probeAt };
  }

  /** Whether it is time for a probe. Whoever is told yes probes, tells how it went, and leaves the probe in any case. */
  mayProbe(): boolean {
    if (this.#onTrial || (this.state === 'working' && !this.#suspected)) return false;
    if (this.#probing || this.#clock.monotonic() < this.#pausedUntil) return false;
    this.#probing = true;
    return true;
  }

  /** If nothing was told of a probe, because another process makes it or none came about, the next is due soon. */
  leaveProbe(): void {
    if (!this.#probing) return;
    this.#probing = false;
    this.#pausedUntil = this.#clock.monotonic() + second;
  }

  /** How long nobody else should probe from now on. */
  get pause(): number {
    return this.#pause;
  }

  /** A letter met silence that may be its own matter: the next probe tells. */
  suspect(): void {
    this.#suspected = true;
  }

  /** It answers; a probe tells no more of one that confirms no letters. */
  tryOut(): void {
    this.#onTrial = true;
    this.#probing = false;
  }

  /** It answers, in good time. Answers whether this is news. */
  succeeded(): boolean {
    return this.#works(undefined);
  }

  /** It answers; how quickly it takes a letter is another matter. Answers whether this is news. */
  answered(): boolean {
    return this.#works(this.slow ? this.trouble : undefined);
  }

  /** It answers, and keeps a letter waiting. Answers whether this is news. */
  slowed(): boolean {
    if (this.state === 'failing' || this.slow) return false;
    this.#changedAt = this.#clock.now();
    this.trouble = { since: this.#changedAt, reason: keepsWaiting, reply: undefined };
    return true;
  }

  /** Answers whether this is news. Five letters that failed together are one failure: only a failed probe adds to the pause. */
  failed(reason: Reason, reply: string | undefined): boolean {
    const news = this.closed;
    if (news || this.#probing) {
      this.#pausedUntil = this.#clock.monotonic() + this.#pause;
      this.#pause = Math.min(this.#pause * 2, longestPause);
      this.#changedAt = this.#clock.now();
    }
    this.#probing = false;
    this.#suspected = false;
    this.#onTrial = false;
    this.state = 'failing';
    const now = this.#clock.now();
    this.trouble = { since: Math.min(this.trouble?.since ?? now, now), reason, reply };
    return news;
  }

  #works(trouble: Trouble | undefined): boolean {
    const news = this.state !== 'working' || this.trouble !== trouble;
    if (news) this.#changedAt = this.#clock.now();
    this.state = 'working';
    this.trouble = trouble;
    this.#pause = firstPause;
    this.#probing = false;
    this.#suspected = false;
    this.#onTrial = false;
    return news;
  }

  /** Takes over what another process found later than we did; answers whether it did. */
  adopt({ state, trouble, changedAt, probeAt }: Standing): boolean {
    const now = this.#clock.now();
    const ownIsBelieved = this.#changedAt <= lastBelieved(now);
    if (ownIsBelieved && changedAt <= this.#changedAt) return false;
    this.state = state;
    this.trouble = trouble;
    this.#changedAt = changedAt;
    this.#onTrial = false;
    if (state === 'working') this.#pause = firstPause;
    const pause = probeAt > lastBelieved(now, longestPause) ? 0 : Math.max(0, probeAt - now);
    if (state === 'failing') this.#pausedUntil = this.#clock.monotonic() + pause;
    return true;
  }
}
