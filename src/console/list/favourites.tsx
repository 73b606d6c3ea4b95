import type { Translate } from '../../locale/index.ts';
import { Icon } from '../../ui/index.ts';
import type { DeclaredList, Favourite } from './declared.ts';
import { type ListState, queryOf } from './state.ts';

interface Props<Row> {
  t: Translate;
  list: DeclaredList<Row>;
  state: ListState;
  favourites: Favourite[];
}

/** Searches that were kept, one's own and everybody's, and a form that keeps the one that is shown. */
export function Favourites<Row>({ t, list, state, favourites }: Props<Row>) {
  return (
    <section class="narrow-part">
      <h2 class="narrow-title">
        <Icon name="star" />
        {t('list.favourites')}
      </h2>
      <ul>
        {favourites.map((favourite) => (
          <Kept t={t} path={list.path} favourite={favourite} />
        ))}
      </ul>
      <form method="post" action={`${list.path}/favourites`} class="keep">
        <input type="hidden" name="query" value={queryOf(list, state).toString()} />
        <label for="keep-name">{t('list.keep')}</label>
        <input class="input" id="keep-name" name="name" maxlength={60} required autocomplete="off" />
        <label class="keep-shared">
          <input type="checkbox" name="shared" value="on" /> {t('list.keep.shared')}
        </label>
        <button type="submit" class="button button-secondary">
          {t('list.keep.button')}
        </button>
      </form>
    </section>
  );
}

function Kept({ t, path, favourite }: { t: Translate; path: string; favourite: Favourite }) {
  const { id, name, query, shared, removable } = favourite;
  return (
    <li class="kept">
      <a href={query === '' ? path : `${path}?${query}`}>
        {name}
        {shared && <span class="quiet"> {t('list.shared')}</span>}
      </a>
      {removable && (
        <form method="post" action={`${path}/favourites/remove`}>
          <input type="hidden" name="id" value={id} />
          <button type="submit" class="icon-button">
            <Icon name="cross" />
            <span class="visually-hidden">{t('list.keep.remove', { name })}</span>
          </button>
        </form>
      )}
    </li>
  );
}
