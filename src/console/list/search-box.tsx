import type { Translate } from '../../locale/index.ts';
import { Icon } from '../../ui/index.ts';
import type { DeclaredList } from './declared.ts';
import { Favourites } from './favourites.tsx';
import { addressOf, type ListState, queryOf, toggled } from './state.ts';

interface Props<Row> {
  t: Translate;
  list: DeclaredList<Row>;
  state: ListState;
}

/** What the list is narrowed to, what is searched for in it, and all that it can be narrowed to, grouped by or kept as. */
export function SearchBox<Row>({ t, list, state }: Props<Row>) {
  return (
    <search class="search">
      <form method="get" action={list.path} class="search-form" data-search>
        {list.searchLabel && (
          <button type="submit" class="icon-button">
            <Icon name="search" />
            <span class="visually-hidden">{t('list.search')}</span>
          </button>
        )}
        <Facets t={t} list={list} state={state} />
        {[...queryOf(list, { ...state, search: '' })].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {list.searchLabel && (
          <input
            type="search"
            name="search"
            value={state.search}
            aria-label={list.searchLabel}
            placeholder={list.searchLabel}
            autocomplete="off"
            spellcheck={false}
            maxlength={100}
            data-key="Q"
          />
        )}
      </form>
      <details class="drop drop-end narrow" name="menu">
        <summary class="narrow-head" data-key="F">
          <Icon name="down" />
          <span class="visually-hidden">{t('list.narrow')}</span>
        </summary>
        <div class="drop-sheet narrow-sheet">
          <Filters t={t} list={list} state={state} />
          <Groups t={t} list={list} state={state} />
          {list.favourites && <Favourites t={t} list={list} state={state} favourites={list.favourites} />}
        </div>
      </details>
    </search>
  );
}

/** One for each group of filters that is on, as those of one group are alternatives, and one for what it is grouped by. */
function Facets<Row>({ t, list, state }: Props<Row>) {
  const or = ` ${t('list.or')} `;
  const on = list.filters
    .map(({ choices }) => choices.filter(({ key }) => state.filters.includes(key)))
    .filter((choices) => choices.length > 0);
  const group = list.groups.find(({ key }) => key === state.group);
  return (
    <>
      {on.map((choices) => {
        const text = choices.map((choice) => choice.text).join(or);
        const filters = state.filters.filter((key) => !choices.some((choice) => choice.key === key));
        return <Facet t={t} text={text} without={addressOf(list, state, { filters })} />;
      })}
      {group && (
        <Facet
          t={t}
          text={t('list.grouped', { by: group.text })}
          without={addressOf(list, state, { group: undefined })}
        />
      )}
    </>
  );
}

function Facet({ t, text, without }: { t: Translate; text: string; without: string }) {
  return (
    <span class="facet">
      <span>{text}</span>
      <a href={without}>
        <Icon name="cross" />
        <span class="visually-hidden">{t('list.without', { what: text })}</span>
      </a>
    </span>
  );
}

function Filters<Row>({ t, list, state }: Props<Row>) {
  return (
    <section class="narrow-part">
      <h2 class="narrow-title">
        <Icon name="funnel" />
        {t('list.filters')}
      </h2>
      <div class="narrow-filters">
        {list.filters.map(({ title, choices, offered = choices.length }) => (
          <div>
            <h3 class="drop-title">{title}</h3>
            <ul>
              {choices
                .filter(({ key }, index) => index < offered || state.filters.includes(key))
                .map(({ key, text }) => (
                  <li>
                    <a
                      href={addressOf(list, state, { filters: toggled(state.filters, key) })}
                      aria-current={state.filters.includes(key) ? 'true' : undefined}
                    >
                      {text}
                    </a>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function Groups<Row>({ t, list, state }: Props<Row>) {
  if (list.groups.length === 0) return null;
  return (
    <section class="narrow-part">
      <h2 class="narrow-title">
        <Icon name="layers" />
        {t('list.group_by')}
      </h2>
      <ul>
        {list.groups.map(({ key, text }) => (
          <li>
            <a
              href={addressOf(list, state, { group: key === state.group ? undefined : key })}
              aria-current={key === state.group ? 'true' : undefined}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
