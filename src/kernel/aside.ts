import { createLine, usualWait } from './line.ts';
import { type Silence, startThread, type Thread } from './thread.ts';

/** Work on what strangers hand in, done in a thread: what takes too long is stopped there, and holds up nobody here. */
export interface Aside<Question, Answer extends object> {
  /** One question at a time; the others wait. Answers a silence at once when it is closed. Refuses `busy`. */
  ask(question: Question): Promise<Answer | Silence | Closed>;
  /** Loads the thread before somebody waits for it. */
  warmUp(): void;
  close(): Promise<void>;
}

export interface Closed {
  silence: 'closed';
}

/** `workLimit`: milliseconds for one question. A thread that fell silent is replaced when the next question comes. */
export function createAside<Question, Answer extends object>(how: {
  program: URL;
  workLimit: number;
}): Aside<Question, Answer> {
  const line = createLine({ atOnce: 1, ...usualWait });
  let thread: Thread<Question, Answer> | undefined;
  let closed = false;

  function running(): Thread<Question, Answer> {
    thread ??= startThread(how.program, how.workLimit);
    return thread;
  }

  async function ask(question: Question): Promise<Answer | Silence | Closed> {
    if (closed) return { silence: 'closed' };
    const answer = await running().ask(question);
    if (!('silence' in answer)) return answer;
    await stop();
    return closed ? { silence: 'closed' } : answer;
  }

  async function stop(): Promise<void> {
    const stopped = thread;
    thread = undefined;
    await stopped?.end();
  }

  return {
    ask: (question) => line.run(() => ask(question)),
    warmUp() {
      if (!closed) running();
    },
    close() {
      closed = true;
      return stop();
    },
  };
}
