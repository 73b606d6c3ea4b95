import type { Child } from 'hono/jsx';
import type { Page, Turn } from '../../database/index.ts';
import type { IconName } from '../../ui/index.ts';

/*
 * What a list of the console is told about: `addList` makes of it search, filters, groups, favourites, sorting, pages,
 * selection and export, each state of it with an address of its own. All texts are in the reader's language already.
 */

export interface Column<Row> {
  key: string;
  head: string;
  cell(row: Row): Child;
  /** The same as plain text, for the export; without it the column is not exported. */
  text?(row: Row): string;
  /** Whether the list can be sorted by it; `newest` for times, which begin at the newest. */
  sort?: 'a-z' | 'newest';
  /** Not shown until somebody asks for it. */
  hidden?: boolean;
}

/** A choice with the key that stands in the address. */
export interface Choice {
  key: string;
  text: string;
}

export interface BulkAction extends Choice {
  /** Where the selection is posted, with `selectionFields`. */
  address: string;
  danger?: boolean;
}

/** Which rows: what is searched for, all filters that are on, and only these ids where any are told. */
export interface Which {
  search: string;
  filters: string[];
  ids?: string[];
}

export interface Sort {
  key: string;
  descending: boolean;
}

/** How many, as far as it is worth counting. */
export interface Count {
  count: number;
  exact: boolean;
}

/** A group of rows: the filter that leaves only them, and how many they are. */
export interface GroupLine extends Count, Choice {}

/** A search that somebody keeps. `query` is what stands behind the `?` of its address. */
export interface Favourite {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  /** Whether the reader may take it away. */
  removable: boolean;
}

export interface ListFile<Row> {
  /** Whether the own password is asked for first. */
  risky?: boolean;
  /** Leaves its event, unless it is only asked whether it may be taken. */
  note(which: Which, onlyAsked: boolean): Promise<void>;
  /** A row whole, for a file of JSON lines; without it there is only CSV. */
  json?(row: Row): object;
}

export interface DeclaredList<Row> {
  path: string;
  title: string;
  /** What is asked for in the search box. Without it there is none. */
  searchLabel?: string;
  columns: Column<Row>[];
  /**
   * Within one of these any filter that is on will do; rows pass all of them. A filter's key is unique. Of many choices the
   * menu offers the first, as many as `offered` says, and those that are on.
   */
  filters: { title: string; choices: Choice[]; offered?: number }[];
  /** The filters that are on before anybody has chosen. */
  filteredBy: string[];
  groups: Choice[];
  sort: Sort;
  row: {
    id(row: Row): string;
    /** What a person calls it. */
    name(row: Row): string;
    /** Its page, linked from the first column; `place` is what a page with ways to the rows around it keeps in its query. */
    href?(row: Row, place: URLSearchParams): string;
  };
  /** A row as a card: with it the list can be looked at as cards, too. */
  card?(row: Row, href: string): Child;
  /** What can be done with a selection. Without any there is nothing to select. */
  actions: BulkAction[];
  /** Beside the title: what begins something new. */
  buttons?: Child;
  favourites?: Favourite[];
  /** How this reader takes all of it away as a file; none where they may not. */
  file?: ListFile<Row> | undefined;
  /** What the list says while it has no rows at all. */
  empty: { icon: IconName; title: string; text: string };
  read(which: Which, sort: Sort, turn: Turn): Promise<Page<Row>>;
  count(which: Which): Promise<Count>;
  /** The groups of one of `groups`, in their order. */
  countGroups?(which: Which, group: string): Promise<GroupLine[]>;
}
