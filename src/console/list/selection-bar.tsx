import type { Translate } from '../../locale/index.ts';
import { Icon } from '../../ui/index.ts';
import type { Count, DeclaredList } from './declared.ts';
import { addressOf, type ListState } from './state.ts';

interface Props<Row> {
  t: Translate;
  list: DeclaredList<Row>;
  state: ListState;
  count: Count;
}

/** The id of the form that the rows' boxes belong to. */
export const selectionForm = 'selection';

/** In the place of the search, while anything is selected: how much, all the rest, and what can be done with it. */
export function SelectionBar<Row>({ t, list, state, count }: Props<Row>) {
  if (!isSelectable(list)) return null;
  const all = t(count.exact ? 'list.select_all' : 'list.select_all.more', { count: count.count });
  return (
    <fieldset class="selection" aria-label={t('list.selection')}>
      <p
        class="selection-count"
        role="status"
        data-one={t('list.selected.one')}
        data-many={t('list.selected.many')}
        data-all={all}
      >
        {t('list.selected')}
      </p>
      <label class="selection-all">
        <input type="checkbox" name="all" value="on" form={selectionForm} />
        <span>{all}</span>
      </label>
      <details class="drop drop-end" name="menu">
        <summary class="button button-secondary" data-key="U">
          <Icon name="gear" />
          {t('list.actions')}
        </summary>
        <ul class="drop-sheet">
          {list.actions.map(({ text, address, danger }) => (
            <li>
              <ActionButton text={text} address={address} danger={danger} />
            </li>
          ))}
          {list.file && (
            <li>
              <ActionButton text={t('list.export')} address={`${list.path}/export`} file />
            </li>
          )}
        </ul>
      </details>
      <a class="icon-button" href={addressOf(list, state)} data-unselect>
        <Icon name="cross" />
        <span class="visually-hidden">{t('list.unselect')}</span>
      </a>
    </fieldset>
  );
}

interface ActionProps {
  text: string;
  address: string;
  danger?: boolean | undefined;
  /** Whether the answer is a file: the list stays, with what is selected. */
  file?: boolean;
}

function ActionButton({ text, address, danger, file }: ActionProps) {
  const look = danger ? 'drop-danger' : undefined;
  return (
    <button type="submit" form={selectionForm} formaction={address} class={look} data-file={file}>
      {text}
    </button>
  );
}

export function isSelectable<Row>(list: DeclaredList<Row>): boolean {
  return list.actions.length > 0 || list.file !== undefined;
}
