import { type Clock, type Log, minute } from '../../kernel/index.ts';
import type { MailServer } from '../index.ts';
import { Breaker } from './breaker.ts';
import { Gate } from './gate.ts';
import type { Limits } from './limits.ts';
import { NoSession, openSession, type Session } from './session.ts';

/** How many letters go to one server at once. */
export const parallelSends = 5;
/** After so many letters a connection is renewed; servers have limits of their own. */
const lettersPerSession = 100;
/** How long a server that complained of too many connections gets fewer. */
const modestFor = 10 * minute;

export interface OutgoingParts {
  clock: Clock;
  log: Log;
  hostname: string;
  limits: Limits;
}

/** One mail server as this process uses it: its open sessions, and whether it works. */
export class Outgoing {
  readonly server: MailServer;
  readonly breaker: Breaker;
  /** As many again as are on the wire may be written meanwhile, and no more: a letter tells what is so when it leaves. */
  readonly gate = new Gate(2 * parallelSends);
  readonly #parts: OutgoingParts;
  readonly #unused = new Map<Session, NodeJS.Timeout>();
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #most = parallelSends;
  #modestUntil = 0;

  constructor(server: MailServer, parts: OutgoingParts) {
    this.server = server;
    this.breaker = new Breaker(parts.clock);
    this.#parts = parts;
  }

  /**
   * A session for one letter: an unused one, a new one, or the next that is given back. Throws `NoSession`; answers
   * nothing if the server is left alone by now, because it failed others.
   */
  async acquire(stop: AbortSignal): Promise<Session | undefined> {
    for (;;) {
      stop.throwIfAborted();
      const unused = this.#takeUnused();
      if (unused || !this.breaker.closed) return unused;
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
    if (session.used() >= lettersPerSession) {
      session.quit();
      return;
    }
    const timer = setTimeout(() => this.#forget(session) && session.quit(), this.#parts.limits.idle).unref();
    this.#unused.set(session, timer);
    this.#waiting.shift()?.();
  }

  /** Opens a session to see whether the server works (`breaker.mayProbe`). */
  async probe(stop: AbortSignal): Promise<boolean> {
    try {
      this.release(await this.#connect(stop));
      return true;
    } catch (error) {
      if (error instanceof NoSession || stop.aborted) return false;
      throw error;
    }
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
      this.#most = this.#open;
      this.#modestUntil = this.#parts.clock.monotonic() + modestFor;
      return undefined;
    }
  }

  async #connect(stop: AbortSignal): Promise<Session> {
    const { hostname, limits, log } = this.#parts;
    const { server } = this;
    this.#open += 1;
    try {
      const session = await openSession({ server, hostname, limits, stop });
      session.onEnd(() => {
        this.#forget(session);
        this.#closed();
      });
      if (this.breaker.succeeded()) log.info('mail.server_works', { server: server.name });
      return session;
    } catch (error) {
      this.#closed();
      if (error instanceof NoSession && !stop.aborted) this.#note(error);
      throw error;
    }
  }

  /** A server that has room for some of our connections and not for one more works. */
  #note({ verdict: { reason } }: NoSession): void {
    if (reason === 'too_many_connections' && this.#open > 0) {
      this.breaker.succeeded();
    } else if (this.breaker.failed(reason)) {
      this.#parts.log.warn('mail.server_fails', { server: this.server.name, reason });
      for (const wake of this.#waiting.splice(0)) wake();
    }
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
    if (this.#parts.clock.monotonic() >= this.#modestUntil) this.#most = parallelSends;
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
