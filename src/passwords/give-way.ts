import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** What the runtime calls the threads on which hashes are computed. */
const poolThread = 'libuv-worker';
/** Behind whoever answers, and not far behind other programs: a third of a core when they all want the whole. */
const politeness = 5;

/**
 * Has the threads that compute hashes give way to the one that answers people: else every page waits for a core while
 * many sign in. Linux gives each thread a priority of its own; elsewhere, and where it is not allowed, nothing changes.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    for (const thread of readdirSync('/proc/self/task')) {
      const name = readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim();
      if (name === poolThread) setPriority(Number(thread), politeness);
    }
  } catch {
    // Hashes are computed all the same, only not as politely.
  }
}
