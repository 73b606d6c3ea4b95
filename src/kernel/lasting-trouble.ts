import { minute } from './clock.ts';
import type { Log } from './log.ts';

/** Something that is tried again and again, as the log hears of it. */
export interface LastingTrouble {
  failed(error: unknown, fields?: Record<string, unknown>): void;
  worked(): void;
}

/** Tells of a failure once: again when it is another one, or has come back a minute later or more, after all was well. */
export function tellLasting(log: Log, event: string): LastingTrouble {
  let told: { why: string; at: number } | undefined;
  let passed = false;
  return {
    failed(error, fields) {
      const why = reasonOf(error);
      const now = performance.now();
      const again = passed && told !== undefined && now >= told.at + minute;
      if (why === told?.why && !again) return;
      told = { why, at: now };
      passed = false;
      log.error(event, error, fields);
    },
    worked() {
      passed = true;
    },
  };
}

function reasonOf(error: unknown): string {
  return String(error instanceof Error && error.cause ? error.cause : error);
}
