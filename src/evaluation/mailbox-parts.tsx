import type { Translate } from '../locale/index.ts';
import { Icon } from '../ui/index.ts';

/** Says on every page of the mailbox what it is. */
export function MailboxMark({ t }: { t: Translate }) {
  return (
    <p class="mailbox-mark">
      <Icon name="info" />
      {t('mailbox.mark')}
    </p>
  );
}

/** A moment in UTC, which the reader's browser tells in the reader's own time where there is JavaScript. */
export function Arrival({ t, at }: { t: Translate; at: string }) {
  return <time datetime={at}>{t.moment(Date.parse(at), 'UTC')}</time>;
}

const stops = [
  { href: '/web/reset_password', text: 'mailbox.menu.reset' },
  { href: '/web/login', text: 'mailbox.menu.sign_in' },
] as const;

/** To where letters are asked for, and to where a new password is tried. */
export function MailboxMenu({ t }: { t: Translate }) {
  return (
    <nav class="menu" aria-label={t('mailbox.menu')}>
      <ul>
        {stops.map(({ href, text }) => (
          <li>
            <a href={href}>{t(text)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
