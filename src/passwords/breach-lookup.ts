import { type AskWeb, type Log, second } from '../kernel/index.ts';
import { sha1 } from './breached-file.ts';

export interface BreachLookup {
  /** Whether a service knows a password as breached; `undefined` when it did not tell in time. */
  has(password: string, address: string): Promise<boolean | undefined>;
}

const patience = 2 * second;
/** A padded range has at most some 1,000 lines. */
const longestAnswer = 256 * 1024;

/**
 * Asks for the range of a password's SHA-1: the service sees five of forty digits, and an answer that is padded, so that
 * not even its length tells which range it was.
 */
export function createBreachLookup(log: Log, ask: AskWeb): BreachLookup {
  return {
    async has(password, address) {
      const digest = sha1(password).toString('hex').toUpperCase();
      try {
        const { status, body } = await ask(new URL(`${address.replace(/\/$/, '')}/range/${digest.slice(0, 5)}`), {
          headers: { 'Add-Padding': 'true', 'User-Agent': 'Rekey' },
          signal: AbortSignal.timeout(patience),
          longest: longestAnswer,
        });
        if (status !== 200) throw new Error(`the service answered ${status}`);
        return names(body, digest.slice(5));
      } catch (error) {
        log.warn('passwords.breach_lookup_failed', { why: (error as Error).message });
        return undefined;
      }
    },
  };
}

/** Lines of padding have the count 0. */
function names(range: string, rest: string): boolean {
  return range.split(/\r?\n/).some((line) => {
    const [suffix, count] = line.split(':');
    return suffix?.toUpperCase() === rest && Number(count) > 0;
  });
}
