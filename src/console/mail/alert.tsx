import type { Translate } from '../../locale/index.ts';
import { type MailTrouble, reasonKey } from '../../mail/index.ts';
import { Icon } from '../../ui/index.ts';
import { serverPath, serversPath } from './paths.ts';

/** Stands on every page while letters wait, and says why and what to do; public pages never say so. */
export function MailAlert({ t, trouble }: { t: Translate; trouble: MailTrouble | undefined }) {
  if (!trouble) return null;
  const { what, server, reason } = trouble;
  return (
    <div class="mail-alert" role="status">
      <Icon name="warning" />
      <p>
        {t(`console.mail.alert.${what}`)}{' '}
        {server ? (
          <>
            <a href={serverPath(server.id)}>{server.name}</a>: {t(reasonKey(reason))}
          </>
        ) : (
          <a href={serversPath}>{t('console.mail.alert.link')}</a>
        )}
      </p>
    </div>
  );
}
