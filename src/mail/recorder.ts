import type { Tx } from '../database/index.ts';
import type { Parts } from './parts.ts';
import { type Next, type Settled, settle } from './settle.ts';

/** How long an outcome may wait for others, in milliseconds: one commit does for all, and a commit is what costs. */
const gathering = 20;

/** Records outcomes, those that come together in one transaction. One that cannot be recorded takes only itself back. */
export class Recorder {
  readonly #parts: Parts;
  readonly #takeAlong: (tx: Tx, leaving: number) => Promise<() => void>;
  #waiting: Waiting[] = [];

  /** `takeAlong` joins the transaction, and answers what is to be done once it is durable. */
  constructor(parts: Parts, takeAlong: (tx: Tx, leaving: number) => Promise<() => void>) {
    this.#parts = parts;
    this.#takeAlong = takeAlong;
  }

  /** Whether outcomes are waiting for their transaction. */
  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  /** Answers the message's new state; `undefined` when its claim was lost. */
  record(outcome: Settled): Promise<Next | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<Next | undefined>();
    if (this.#waiting.length === 0) setTimeout(() => void this.#flush(), gathering);
    this.#waiting.push({ outcome, resolve, reject });
    return promise;
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      await this.#together(batch);
    } catch {
      for (const one of batch) void this.#alone(one);
    }
  }

  async #together(batch: readonly Waiting[]): Promise<void> {
    const { results, afterwards } = await this.#parts.database.write(async (tx) => {
      const results = await settle(
        tx,
        this.#parts,
        batch.map(({ outcome }) => outcome),
      );
      return { results, afterwards: await this.#takeAlong(tx, batch.length) };
    });
    for (const [index, { resolve }] of batch.entries()) resolve(results[index]);
    afterwards();
  }

  async #alone({ outcome, resolve, reject }: Waiting): Promise<void> {
    const { database } = this.#parts;
    try {
      const [next] = await database.write((tx) => settle(tx, this.#parts, [outcome]));
      resolve(next);
    } catch (error) {
      reject(error);
    }
  }
}

interface Waiting {
  outcome: Settled;
  resolve(next: Next | undefined): void;
  reject(error: unknown): void;
}
