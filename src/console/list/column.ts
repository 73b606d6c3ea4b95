import type { Column } from './declared.ts';

/** A column that says the same on the page and in an exported file, but for what `more` tells otherwise. */
export function textColumn<Row>(
  key: string,
  head: string,
  text: (row: Row) => string,
  more: Partial<Column<Row>> = {},
): Column<Row> {
  return { key, head, cell: text, text, ...more };
}
