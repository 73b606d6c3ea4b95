import type { Turn } from '../../database/index.ts';
import { isStorable, Refusal } from '../../kernel/index.ts';
import type { DeclaredList, Sort, Which } from './declared.ts';

/** Odoo's. */
const rowsOnAPage = 80;
const mostSearched = 100;

/** What a list shows, as its address tells it. */
export interface ListState extends Which {
  sort: Sort;
  group: string | undefined;
  view: 'list' | 'cards';
  columns: string[];
  turn: Turn;
  /** The number of the first row, as far as the pages before told it; 0 where nobody knows. */
  first: number;
}

/**
 * Refuses `malformed` where a search holds what no row can hold: a file would break off half-way; and for a filter that there
 * is not: without it more would be shown, and done to more, than was meant.
 */
export function readState<Row>(query: URLSearchParams, list: DeclaredList<Row>): ListState {
  const search = (query.get('search') ?? '').trim();
  if (!isStorable(search)) throw new Refusal('malformed', { field: 'search' });
  const filters = query.getAll('filter');
  const known = list.filters.flatMap(({ choices }) => choices.map(({ key }) => key));
  if (!filters.every((key) => key === '' || known.includes(key))) throw new Refusal('malformed', { field: 'filter' });
  const shown = query.get('columns')?.split(',');
  return {
    search: search.slice(0, mostSearched),
    filters: query.has('filter') ? known.filter((key) => filters.includes(key)) : list.filteredBy,
    sort: readSort(query.get('sort'), list),
    group: list.groups.find(({ key }) => key === query.get('group'))?.key,
    view: list.card && query.get('view') === 'cards' ? 'cards' : 'list',
    columns: list.columns.filter(({ key, hidden }) => shown?.includes(key) ?? !hidden).map(({ key }) => key),
    ...readTurn(query),
  };
}

function readSort<Row>(text: string | null, { columns, sort }: DeclaredList<Row>): Sort {
  const key = text?.replace(/^-/, '');
  const column = columns.find((one) => one.sort && one.key === key);
  return column ? { key: column.key, descending: text?.startsWith('-') ?? false } : sort;
}

function readTurn(query: URLSearchParams): Pick<ListState, 'turn' | 'first'> {
  const [after, before] = [query.get('after') ?? undefined, query.get('before') ?? undefined];
  const last = query.has('last');
  const begins = after === undefined && before === undefined && !last ? 1 : Number(query.get('first') ?? 0);
  const first = Number.isSafeInteger(begins) && begins > 0 ? begins : 0;
  return { turn: { limit: rowsOnAPage, after, before: after === undefined ? before : undefined, last }, first };
}

/** What to show instead; whatever else changes, the list begins at its first page. */
export type Change = Partial<Omit<ListState, 'turn' | 'first' | 'group'>> & {
  group?: string | undefined;
  turn?: { after?: string; before?: string; last?: true; first?: number };
};

/** The address of a state; what goes without saying is not said. */
export function addressOf<Row>(list: DeclaredList<Row>, state: ListState, change: Change = {}): string {
  const query = queryOf(list, { ...state, ...change, turn: state.turn });
  for (const [name, value] of Object.entries(change.turn ?? {}))
    if (value) query.append(name, value === true ? '' : String(value));
  const text = query.toString();
  return text === '' ? list.path : `${list.path}?${text}`;
}

/** All but which page. */
export function queryOf<Row>(list: DeclaredList<Row>, state: ListState): URLSearchParams {
  const query = new URLSearchParams();
  if (state.search) query.append('search', state.search);
  if (!isSame(state.filters, list.filteredBy)) {
    for (const filter of state.filters.length > 0 ? state.filters : ['']) query.append('filter', filter);
  }
  if (state.group) query.append('group', state.group);
  const { key, descending } = state.sort;
  if (key !== list.sort.key || descending !== list.sort.descending)
    query.append('sort', `${descending ? '-' : ''}${key}`);
  if (state.view !== 'list') query.append('view', state.view);
  const usual = list.columns.filter(({ hidden }) => !hidden).map((column) => column.key);
  if (!isSame(state.columns, usual)) query.append('columns', state.columns.join(','));
  return query;
}

function isSame(some: string[], others: string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}

/** The filters with one of them turned on or off. */
export function toggled(filters: string[], key: string): string[] {
  return filters.includes(key) ? filters.filter((one) => one !== key) : [...filters, key];
}
