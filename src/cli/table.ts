import { asSeen, oneLine } from '../kernel/index.ts';
import type { MessageKey, Translate } from '../locale/index.ts';
import type { Answer } from './shell.ts';

/** One column: its heading in the catalogue, and what a row has there. */
export interface Column<T> {
  heading: Extract<MessageKey, `commands.heading.${string}`>;
  of(row: T): string | number | null | undefined;
}

/** A list as an answer: a table for a person, the API's page for a program. */
export function listAnswer<T>(
  words: Translate,
  page: { items: readonly T[]; next: string | null },
  columns: readonly Column<T>[],
): Answer {
  const note = page.next === null ? undefined : words('commands.more', { cursor: page.next });
  return {
    json: page,
    text: page.items.length === 0 ? words('commands.nothing') : table(words, page.items, columns),
    note,
  };
}

export function table<T>(words: Translate, rows: readonly T[], columns: readonly Column<T>[]): string {
  const lines = [
    columns.map(({ heading }) => words(heading)),
    ...rows.map((row) => columns.map(({ of }) => cell(of(row)))),
  ];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => width(line[column]))));
  return lines
    .map((line) =>
      line
        .map((text, column) => pad(text, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What a person typed stands on one line and cannot steer the terminal. */
function cell(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === '' ? '-' : plain(String(value));
}

/** Without line ends and escape sequences; what is not seen, or turns the reading direction around, stands there by its number. */
export function plain(text: string): string {
  return asSeen(oneLine(text, 500));
}

/** The same of what is copied from there: not a sign of it is left out. */
export function plainWhole(text: string): string {
  return asSeen(oneLine(text, Number.POSITIVE_INFINITY));
}

function width(text = ''): number {
  return [...text].length;
}

function pad(text: string, length: number): string {
  return text + ' '.repeat(length - width(text));
}

/** A moment of a record, to the second. */
export function moment(iso: string | null): string | null {
  return iso === null ? null : iso.slice(0, 19).replace('T', ' ');
}
