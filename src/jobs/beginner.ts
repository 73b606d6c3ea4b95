import type { Reader, Tx } from '../database/index.ts';
import type { Actor } from '../kernel/index.ts';
import type { Parts } from './parts.ts';
import type { JobRow } from './store.ts';

/**
 * Whoever started a job, with the role that they have by now, and narrowed by the key that they used; nobody once they were
 * archived or erased, or that key ended.
 */
export async function beginnerOf(
  db: Reader | Tx,
  { actorNow }: Pick<Parts, 'actorNow'>,
  { made_by_id, made_by_label, made_by_key_id }: Pick<JobRow, 'made_by_id' | 'made_by_label' | 'made_by_key_id'>,
): Promise<Actor | undefined> {
  if (made_by_id === null) return { kind: 'operator', label: made_by_label ?? '' };
  return actorNow(db, made_by_id, made_by_key_id ?? undefined);
}
