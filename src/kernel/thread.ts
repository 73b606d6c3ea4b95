import { Worker } from 'node:worker_threads';
import { second } from './clock.ts';

/** What the thread sends when it is loaded; then it is asked. */
export type Ready = 'ready';

/** Why there is no answer. The cause is told of what went wrong in loading; later an exception may hold what was asked. */
export interface Silence {
  silence: 'too_long' | 'broken';
  cause?: unknown;
}

export interface Thread<Question, Answer extends object> {
  /** One question at a time. After a silence the thread is of no more use. */
  ask(question: Question): Promise<Answer | Silence>;
  end(): Promise<void>;
}

const loadLimit = 10 * second;
/** How a thread begins that needs nothing of ours, neither secrets nor flags. What it throws away is collected early: else it grows by 200 MB. */
export const bareThread = {
  env: {},
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 4 },
};

/**
 * `workLimit`: milliseconds for one question, counted from when the thread is loaded. The thread keeps the process alive
 * only while it is asked, so that a command ends when it is done.
 */
export function startThread<Question, Answer extends object>(
  program: URL,
  workLimit: number,
): Thread<Question, Answer> {
  const worker = new Worker(program, bareThread);
  worker.unref();
  const loaded = load(worker);

  async function answered(question: Question): Promise<Answer | Silence> {
    const state = await loaded;
    if (state !== 'ready') return state;
    const answer = heard<Answer>(worker, workLimit);
    worker.postMessage(question);
    return answer;
  }

  return {
    ask(question) {
      worker.ref();
      return answered(question).finally(() => worker.unref());
    },
    async end() {
      await worker.terminate();
    },
  };
}

async function load(worker: Worker): Promise<Ready | Silence> {
  let cause: unknown;
  worker.on('error', (error) => {
    cause = error;
  });
  const state = await heard<Ready>(worker, loadLimit);
  return state === 'ready' ? state : { ...state, cause };
}

/** The next message of a worker, if it comes within `limit` milliseconds. */
function heard<T>(worker: Worker, limit: number): Promise<T | Silence> {
  return new Promise((resolve) => {
    const settle = (outcome: T | Silence): void => {
      clearTimeout(timer);
      worker.off('message', settle).off('exit', lost);
      resolve(outcome);
    };
    const lost = (): void => settle({ silence: 'broken' });
    // An answer that came while this thread was busy itself is read before that.
    const timer = setTimeout(setImmediate, limit, settle, { silence: 'too_long' });
    worker.on('message', settle).on('exit', lost);
  });
}
