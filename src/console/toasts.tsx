import type { Translate } from '../locale/index.ts';
import { Icon } from '../ui/index.ts';

/** What a person is told about an act of theirs, on the page after it. */
export interface Told {
  kind: 'success' | 'info' | 'warning';
  /** In the person's language. */
  text: string;
  /**
   * Where JavaScript asks how it goes on, each second, until the answer says `settled`. It answers JSON:
   * `{ kind, text, settled }`.
   */
  live?: string;
}

const icons = { success: 'check', info: 'info', warning: 'warning' } as const;

/** The corner that notifications appear in. It stays empty and in place, so that a screen reader hears what comes. */
export function Toasts({ t, told }: { t: Translate; told: Told | undefined }) {
  return (
    <section class="toasts" role="status" aria-label={t('console.notifications')}>
      {told && (
        <div class={`toast toast-${told.kind}`} data-live={told.live}>
          <Icon name={icons[told.kind]} />
          <p>{told.text}</p>
          <button type="button" class="icon-button" data-close hidden>
            <span class="visually-hidden">{t('console.close')}</span>
            <Icon name="cross" />
          </button>
        </div>
      )}
    </section>
  );
}
