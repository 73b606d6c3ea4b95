import type { Translate } from '../../locale/index.ts';
import { countText, TurnLink } from './pager.tsx';
import type { Around, Place } from './place.ts';

/** On the page of a row: which one of its list it is, and the ways to the ones around it. */
export function RowPager({ t, place: { row }, around }: { t: Translate; place: Place; around: Around }) {
  const { count, previous, next } = around;
  const number = { row, count: count.count };
  return (
    <>
      <p class="pager-count" role="status">
        {row === 0 ? countText(t, count) : t(count.exact ? 'list.row' : 'list.row.more', number)}
      </p>
      <nav class="pager" aria-label={t('list.rows')}>
        <TurnLink text={t('list.row.previous')} icon="back" href={previous} shortcut="P" />
        <TurnLink text={t('list.row.next')} icon="on" href={next} shortcut="N" />
      </nav>
    </>
  );
}
