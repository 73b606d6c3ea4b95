import { createAside, type Log, type Silence } from '../kernel/index.ts';
import type { PieceKind } from './pieces.ts';

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

/** What its thread is asked, and answers. */
export interface Question {
  text: string;
}
export interface Answer {
  sole: PieceKind | undefined;
}

/** Milliseconds for one text. Usual are 2 to 30. */
const workLimit = 250;
const program = new URL('./strength-worker.js', import.meta.url);

export function createStrength(log: Log, how: { program?: URL; workLimit?: number } = {}): Strength {
  const { ask, warmUp, close } = createAside<Question, Answer>({ program, workLimit, ...how });

  function tell({ silence, cause }: Silence): void {
    if (cause) log.error('passwords.strength_unusable', cause);
    else log.warn('passwords.strength_stopped', { reason: silence });
  }

  return {
    async solePieceOf(text) {
      const answer = await ask({ text });
      if ('sole' in answer) return answer.sole;
      if (answer.silence !== 'closed') tell(answer);
      return undefined;
    },
    warmUp,
    close,
  };
}
