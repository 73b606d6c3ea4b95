import type { Reader, Tx } from '../database/index.ts';
import type { Actor } from '../kernel/index.ts';
import type { Parts } from './parts.ts';
import type { JobRow } from './store.ts';

/** Whoever started a job, with the role that they have by now; nobody once they were archived or erased. */
export async function beginnerOf(
  db: Reader | Tx,
  { actorNow }: Pick<Parts, 'actorNow'>,
  { made_by_id, made_by_label }: Pick<JobRow, 'made_by_id' | 'made_by_label'>,
): Promise<Actor | undefined> {
  return made_by_id === null ? { kind: 'operator', label: made_by_label ?? '' } : actorNow(db, made_by_id);
}
