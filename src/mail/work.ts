import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Tx } from '../database/index.ts';
import { clockSlack, type LastingTrouble, minute, Refusal, type Signal, second, tellLasting } from '../kernel/index.ts';
import { attempt, type Round } from './attempt.ts';
import { isBlank } from './blank.ts';
import { type Claim, claimDue, hasDue, renewLease } from './claim-store.ts';
import type { Composer } from './index.ts';
import { type Parts, toMessage } from './parts.ts';
import { Recorder } from './recorder.ts';
import { type Next, waitsForTurn } from './settle.ts';
import type { MessageRow } from './store.ts';
import { expireWaiting, hastenDelayed, leaseLength, recoverLapsed } from './tend.ts';
import { parallelSends } from './wire/outgoing.ts';

const pollEvery = second;
/** How many messages are held at once: some on the wire, the next ones ready when a connection gets free. */
const inHand = 12 * parallelSends;
/** An outcome that cannot be recorded counts as unknown in the end: its lease runs out. A process that stops tries once. */
const mostFaults = 3;

/** Sends what is due until `stop`. The truth is a poll each second; commits only shorten the wait. */
export async function work(parts: Parts, composers: readonly Composer[], stop: AbortSignal): Promise<void> {
  await new Worker(parts, composers, stop).run();
}

interface Held {
  claim: Claim;
  until: number;
  done: Promise<void>;
}

class Worker {
  readonly #parts: Parts;
  readonly #composers: Map<string, Composer>;
  readonly #stop: AbortSignal;
  readonly #changes: Signal;
  readonly #recorder: Recorder;
  readonly #flights = new Map<string, Held>();
  readonly #probes = new Set<Promise<void>>();
  readonly #cut = new AbortController();
  readonly #last = new Map<string, number>();
  readonly #probing: LastingTrouble;
  /** Since when every turn has found the database there, and the clock as it was. */
  #reachedSince: number | undefined;
  /** By how much the wall clock is ahead of the one that never jumps. */
  #ahead: number | undefined;

