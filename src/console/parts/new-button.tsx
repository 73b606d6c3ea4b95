import type { Translate } from '../../locale/index.ts';

/** Beside the title of a list: leads to the form of something new. */
export function NewButton({ t, href }: { t: Translate; href: string }) {
  return (
    <a class="button button-primary" href={href} data-key="C">
      {t('list.new')}
    </a>
  );
}
