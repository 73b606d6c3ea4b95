import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, type Log, minute, second } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import type { Reason } from '../reasons.ts';
import { Breaker, neverConfirms, type Standing } from './breaker.ts';
import type { Verdict } from './failure.ts';
import { Gate } from './gate.ts';
import type { Limits } from './limits.ts';
import { NoSession, openSession, type Parcel, type Session } from './session.ts';

/** How many letters go to one server at once where nobody says otherwise. */
export const parallelSends = 5;
/** After so many letters a connection is renewed; servers have limits of their own. */
const lettersPerSession = 100;
const fellSilent: Reason = 'command_timeout';
const fellSilentOverLetter: Reason = 'letter_timeout';
const leftUnconfirmed: Reason = 'dropped_after_data';
/** Over letters to so many addresses, one after the other, only a server falls silent, or confirms none, that would over any. */
const mostSilences = 3;
/** A receiving side that is slow on purpose is not to make every letter slow that goes nowhere. */
const longestOccupied = 10 * second;
/** How long a server that complained of too many connections gets fewer. */
const modestFor = 10 * minute;

export interface OutgoingParts {
  clock: Clock;
  log: Log;
  hostname: string;
  limits: Limits;
  /** What other processes are to know: the breaker of this server says something new. */
  tell(outgoing: Outgoing): void;
}

/** One mail server as this process uses it: its open sessions, and whether it works. */
export class Outgoing {
  readonly server: MailServer;
  readonly breaker: Breaker;
  /** As many again as are on the wire may be written meanwhile, and no more: a letter tells what is so when it leaves. */
  readonly #gate: Gate;
  readonly #parts: OutgoingParts;
  readonly #unused = new Map<Session, NodeJS.Timeout>();
  readonly #waiting: (() => void)[] = [];
  /** Over whom it fell silent since it last answered a letter. */
  readonly #silentOver = new Set<string>();
  /** Of whom it took letters without a word since it last confirmed one. */
  readonly #unconfirmedTo = new Set<string>();
  #isTried = false;
  /** How long the last letter took that it confirmed, in milliseconds. */
  #lastTook = 0;
  readonly #allowed: number;
  #open = 0;
  #most: number;
  #modestUntil = 0;
  #retired = false;

  constructor(server: MailServer, parts: OutgoingParts) {
    this.server = server;
    this.breaker = new Breaker(parts.clock);
    this.#parts = parts;
    this.#allowed = server.maxConnections ?? parallelSends;
    this.#most = this.#allowed;
    this.#gate = new Gate(2 * this.#allowed);
  }