  constructor(parts: Parts, composers: readonly Composer[], stop: AbortSignal) {
    this.#parts = parts;
    this.#stop = stop;
    this.#composers = new Map(composers.flatMap((composer) => composer.kinds.map((kind) => [kind, composer] as const)));
    this.#changes = parts.database.changes();
    this.#probing = tellLasting(parts.log, 'mail.probe_failed');
    this.#recorder = new Recorder(parts, (tx, leaving) => this.#claim(tx, leaving));
    setMaxListeners(0, this.#cut.signal);
  }

  async run(): Promise<void> {
    const wake = (): void => this.#changes.raise();
    const turns = tellLasting(this.#parts.log, 'mail.turn_failed');
    this.#stop.addEventListener('abort', wake);
    await this.#begin();
    while (!this.#stop.aborted) {
      try {
        await this.#turn();
        this.#reachedSince ??= this.#parts.clock.monotonic();
        turns.worked();
      } catch (error) {
        this.#reachedSince = undefined;
        turns.failed(error);
      }
      await this.#changes.wait(pollEvery);
    }
    this.#stop.removeEventListener('abort', wake);
    await this.#land();
  }

  /** A database that is away now is not waited for: the turns catch up with it. */
  async #begin(): Promise<void> {
    await this.#parts.fleet.begin().catch((error: unknown) => this.#parts.log.error('mail.begin_failed', error));
  }

  async #turn(): Promise<void> {
    this.#heedJump();
    await this.#every(leaseLength / 4, 'renew', () => this.#renew());
    await this.#every(second, 'look', async () => {
      await this.#parts.fleet.refresh();
      await this.#parts.owed.settle();
      if (this.#othersCouldRenew()) await recoverLapsed(this.#parts, this.#composerOf);
    });
    this.#probe();
    await this.#every(minute, 'tend', async () => {
      await expireWaiting(this.#parts, this.#composerOf);
      await hastenDelayed(this.#parts);
    });
    await this.#take();
  }

  /** A clock that was put forward ends leases whose owners live, and the time of letters: both are looked after at once. */
  #heedJump(): void {
    const { clock } = this.#parts;
    const ahead = clock.now() - clock.monotonic();
    if (Math.abs(ahead - (this.#ahead ?? ahead)) > clockSlack) {
      this.#last.clear();
      this.#reachedSince = undefined;
    }
    this.#ahead = ahead;
  }

  readonly #composerOf = (kind: string): Composer | undefined => this.#composers.get(kind);

  /** What failed is done again at the next turn: a lease that was not renewed does not wait for its next time. */
  async #every(length: number, what: string, act: () => Promise<void>): Promise<void> {
    const now = this.#parts.clock.monotonic();
    if (now - (this.#last.get(what) ?? Number.NEGATIVE_INFINITY) < length) return;
    await act();
    this.#last.set(what, now);
  }

  /** While the database was away nobody could, nor before a clock was put forward: a lease that ran out so says nothing of its owner. */
  #othersCouldRenew(): boolean {
    const { clock } = this.#parts;
    this.#heedJump();
    return this.#reachedSince !== undefined && clock.monotonic() - this.#reachedSince >= leaseLength / 2;
  }

  /** Asks the servers that are left alone, and those nobody knows yet, whether they work: no letter waits for that. */
  #probe(): void {
    const { fleet } = this.#parts;
    for (const outgoing of fleet.outgoings) {
      const probe = fleet
        .probe(outgoing, this.#cut.signal)
        .then(this.#probing.worked, this.#probing.failed)
        .finally(() => this.#probes.delete(probe));
      this.#probes.add(probe);
    }
  }

  /** A message that takes long stays ours, unless it was taken over while this process slept: then it goes no further. */
  async #renew(): Promise<void> {
    const { database, clock } = this.#parts;
    if (this.#flights.size === 0) return;
    const until = clock.now() + leaseLength;
    const flights = [...this.#flights.values()];
    const renewed = await database.write(async (tx) => {
      const ours = new Set<Held>();
      for (const flight of flights) if (await renewLease(tx, flight.claim, until)) ours.add(flight);
      return ours;
    });
    for (const flight of flights) flight.until = renewed.has(flight) ? until : 0;
  }

  /** Takes what is due, if a read shows that there is something. Where outcomes wait to be recorded, they take it along. */
  async #take(): Promise<void> {
    const { database, clock } = this.#parts;
    if (this.#recorder.busy || this.#room(0) <= 0 || !(await hasDue(database.read, clock.now()))) return;
    const launch = await database.write((tx) => this.#claim(tx, 0));
    launch();
  }

  /** Claims what there is room for, with `leaving` in hand about to go; answers what sets it off once that is durable. */
  async #claim(tx: Tx, leaving: number): Promise<() => void> {
    const { clock, owner } = this.#parts;
    const now = clock.now();
    const until = now + leaseLength;
    const limit = this.#room(leaving);
    const rows = limit > 0 ? await claimDue(tx, { owner, now, until, limit }) : [];
    return () => {
      for (const row of rows) this.#launch(row, until);
    };
  }

  /** How many more messages may be taken in hand. */
  #room(leaving: number): number {
    if (this.#stop.aborted || !this.#parts.fleet.open) return 0;
    return inHand - this.#flights.size + leaving;
  }

  #launch(row: MessageRow, until: number): void {
    const claim = { id: row.id, owner: this.#parts.owner, fence: row.fence };
    const held: Held = { claim, until, done: Promise.resolve() };
    this.#flights.set(row.id, held);
    held.done = this.#fly(row, held).finally(() => {
      if (this.#flights.get(row.id) === held) this.#flights.delete(row.id);
      this.#parts.promised.delete(row.id);
      if (!this.#recorder.busy) this.#changes.raise();
    });
  }

  async #fly(row: MessageRow, held: Held): Promise<void> {
    const composer = this.#composerOf(row.kind);
    const isHeld = (): boolean => this.#parts.clock.now() < held.until;
    const round = await this.#attempt(row, composer, isHeld);
    const recording = tellLasting(this.#parts.log, 'message.not_recorded');
    for (let faults = 0; faults < mostFaults; await delay(second)) {
      try {
        return this.#tell(row, round, await this.#recorder.record({ claim: held.claim, round, composer }));
      } catch (error) {
        recording.failed(error, { message: row.id });
        if (this.#cut.signal.aborted) return;
        // A database that is busy or full is waited for while the lease lasts; a fault of ours will not go away.
        if (!isHeld() || !(error instanceof Refusal)) faults += 1;
      }
    }
  }

  /** A fault of ours parks the one message that shows it. */
  async #attempt(row: MessageRow, composer: Composer | undefined, held: () => boolean): Promise<Round> {
    const message = toMessage(row);
    try {
      return await attempt(this.#parts, { message, composer, held, cut: this.#cut.signal });
    } catch (error) {
      this.#parts.log.error('message.attempt_failed', error, { message: row.id, kind: row.kind });
      const at = this.#parts.clock.now();
      const fault = { at, server: '', outcome: 'temporary', reason: 'not_composed', reply: undefined } as const;
      return { end: 'tried', tries: [fault], messageId: message.messageId };
    }
  }

  #tell(row: MessageRow, round: Round, next: Next | undefined): void {
    const { log } = this.#parts;
    const about = { message: row.id, kind: row.kind };
    const server = round.end === 'tried' ? round.tries.at(-1)?.server : undefined;
    if (!next) log.warn('message.claim_lost', about);
    else if (isBlank(row) && !waitsForTurn(next)) log.info('message.thrown_away', about);
    else if (next.state === 'sent') log.info('message.sent', { ...about, server });
    else log.warn('message.not_sent', { ...about, state: next.state, reason: next.reason, server });
  }

  /** What is on the wire may end; what does not within the grace is torn and handed back. */
  async #land(): Promise<void> {
    const flights = Promise.all([...this.#flights.values()].map(({ done }) => done));
    const over = new AbortController();
    await Promise.race([flights, delay(this.#parts.limits.grace, undefined, { signal: over.signal }).catch(() => {})]);
    over.abort();
    this.#cut.abort();
    await flights;
    await Promise.all(this.#probes);
    await this.#parts.owed.settle();
    await this.#parts.fleet.rest();
  }
}
