import { isId } from './random.ts';
import { Refusal } from './refusal.ts';

/** Which part of a list is wanted. The cursor is what the part before answered as `next`. */
export interface PageFilter {
  limit?: number | undefined;
  cursor?: string | undefined;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

const usualLength = 50;
const longestPage = 200;

/** How long a part of a list by ids is to be, and where it begins. Refuses `malformed`. */
export function pageOf({ limit = usualLength, cursor }: PageFilter): { limit: number; cursor: string | undefined } {
  if (cursor !== undefined && !isId(cursor)) throw new Refusal('malformed', { field: 'cursor' });
  if (!Number.isInteger(limit) || limit < 1) throw new Refusal('malformed', { field: 'limit' });
  return { limit: Math.min(limit, longestPage), cursor };
}

/** A part of a list out of its rows and one more, if there is one: whether there is tells whether the list goes on. */
export function toPage<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
