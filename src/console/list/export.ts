import type { Column, DeclaredList, Which } from './declared.ts';

const rowsAtOnce = 1_000;

/**
 * A list as CSV (RFC 4180, with a mark that tells spreadsheets it is UTF-8). Read page by page as fast as it is taken, so
 * that its size does not matter.
 */
export function csvOf<Row>(list: DeclaredList<Row>, which: Which): ReadableStream<Uint8Array> {
  const lines = linesOf(list, which);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

async function* linesOf<Row>(list: DeclaredList<Row>, which: Which): AsyncGenerator<string> {
  const columns = list.columns.filter(
    (column): column is Column<Row> & Required<Pick<Column<Row>, 'text'>> => !!column.text,
  );
  yield `\u{feff}${line(columns.map(({ head }) => head))}`;
  let after: string | undefined;
  do {
    const page = await list.read(which, list.sort, { limit: rowsAtOnce, after });
    yield page.rows.map((row) => line(columns.map((column) => column.text(row)))).join('');
    after = page.next;
  } while (after !== undefined);
}

function line(cells: string[]): string {
  return `${cells.map((text) => cell(text)).join(',')}\r\n`;
}

/** A spreadsheet would run what begins like a formula; an apostrophe before it keeps it a text. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
