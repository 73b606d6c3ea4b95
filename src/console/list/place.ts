import type { Page } from '../../database/index.ts';
import type { Count, DeclaredList } from './declared.ts';
import { type ListState, queryOf, readState } from './state.ts';

/** Where a row stands in the list from which somebody came, so that its page leads to the rows around it. */
export interface Place {
  /** The list as it was shown: its query. */
  list: string;
  /** The row's cursor. */
  at: string;
  /** Its number in the list; 0 where nobody knows. */
  row: number;
}

/** As the address of the row's page tells it. */
export function placeQuery({ list, at, row }: Place): URLSearchParams {
  return new URLSearchParams({ list, at, row: String(row) });
}

export function placeIn(query: URLSearchParams): Place | undefined {
  const at = query.get('at');
  const row = Number(query.get('row'));
  if (!at) return undefined;
  return { list: query.get('list') ?? '', at, row: Number.isSafeInteger(row) && row > 0 ? row : 0 };
}

/** The address of each row's page, with its place. */
export function hrefsOf<Row>(list: DeclaredList<Row>, state: ListState, page: Page<Row>, count: Count): string[] {
  const query = queryOf(list, state).toString();
  const begins = firstNumber(state, page, count);
  return page.rows.map((row, index) => {
    const number = begins === 0 ? 0 : begins + index;
    return list.row.href?.(row, placeQuery({ list: query, at: page.cursors[index] ?? '', row: number })) ?? '';
  });
}

/** The number of a page's first row; 0 where nobody knows. */
export function firstNumber<Row>({ first, turn }: ListState, { rows }: Page<Row>, { count, exact }: Count): number {
  return turn.last && exact ? count - rows.length + 1 : first;
}

/** What is around a row: the addresses of the rows before and after it, and how many there are. */
export interface Around {
  state: ListState;
  count: Count;
  previous: string | undefined;
  next: string | undefined;
}

export async function aroundOf<Row>(list: DeclaredList<Row>, { list: query, at, row }: Place): Promise<Around> {
  const state = readState(new URLSearchParams(query), list);
  const [before, after, count] = await Promise.all([
    list.read(state, state.sort, { limit: 1, before: at }),
    list.read(state, state.sort, { limit: 1, after: at }),
    list.count(state),
  ]);
  const href = ({ rows: [one], cursors: [cursor] }: Page<Row>, number: number): string | undefined =>
    one && cursor ? list.row.href?.(one, placeQuery({ list: query, at: cursor, row: number })) : undefined;
  return { state, count, previous: href(before, row && row - 1), next: href(after, row && row + 1) };
}
