import { unturned } from '../../kernel/index.ts';
import type { Column, DeclaredList, Which } from './declared.ts';

const rowsAtOnce = 1_000;

/** Asked before each page that is read: refuses once the reader is not in any more. A file that is cut off shows that it is. */
export type StillIn = () => Promise<void>;

/**
 * A list as CSV (RFC 4180, with a mark that tells spreadsheets it is UTF-8). Read page by page as fast as it is taken, so
 * that its size does not matter.
 */
export function csvOf<Row>(list: DeclaredList<Row>, which: Which, stillIn: StillIn): ReadableStream<Uint8Array> {
  return csvStream(linesOf(list, which, stillIn));
}

/** The same as lines of JSON, each a whole row. */
export function jsonOf<Row>(
  list: DeclaredList<Row>,
  which: Which,
  { json, stillIn }: { json: (row: Row) => object; stillIn: StillIn },
): ReadableStream<Uint8Array> {
  const lines = async function* (): AsyncGenerator<string> {
    for await (const rows of pagesOf(list, which, stillIn))
      yield rows.map((row) => `${JSON.stringify(json(row))}\n`).join('');
  };
  return textStream(lines());
}

/** Rows of cells, as they come, as a file. */
export function csvStream(rows: AsyncGenerator<string[][]>): ReadableStream<Uint8Array> {
  const lines = async function* (): AsyncGenerator<string> {
    yield '\u{feff}';
    for await (const some of rows) yield some.map(line).join('');
  };
  return textStream(lines());
}

function textStream(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}

async function* pagesOf<Row>(list: DeclaredList<Row>, which: Which, stillIn: StillIn): AsyncGenerator<Row[]> {
  let after: string | undefined;
  do {
    await stillIn();
    const page = await list.read(which, list.sort, { limit: rowsAtOnce, after });
    yield page.rows;
    after = page.next;
  } while (after !== undefined);
}

async function* linesOf<Row>(list: DeclaredList<Row>, which: Which, stillIn: StillIn): AsyncGenerator<string[][]> {
  const columns = list.columns.filter(
    (column): column is Column<Row> & Required<Pick<Column<Row>, 'text'>> => !!column.text,
  );
  yield [columns.map(({ head }) => head)];
  for await (const rows of pagesOf(list, which, stillIn))
    yield rows.map((row) => columns.map((column) => column.text(row)));
}

function line(cells: string[]): string {
  return `${cells.map((text) => cell(text)).join(',')}\r\n`;
}

/**
 * Also behind what divides cells where a comma does not, as in most of Europe, and in the full width of East Asia. Quotes behind
 * that are doubled here, and so are none there.
 */
const beginsFormula = /(?=[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])(?<=^|[;\t\r\n]"*)/g;

/** A spreadsheet would run what begins like a formula; an apostrophe before it keeps it a text. Cells keep to their places. */
function cell(text: string): string {
  const harmless = unturned(text).replace(beginsFormula, "'");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
