import type { Translate } from '../../locale/index.ts';
import { LinkButton } from '../../ui/index.ts';

/** Beside the title of a list: leads to the form of something new. */
export function NewButton({ t, href }: { t: Translate; href: string }) {
  return (
    <LinkButton kind="primary" href={href} shortcut="C">
      {t('list.new')}
    </LinkButton>
  );
}
