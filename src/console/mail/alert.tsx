import type { Translate } from '../../locale/index.ts';
import type { MailTrouble } from '../../mail/index.ts';
import { Icon } from '../../ui/index.ts';
import { serversPath } from './paths.ts';

/** Stands on every page while no letter can leave; public pages never say so. */
export function MailAlert({ t, trouble }: { t: Translate; trouble: MailTrouble | undefined }) {
  if (!trouble) return null;
  return (
    <div class="mail-alert" role="status">
      <Icon name="warning" />
      <p>
        {t(`console.mail.alert.${trouble}`)} <a href={serversPath}>{t('console.mail.alert.link')}</a>
      </p>
    </div>
  );
}
