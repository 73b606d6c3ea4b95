import type { Translate } from '../../locale/index.ts';
import { Icon } from '../../ui/index.ts';
import type { Column, DeclaredList } from './declared.ts';
import { isSelectable } from './selection-bar.tsx';
import { addressOf, type ListState } from './state.ts';

interface Props<Row> {
  t: Translate;
  list: DeclaredList<Row>;
  state: ListState;
  rows: Row[];
  /** The page of each row. */
  hrefs: string[];
}

export function Table<Row>({ t, list, state, rows, hrefs }: Props<Row>) {
  const columns = list.columns.filter(({ key }) => state.columns.includes(key));
  const selectable = isSelectable(list);
  return (
    <table class="list">
      <caption class="visually-hidden">{list.title}</caption>
      <thead>
        <tr>
          {selectable && (
            <td class="list-tick">
              <input type="checkbox" aria-label={t('list.select_page')} data-select-page hidden />
            </td>
          )}
          {columns.map((column) => (
            <Head column={column} list={list} state={state} />
          ))}
          <td class="list-more">
            <ColumnMenu t={t} list={list} state={state} />
          </td>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, number) => (
          <tr>
            {selectable && (
              <td class="list-tick">
                <input
                  type="checkbox"
                  name="id"
                  value={list.row.id(row)}
                  aria-label={t('list.select', { name: list.row.name(row) })}
                />
              </td>
            )}
            {columns.map((column, index) => (
              <Cell column={column} row={row} href={index === 0 ? hrefs[number] : undefined} />
            ))}
            <td class="list-more" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Head<Row>({ column, list, state }: { column: Column<Row>; list: DeclaredList<Row>; state: ListState }) {
  const { key, head, sort } = column;
  if (!sort)
    return (
      <th scope="col" data-column={key}>
        {head}
      </th>
    );
  const current = state.sort.key === key;
  const descending = current ? !state.sort.descending : sort === 'newest';
  const icon = state.sort.descending ? 'down' : 'up';
  return (
    <th
      scope="col"
      data-column={key}
      aria-sort={current ? (state.sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <a class="list-sort" href={addressOf(list, state, { sort: { key, descending } })}>
        {head}
        {current && <Icon name={icon} />}
      </a>
    </th>
  );
}

function Cell<Row>({ column, row, href }: { column: Column<Row>; row: Row; href: string | undefined }) {
  if (!href) {
    return (
      <td data-column={column.key} data-head={column.head}>
        {column.cell(row)}
      </td>
    );
  }
  return (
    <th scope="row" data-column={column.key}>
      <a class="list-link" href={href}>
        {column.cell(row)}
      </a>
    </th>
  );
}

function ColumnMenu<Row>({ t, list, state }: Omit<Props<Row>, 'rows' | 'hrefs'>) {
  return (
    <details class="drop drop-end" name="menu">
      <summary class="icon-button">
        <Icon name="sliders" />
        <span class="visually-hidden">{t('list.columns')}</span>
      </summary>
      <ul class="drop-sheet">
        {list.columns.slice(1).map(({ key, head }) => (
          <li>
            <a
              href={addressOf(list, state, { columns: withColumn(list, state, key) })}
              aria-current={state.columns.includes(key) ? 'true' : undefined}
            >
              {head}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function withColumn<Row>(list: DeclaredList<Row>, { columns }: ListState, key: string): string[] {
  return list.columns.map((column) => column.key).filter((one) => columns.includes(one) !== (one === key));
}
