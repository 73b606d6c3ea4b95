import { Refusal } from '../kernel/index.ts';
import type { Database, Tx } from './index.ts';

/** One of many things of a kind to be done; answered when it is durable. */
type DoOne<In, Out> = (input: In) => Promise<Out>;

interface Waiting<In, Out> {
  input: In;
  resolve(result: Out): void;
  reject(error: unknown): void;
}

/**
 * Does in one transaction, with a few statements, what many callers ask for at once: whoever comes while one is under
 * way is in the next. `body` answers for each input, in their order; a refusal that it answers is committed and thrown
 * to that caller alone, as by `write`. A bug that shows in one takes back only that one: then each is done by itself.
 */
export function together<In, Out>(
  database: Database,
  most: number,
  body: (tx: Tx, inputs: In[]) => Promise<(Out | Refusal)[]>,
): DoOne<In, Out> {
  const line: Waiting<In, Out>[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (line.length > 0) {
      await new Promise(setImmediate); // whoever was read from the sockets in this turn is taken along
      await doAll(line.splice(0, most));
    }
    running = false;
  }

  async function doAll(group: Waiting<In, Out>[]): Promise<void> {
    const inputs = group.map(({ input }) => input);
    try {
      const results = await database.write((tx) => body(tx, inputs));
      for (const [index, one] of group.entries()) settle(one, results[index] as Out | Refusal);
    } catch (error) {
      // Whether a commit whose reply was lost has happened, nobody knows: nothing is done twice.
      if (error instanceof Refusal || group.length === 1) for (const one of group) one.reject(error);
      else for (const one of group) await doAll([one]);
    }
  }

  return (input) =>
    new Promise((resolve, reject) => {
      line.push({ input, resolve, reject });
      if (!running) void run();
    });
}

function settle<In, Out>(one: Waiting<In, Out>, result: Out | Refusal): void {
  if (result instanceof Refusal) one.reject(result);
  else one.resolve(result);
}