  /** A letter's way there, once there is room. Answers nothing while another one is trying whether the server confirms. */
  async pass<T>(inside: () => Promise<T>): Promise<T | undefined> {
    if (!this.breaker.onTrial) return this.#gate.pass(inside);
    if (this.#isTried) return undefined;
    this.#isTried = true;
    try {
      return await this.#gate.pass(inside);
    } finally {
      this.#isTried = false;
    }
  }

  /**
   * A session for one letter: an unused one, a new one, or the next that is given back. Throws `NoSession`; answers
   * nothing if the server is left alone by now, because it failed others or was changed.
   */
  async acquire(stop: AbortSignal): Promise<Session | undefined> {
    for (;;) {
      stop.throwIfAborted();
      const unused = this.#takeUnused();
      if (unused || !this.breaker.closed || this.#retired) return unused;
      if (this.#hasRoom()) {
        const fresh = await this.#connectOrYield(stop);
        if (fresh) return fresh;
      } else {
        await this.#freed(stop);
      }
    }
  }

  release(session: Session): void {
    if (!session.alive()) return;
    if (session.used() >= lettersPerSession || this.#retired) {
      session.quit();
      return;
    }
    const timer = setTimeout(() => this.#forget(session) && session.quit(), this.#parts.limits.idle).unref();
    this.#unused.set(session, timer);
    this.#waiting.shift()?.();
  }

  /** Takes a letter there. That it takes unusually long is told while it still does. */
  async deliver(session: Session, parcel: Parcel, mayLeave: () => boolean): Promise<Verdict> {
    const { clock } = this.#parts;
    const began = clock.monotonic();
    const { result, late } = await this.#timed(() => session.deliver(parcel, mayLeave));
    if (result.outcome === 'accepted') this.#lastTook = Math.min(clock.monotonic() - began, longestOccupied);
    if (this.breaker.slow && !late && result.outcome === 'accepted') this.foundWorking();
    return result;
  }

  /**
   * For a letter to nobody: its connection is as long not there for others as a letter would take it. Else whoever asks for
   * a name, and then for a letter to themselves, could tell by when that comes whether the first one went to somebody.
   */
  async occupy(stop: AbortSignal): Promise<void> {
    await delay(this.#lastTook, undefined, { signal: stop }).catch(() => {});
  }

  /**
   * A server that greets us and then says nothing to a letter would hold up each of them for a minute. Silence over one
   * address is another matter: a server that waits for an answer about it stops no other letter. So is one letter that it
   * took and did not confirm.
   */
  learnFrom({ reason, reply }: Pick<Verdict, 'reason' | 'reply'>, to: string): void {
    if (reply !== undefined) this.#silentOver.clear();
    if (reason === fellSilentOverLetter) this.#fellSilentOver(to);
    if (reason === fellSilent) this.#fails(reason, reply);
    if (reason === leftUnconfirmed) this.#tookUnconfirmed(to);
    if (reason === 'accepted') this.#confirmed();
  }

  /** The same of a test, which has less patience: to letters the server may only be slow. */
  learnFromTest({ reason, reply }: Pick<Verdict, 'reason' | 'reply'>): void {
    const mayBeSlow = reason === fellSilent && this.breaker.state === 'working';
    if (mayBeSlow || reason === 'slow') this.#isSlow();
    else if (reason === fellSilent) this.#fails(reason, reply);
  }

  /**
   * Opens a session to see whether the server works (`Fleet.probe`); one that fell silent has to take a sender.
   * Answers whether it works again; one that was only suspected had never stopped, and of one that confirmed no letters that
   * is not known before a letter is there. Where letters have every connection that it may have, they tell how it does; only
   * one that fell silent would keep the others waiting for that.
   */
  async probe(stop: AbortSignal): Promise<boolean> {
    const { suspected, unconfirming } = this.breaker;
    if (!suspected && !this.#hasRoom()) return false;
    const wasSilent = this.#mayBeSilent();
    try {
      const session = await this.#connect(stop);
      const sender = wasSilent ? await this.#timed(() => takesSender(session, stop)) : undefined;
      if (sender && !sender.result) {
        session.close();
        if (!stop.aborted) this.#fails(fellSilent, undefined);
        return false;
      }
      if (unconfirming) this.breaker.tryOut();
      else if (sender?.late === false ? this.breaker.succeeded() : this.breaker.answered()) this.#isBack();
      this.release(session);
      return !suspected && !unconfirming;
    } catch (error) {
      if (error instanceof NoSession || stop.aborted) return false;
      throw error;
    }
  }

  /** Another one has taken its place, or none: what is on its wire ends, and nothing begins. */
  retire(): void {
    this.#retired = true;
    this.rest();
    this.#wakeAll();
  }

  /** What another process found out about the server. */
  adopt(standing: Standing): void {
    if (this.breaker.adopt(standing) && !this.breaker.closed) this.#wakeAll();
  }

  /** It was reached by other means, in good time. Answers whether that is news. */
  foundWorking(): boolean {
    const news = this.breaker.succeeded();
    if (news) this.#isBack();
    return news;
  }

  /** Says goodbye on every unused session. */
  rest(): void {
    for (const session of this.#unused.keys()) {
      this.#forget(session);
      session.quit();
    }
  }

  /** `undefined` when the server has no room for one more connection: then one that is open will do. */
  async #connectOrYield(stop: AbortSignal): Promise<Session | undefined> {
    try {
      return await this.#connect(stop);
    } catch (error) {
      if (!(error instanceof NoSession) || error.verdict.reason !== 'too_many_connections' || this.#open === 0)
        throw error;
      return undefined;
    }
  }

  async #connect(stop: AbortSignal): Promise<Session> {
    const { hostname, limits } = this.#parts;
    const { server } = this;
    this.#open += 1;
    try {
      const { result: session } = await this.#timed(() => openSession({ server, hostname, limits, stop }));
      session.onEnd(() => {
        this.#forget(session);
        this.#closed();
      });
      // That it answers at all says nothing new of a server that fell silent later on.
      if (!this.#mayBeSilent() && this.breaker.answered()) this.#isBack();
      return session;
    } catch (error) {
      this.#closed();
      if (error instanceof NoSession && !stop.aborted) this.#note(error);
      throw error;
    }
  }

  /** A server that has room for some of our connections and not for one more works. Whoever waits must not try at once again. */
  #note({ verdict: { reason, reply } }: NoSession): void {
    if (reason === 'too_many_connections' && this.#open > 0) {
      this.#most = this.#open;
      this.#modestUntil = this.#parts.clock.monotonic() + modestFor;
      if (!this.breaker.unconfirming && this.breaker.answered()) this.#isBack();
      return;
    }
    this.#fails(reason, reply);
  }

  #mayBeSilent(): boolean {
    const { suspected, unconfirming, trouble } = this.breaker;
    return suspected || unconfirming || trouble?.reason === fellSilent;
  }

  #fellSilentOver(address: string): void {
    this.#silentOver.add(address);
    if (this.#silentOver.size < mostSilences) this.breaker.suspect();
    else this.#fails(fellSilent, undefined);
  }

  #tookUnconfirmed(address: string): void {
    if (!this.breaker.closed) return;
    this.#unconfirmedTo.add(address);
    if (this.breaker.onTrial || this.#unconfirmedTo.size >= mostSilences) this.#fails(neverConfirms, undefined);
  }

  #confirmed(): void {
    this.#unconfirmedTo.clear();
    if (this.breaker.unconfirming) this.foundWorking();
  }

  #isBack(): void {
    this.#parts.log.info('mail.server_works', { server: this.server.name });
    this.#parts.tell(this);
  }

  #isSlow(): void {
    if (!this.breaker.slowed()) return;
    this.#parts.log.warn('mail.server_slow', { server: this.server.name });
    this.#parts.tell(this);
  }

