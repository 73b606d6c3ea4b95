import type { Translate } from '../locale/index.ts';
import { Icon } from '../ui/index.ts';

/**
 * The keys of the page that is shown: a module lists whatever of it carries `data-key`, with its own words. Each key is
 * pressed together with Alt, because a letter alone belongs to whoever speaks or types.
 */
export function ShortcutSheet({ t }: { t: Translate }) {
  return (
    <dialog class="dialog" id="shortcuts" aria-labelledby="shortcuts-title">
      <div class="dialog-head">
        <h2 id="shortcuts-title">{t('console.shortcuts')}</h2>
        <form method="dialog">
          <button type="submit" class="icon-button">
            <span class="visually-hidden">{t('console.close')}</span>
            <Icon name="cross" />
          </button>
        </form>
      </div>
      <dl class="keys" data-alt={t('console.shortcuts.alt')}></dl>
    </dialog>
  );
}
