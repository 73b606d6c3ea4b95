import { z } from 'zod';
import type { DeclaredList, Which } from './declared.ts';
import { readState } from './state.ts';

/**
 * The fields that a list's form is sent with: the ids that were ticked, or `all` that match what the list showed, whose
 * query `list` is. A page that asks before it acts hands them on.
 */
export const selectionFields = { id: z.array(z.string()), all: z.string().optional(), list: z.string().optional() };

interface Selection {
  id: string[];
  all?: string | undefined;
  list?: string | undefined;
}

/** Which rows are meant by them. */
export function whichOf<Row>({ id, all, list }: Selection, declared: DeclaredList<Row>): Which {
  const { search, filters } = readState(new URLSearchParams(list ?? ''), declared);
  return all === undefined ? { search: '', filters: [], ids: id } : { search, filters };
}
