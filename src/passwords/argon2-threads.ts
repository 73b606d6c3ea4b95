import { Worker } from 'node:worker_threads';

/** The memory in KiB, the passes over it, the lanes. */
export interface Cost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** The memory-hard function, as a proof replaces it. Whoever calls bounds how many are computed at once. */
export interface Argon2 {
  hash(password: string, cost: Cost): Promise<string>;
  /** Whether it fits; nothing where the hash cannot be read. */
  verify(hash: string, password: string): Promise<boolean | undefined>;
  close(): Promise<void>;
}

export type Task = { password: string; cost: Cost } | { password: string; hash: string };
export type Answer = { hash: string } | { fits: boolean } | { unusable: true };

const program = new URL('./argon2-worker.js', import.meta.url);
/** It needs nothing of ours, neither secrets nor flags, and little memory of the runtime's: the 19 MiB are the library's. */
const bare = { env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 } };

/**
 * Computes in threads of its own, started when they are needed and kept. The runtime's shared threads, on which look-ups
 * of files and names wait their turn, stay free, and only threads of our own can give way to the one that answers people.
 */
export function createArgon2(): Argon2 {
  const idle: Worker[] = [];
  const started = new Set<Worker>();

  function start(): Worker {
    const worker = new Worker(program, bare);
    started.add(worker);
    worker.on('error', () => {}); // told to whoever waits for it; nobody else is concerned, and it ends
    worker.on('exit', () => {
      started.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return worker;
  }

  /** The thread keeps the process alive only while it computes, so that a command ends when it is done. */
  async function solve(task: Task): Promise<Answer> {
    const worker = idle.pop() ?? start();
    worker.ref();
    const answer = await answered(worker, task);
    worker.unref();
    idle.push(worker);
    return answer;
  }

  return {
    async hash(password, cost) {
      const answer = await solve({ password, cost });
      if ('hash' in answer) return answer.hash;
      throw new Error('no hash could be made');
    },
    async verify(hash, password) {
      const answer = await solve({ hash, password });
      return 'fits' in answer ? answer.fits : undefined;
    },
    async close() {
      await Promise.all([...started].map((worker) => worker.terminate()));
    },
  };
}

/** Rejects when the thread ends instead: it is gone then, and the next task has another one. */
function answered(worker: Worker, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      worker.off('message', hear).off('error', fail).off('exit', lose);
      settle();
    };
    const hear = (answer: Answer): void => end(() => resolve(answer));
    const fail = (error: Error): void => end(() => reject(error));
    const lose = (): void => end(() => reject(new Error('the thread that computes hashes ended')));
    worker.on('message', hear).on('error', fail).on('exit', lose);
    worker.postMessage(task);
  });
}
