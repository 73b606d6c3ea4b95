import { second } from '../kernel/index.ts';
import type { Database, Reader, Tx } from './index.ts';

/** Milliseconds; should word of another process's commit be lost. */
const longest = second;

/**
 * Keeps what was read of a few rows that every page needs, until anything is committed. A transaction reads for itself,
 * so whatever is decided is decided by what is so.
 */
export function remember<T>(
  database: Database,
  load: (db: Reader | Tx) => Promise<T>,
): (db: Reader | Tx) => Promise<T> {
  let kept: { value: Promise<T>; commits: number; until: number } | undefined;
  return (db) => {
    if (db !== database.read) return load(db);
    const commits = database.commits();
    if (kept?.commits === commits && performance.now() < kept.until) return kept.value;
    const read = { value: load(db), commits, until: performance.now() + longest };
    kept = read;
    read.value.catch(() => {
      if (kept === read) kept = undefined;
    });
    return read.value;
  };
}
