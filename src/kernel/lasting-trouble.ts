import { minute } from './clock.ts';
import type { Log } from './log.ts';

/** Something that is tried again and again, as the log hears of it. */
export interface LastingTrouble {
  failed(error: unknown, fields?: Record<string, unknown>): void;
  worked(): void;
}

/** Tells of each failure once: again when it has come back a minute later or more, after all was well. */
export function tellLasting(log: Log, event: string): LastingTrouble {
  /** When each was told last. A disk that is full is as many failures as there are files on it, in turn. */
  const told = new Map<string, number>();
  let wellAt = Number.NEGATIVE_INFINITY;
  return {
    failed(error, fields) {
      const why = reasonOf(error);
      const now = performance.now();
      const before = told.get(why);
      if (before !== undefined && (wellAt < before || now < before + minute)) return;
      told.set(why, now);
      log.error(event, error, fields);
    },
    worked() {
      wellAt = performance.now();
      for (const [why, at] of told) if (at <= wellAt - minute) told.delete(why); // it would be told again
    },
  };
}

function reasonOf(error: unknown): string {
  return String(error instanceof Error && error.cause ? error.cause : error);
}
