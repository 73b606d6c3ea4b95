import type { Translate } from '../locale/index.ts';
import { Icon, LinkButton, Rich } from '../ui/index.ts';
import { visitor } from './demo-people.ts';
import type { LetterSummary } from './letter.ts';
import { Arrival, MailboxMark } from './mailbox-parts.tsx';

/** Every letter that has arrived; reads again what is new by itself where there is JavaScript. */
export function InboxPage({ t, letters }: { t: Translate; letters: LetterSummary[] }) {
  return (
    <div class="mailbox">
      <MailboxMark t={t} />
      <div class="mailbox-head">
        <h1>{t('mailbox.title')}</h1>
        <LinkButton href="/mailbox">{t('mailbox.reload')}</LinkButton>
      </div>
      <p class="visually-hidden" role="status"></p>
      <div data-inbox data-newest={letters[0]?.id ?? ''} data-news={newsOf(t, letters)}>
        <p class="mailbox-intro">{t('mailbox.intro', { count: letters.length })}</p>
        {letters.length === 0 ? <Empty t={t} /> : <Lines t={t} letters={letters} />}
      </div>
    </div>
  );
}

function newsOf(t: Translate, letters: LetterSummary[]): string {
  return letters[0] ? t('mailbox.arrived', { subject: letters[0].subject }) : '';
}

function Lines({ t, letters }: { t: Translate; letters: LetterSummary[] }) {
  return (
    <ol class="letters" aria-label={t('mailbox.letters')}>
      {letters.map((letter) => (
        <li class="letter-line">
          <a class="letter-link" href={`/mailbox/${letter.id}`} dir="auto">
            {letter.subject || t('mailbox.no_subject')}
          </a>
          <span class="letter-to">
            <Rich t={t} text="mailbox.line.to" of={{ address: <bdi>{letter.to || t('mailbox.no_recipient')}</bdi> }} />
          </span>
          <Arrival t={t} at={letter.at} />
        </li>
      ))}
    </ol>
  );
}

function Empty({ t }: { t: Translate }) {
  const page = <a href="/web/reset_password">{t('mailbox.empty.page')}</a>;
  return (
    <section class="mailbox-empty">
      <span class="emblem">
        <Icon name="envelope" />
      </span>
      <h2>{t('mailbox.empty.title')}</h2>
      <p>{t('mailbox.empty.intro')}</p>
      <ol>
        <li>
          <Rich t={t} text="mailbox.empty.open" of={{ page }} />
        </li>
        <li>
          <Rich t={t} text="mailbox.empty.type" of={{ email: <code>{visitor.email}</code> }} />
        </li>
        <li>{t('mailbox.empty.back')}</li>
      </ol>
    </section>
  );
}
