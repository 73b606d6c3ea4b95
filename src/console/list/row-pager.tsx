import type { Translate } from '../../locale/index.ts';
import { countText, TurnLink } from './pager.tsx';
import type { Around, Place } from './place.ts';

/** On the page of a row: which one of its list it is, and the ways to the ones around it. */
export function RowPager({ t, place: { row }, around }: { t: Translate; place: Place; around: Around }) {
  const { count, previous, next } = around;
  const number = { row, count: count.count };
  const isKnown = row > 0 && (row <= count.count || !count.exact); // it may have left its list meanwhile
  return (
    <>
      <p class="pager-count" role="status">
        {isKnown ? t(count.exact ? 'list.row' : 'list.row.more', number) : countText(t, count)}
      </p>
      <nav class="pager" aria-label={t('list.rows')}>
        <TurnLink text={t('list.row.previous')} icon="back" href={previous} shortcut="P" />
        <TurnLink text={t('list.row.next')} icon="on" href={next} shortcut="N" />
      </nav>
    </>
  );
}
