import type { Page } from '../../database/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Icon, LinkButton } from '../../ui/index.ts';
import { Empty } from '../parts/empty.tsx';
import type { Count, DeclaredList, GroupLine } from './declared.ts';
import { hrefsOf } from './place.ts';
import { isSelectable, selectionForm } from './selection-bar.tsx';
import { addressOf, type ListState, queryOf } from './state.ts';
import { Table } from './table.tsx';

interface Props<Row> {
  t: Translate;
  list: DeclaredList<Row>;
  state: ListState;
  page: Page<Row> | undefined;
  count: Count;
  groups: GroupLine[] | undefined;
}

/** The rows in a table, as cards, or as groups; with what is said where there are none. */
export function ListBody<Row>({ t, list, state, page, count, groups }: Props<Row>) {
  return (
    <div class="rows" data-rows>
      {groups ? (
        <Groups t={t} list={list} state={state} groups={groups} />
      ) : (
        page && <Rows t={t} list={list} state={state} page={page} count={count} />
      )}
    </div>
  );
}

function Rows<Row>({ t, list, state, page, count }: Omit<Props<Row>, 'groups'> & { page: Page<Row> }) {
  if (page.rows.length === 0) return <Nothing t={t} list={list} state={state} />;
  const hrefs = hrefsOf(list, state, page, count);
  const rows =
    state.view === 'cards' ? (
      <Cards t={t} list={list} page={page} hrefs={hrefs} />
    ) : (
      <Table t={t} list={list} state={state} rows={page.rows} hrefs={hrefs} />
    );
  if (!isSelectable(list)) return rows;
  return (
    <form method="post" action={list.file ? `${list.path}/export` : list.actions[0]?.address} id={selectionForm}>
      <input type="hidden" name="list" value={queryOf(list, state).toString()} />
      {rows}
    </form>
  );
}

function Nothing<Row>({ t, list, state }: Pick<Props<Row>, 't' | 'list' | 'state'>) {
  const { icon, title, text } = list.empty;
  if (state.search === '' && state.filters.length === 0) {
    return (
      <Empty icon={icon} title={title}>
        <p>{text}</p>
      </Empty>
    );
  }
  return (
    <Empty icon="search" title={t('list.nothing')}>
      <p>{t('list.nothing.text')}</p>
      <LinkButton href={addressOf(list, state, { search: '', filters: [], group: undefined })}>
        {t('list.show_all')}
      </LinkButton>
    </Empty>
  );
}

function Cards<Row>({
  t,
  list,
  page,
  hrefs,
}: {
  t: Translate;
  list: DeclaredList<Row>;
  page: Page<Row>;
  hrefs: string[];
}) {
  return (
    <ul class="cards">
      {page.rows.map((row, index) => (
        <li class="row-card">
          {isSelectable(list) && (
            <input
              type="checkbox"
              name="id"
              value={list.row.id(row)}
              aria-label={t('list.select', { name: list.row.name(row) })}
            />
          )}
          {list.card?.(row, hrefs[index] ?? '')}
        </li>
      ))}
    </ul>
  );
}

/** Each group leads to the list of its rows alone. */
function Groups<Row>({ t, list, state, groups }: Pick<Props<Row>, 't' | 'list' | 'state'> & { groups: GroupLine[] }) {
  return (
    <ul class="groups">
      {groups.map(({ key, text, count, exact }) => (
        <li>
          <a class="group" href={addressOf(list, state, { group: undefined, filters: withGroup(list, state, key) })}>
            <Icon name="on" />
            <span>{text}</span>
            <span class="quiet">{t(exact ? 'list.count' : 'list.count.more', { count })}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The group's filter instead of those that are its alternatives. */
function withGroup<Row>(list: DeclaredList<Row>, state: ListState, key: string): string[] {
  const others = list.filters.find(({ choices }) => choices.some((choice) => choice.key === key))?.choices ?? [];
  return [...state.filters.filter((one) => !others.some((choice) => choice.key === one)), key];
}
