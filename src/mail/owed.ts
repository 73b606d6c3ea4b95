import type { Database, Tx } from '../database/index.ts';
import { isBusy } from '../kernel/index.ts';

/**
 * What has to be recorded of what was done on the wire already: a database that is busy then takes it later. The worker tries
 * each second; a command that has no worker has tried once more before it ends.
 */
export class Owed {
  readonly #database: Pick<Database, 'write'>;
  #records: ((tx: Tx) => Promise<void>)[] = [];

  constructor(database: Pick<Database, 'write'>) {
    this.#database = database;
  }

  /** Records it now, with all that is owed still, or as soon as can be. Answers whether it was recorded. */
  async record(record: (tx: Tx) => Promise<void>): Promise<boolean> {
    this.#records.push(record);
    return (await this.settle()) || this.settle();
  }

  /** Answers whether nothing is owed any more. */
  async settle(): Promise<boolean> {
    const owed = this.#records;
    if (owed.length === 0) return true;
    this.#records = []; // nobody else records the same
    try {
      await this.#database.write(async (tx) => {
        for (const record of owed) await record(tx);
      });
      return true;
    } catch (error) {
      if (!isBusy(error)) throw error;
      this.#records.unshift(...owed);
      return false;
    }
  }
}
