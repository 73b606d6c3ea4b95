import type { Page } from '../../database/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Icon, type IconName } from '../../ui/index.ts';
import type { Count, DeclaredList } from './declared.ts';
import { firstNumber } from './place.ts';
import { addressOf, type Change, type ListState } from './state.ts';

interface Props<Row> {
  t: Translate;
  list: DeclaredList<Row>;
  state: ListState;
  page: Page<Row> | undefined;
  count: Count;
}

/** How many there are, which of them are shown, and the ways to the others and to other looks. */
export function Pager<Row>({ t, list, state, page, count }: Props<Row>) {
  return (
    <>
      <p class="pager-count" role="status">
        {page ? rangeText(t, state, page, count) : countText(t, count)}
      </p>
      {page && <Turns t={t} list={list} state={state} page={page} count={count} />}
      {list.card && <Views t={t} list={list} state={state} />}
    </>
  );
}

export function countText(t: Translate, { count, exact }: Count): string {
  return t(exact ? 'list.count' : 'list.count.more', { count });
}

function rangeText<Row>(t: Translate, state: ListState, page: Page<Row>, count: Count): string {
  const { rows } = page;
  const begins = firstNumber(state, page, count);
  if (rows.length === 0 || begins === 0) return countText(t, count);
  const range = { from: begins, to: begins + rows.length - 1, count: count.count };
  return t(count.exact ? 'list.range' : 'list.range.more', range);
}

function Turns<Row>({ t, list, state, page, count }: Props<Row> & { page: Page<Row> }) {
  const begins = firstNumber(state, page, count);
  const back = { ...(page.previous && { before: page.previous }), first: Math.max(begins - state.turn.limit, 0) };
  const on = { ...(page.next && { after: page.next }), first: begins === 0 ? 0 : begins + page.rows.length };
  const to = (there: boolean, turn: Change['turn']): string | undefined =>
    there ? addressOf(list, state, turn ? { turn } : {}) : undefined;
  const [before, after] = [page.previous !== undefined, page.next !== undefined];
  return (
    <nav class="pager" aria-label={t('list.pages')}>
      <TurnLink text={t('list.first')} icon="first" href={to(before, undefined)} />
      <TurnLink text={t('list.previous')} icon="back" href={to(before, back)} shortcut="P" />
      <TurnLink text={t('list.next')} icon="on" href={to(after, on)} shortcut="N" />
      <TurnLink text={t('list.last')} icon="last" href={to(after, { last: true })} />
    </nav>
  );
}

interface TurnProps {
  text: string;
  icon: IconName;
  href: string | undefined;
  shortcut?: string;
}

export function TurnLink({ text, icon, href, shortcut }: TurnProps) {
  if (!href) {
    return (
      <span class="pager-turn pager-end">
        <Icon name={icon} />
      </span>
    );
  }
  return (
    <a class="pager-turn" href={href} data-key={shortcut}>
      <Icon name={icon} />
      <span class="visually-hidden">{text}</span>
    </a>
  );
}

function Views<Row>({ t, list, state }: Pick<Props<Row>, 't' | 'list' | 'state'>) {
  return (
    <nav class="pager" aria-label={t('list.views')}>
      {(['list', 'cards'] as const).map((view) => (
        <a
          class="pager-turn"
          href={addressOf(list, state, { view })}
          aria-current={view === state.view ? 'true' : undefined}
        >
          <Icon name={view === 'list' ? 'rows' : 'cards'} />
          <span class="visually-hidden">{t(`list.view.${view}`)}</span>
        </a>
      ))}
    </nav>
  );
}
