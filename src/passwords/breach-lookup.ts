import { type Log, second } from '../kernel/index.ts';
import { sha1 } from './breached-file.ts';

/** What asks the service, as a proof replaces it. */
export type Fetch = (
  url: string,
  init: { headers: Record<string, string>; signal: AbortSignal; redirect: 'error' },
) => Promise<Response>;

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
export function createBreachLookup(log: Log, ask: Fetch = fetch): BreachLookup {
  return {
    async has(password, address) {
      const digest = sha1(password).toString('hex').toUpperCase();
      try {
        const answer = await ask(`${address.replace(/\/$/, '')}/range/${digest.slice(0, 5)}`, {
          headers: { 'Add-Padding': 'true', 'User-Agent': 'Rekey' },
          signal: AbortSignal.timeout(patience),
          redirect: 'error',
        });
        if (!answer.ok) throw new Error(`the service answered ${answer.status}`);
        return names(await textOf(answer), digest.slice(5));
      } catch (error) {
        log.warn('passwords.breach_lookup_failed', { why: (error as Error).message });
        return undefined;
      }
    },
  };
}

async function textOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (text.length > longestAnswer) throw new Error('the service answered with more than a range');
  return text;
}

/** Lines of padding have the count 0. */
function names(range: string, rest: string): boolean {
  return range.split(/\r?\n/).some((line) => {
    const [suffix, count] = line.split(':');
    return suffix?.toUpperCase() === rest && Number(count) > 0;
  });
}
