import { createAside, type Log } from '../../kernel/index.ts';
import type { Bounce } from './classify.ts';

/** What letters that came back say, found out where nobody waits for anything else. */
export interface Reading {
  /** `undefined` for what is no bounce, `unread` for what took too long. Throws when nothing can be read here. */
  classify(raw: Uint8Array, address: string): Promise<Bounce | 'unread' | undefined>;
  close(): Promise<void>;
}

/** What its thread is asked, and answers. */
export interface Question {
  raw: Uint8Array;
  /** Whom the letter was for. */
  address: string;
}
export interface Answer {
  bounce: Bounce | undefined;
}

/** Milliseconds for one letter. Usual are 1 to 10; a busy machine takes longer, and only who got our letter comes this far. */
const workLimit = 1_000;
const program = new URL('./classify-worker.js', import.meta.url);

export function createReading(log: Log, how: { program?: URL; workLimit?: number } = {}): Reading {
  const { ask, close } = createAside<Question, Answer>({ program, workLimit, ...how });
  return {
    async classify(raw, address) {
      const answer = await ask({ raw, address });
      if ('bounce' in answer) return answer.bounce;
      if (answer.silence === 'closed') throw new Error('Letters that come back are not read any more.');
      if (answer.cause) throw answer.cause;
      log.warn('mail.bounce_unread', { reason: answer.silence });
      return 'unread';
    },
    close,
  };
}
