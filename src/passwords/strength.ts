import { createLine, type Log, usualWait } from '../kernel/index.ts';
import type { PieceKind } from './pieces.ts';
import { type Silence, startThread, type Thread } from './thread.ts';

/** The strength library. */
export interface Strength {
  /**
   * What common piece a text is little more than; `undefined` if it is more, and also when that took too long to find
   * out: then the list and the length decide. Refuses `busy`, because many at once must not make the policy weaker.
   */
  solePieceOf(text: string): Promise<PieceKind | undefined>;
  /** Loads it before somebody waits for it. */
  warmUp(): void;
  close(): Promise<void>;
}

/** Milliseconds for one text. Usual are 2 to 30. */
const workLimit = 250;
const strengthWorker = new URL('./strength-worker.js', import.meta.url);

/** One text at a time, in a thread. One that was stopped is replaced when the next text comes. */
export function createStrength(log: Log, how: { program?: URL; workLimit?: number } = {}): Strength {
  const line = createLine({ atOnce: 1, ...usualWait });
  let thread: Thread | undefined;
  let closed = false;

  function running(): Thread {
    thread ??= startThread(how.program ?? strengthWorker, how.workLimit ?? workLimit);
    return thread;
  }

  async function judge(text: string): Promise<PieceKind | undefined> {
    if (closed) return undefined;
    const answer = await running().ask(text);
    if ('sole' in answer) return answer.sole;
    if (!closed) tell(answer);
    await stop();
    return undefined;
  }

  function tell({ silence, cause }: Silence): void {
    if (cause) log.error('passwords.strength_unusable', cause);
    else log.warn('passwords.strength_stopped', { reason: silence });
  }

  async function stop(): Promise<void> {
    const stopped = thread;
    thread = undefined;
    await stopped?.end();
  }

  return {
    solePieceOf: (text) => line.run(() => judge(text)),
    warmUp() {
      if (!closed) running();
    },
    close() {
      closed = true;
      return stop();
    },
  };
}
