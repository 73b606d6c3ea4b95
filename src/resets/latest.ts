import { toLines } from './browse.ts';
import type { Resets } from './index.ts';
import type { Parts } from './parts.ts';
import { latestResets } from './store.ts';

const mostAtOnce = 100;

/** What was asked for lately and what became of it. */
export function createLatest(parts: Parts): Resets['latest'] {
  const { database, audit } = parts;
  return async (caller, limit, userId) => {
    await audit.admit(caller, 'resets.read');
    return toLines(parts, await latestResets(database.read, Math.min(limit, mostAtOnce), userId));
  };
}