  async #timed<T>(work: () => Promise<T>): Promise<{ result: T; late: boolean }> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#isSlow();
    }, this.#parts.limits.slow);
    try {
      return { result: await work(), late };
    } finally {
      clearTimeout(timer);
    }
  }

  #fails(reason: Reason, reply: string | undefined): void {
    this.#silentOver.clear();
    this.#unconfirmedTo.clear();
    const before = this.breaker.standing.changedAt;
    const news = this.breaker.failed(reason, reply);
    if (news) {
      this.#parts.log.warn('mail.server_fails', { server: this.server.name, reason });
      this.#wakeAll();
    }
    if (news || this.breaker.standing.changedAt !== before) this.#parts.tell(this);
  }

  #wakeAll(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #closed(): void {
    this.#open -= 1;
    this.#waiting.shift()?.();
  }

  /** The one used last, so that the others can grow old and go. */
  #takeUnused(): Session | undefined {
    const session = [...this.#unused.keys()].findLast((unused) => unused.alive());
    return session && this.#forget(session) ? session : undefined;
  }

  #forget(session: Session): boolean {
    clearTimeout(this.#unused.get(session));
    return this.#unused.delete(session);
  }

  #hasRoom(): boolean {
    if (this.#parts.clock.monotonic() >= this.#modestUntil) this.#most = this.#allowed;
    return this.#open < this.#most;
  }

  #freed(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        stop.removeEventListener('abort', wake);
        resolve();
      };
      stop.addEventListener('abort', wake);
      this.#waiting.push(wake);
    });
  }
}

/** Whoever stops does not wait for a server that says nothing. */
async function takesSender(session: Session, stop: AbortSignal): Promise<boolean> {
  const tear = (): void => session.close();
  stop.addEventListener('abort', tear);
  try {
    const { reason } = await session.rehearse({ from: '', needsUtf8: false });
    return reason !== fellSilent && !stop.aborted;
  } finally {
    stop.removeEventListener('abort', tear);
  }
}
