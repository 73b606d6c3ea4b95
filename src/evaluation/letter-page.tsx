import type { Translate } from '../locale/index.ts';
import { frameSandbox } from './framed-letter.ts';
import type { Letter } from './letter.ts';
import { cutAtLinks } from './links.ts';
import { Arrival, MailboxMark } from './mailbox-parts.tsx';

const views = ['html', 'text', 'details'] as const;
export type View = (typeof views)[number];

/** The view that was asked for; else the letter as it was meant to look. */
export function viewOf(letter: Letter, asked: string | undefined): View {
  return views.find((view) => view === asked) ?? (letter.html === '' ? 'text' : 'html');
}

type Props = { t: Translate; letter: Letter };

export function LetterPage({ t, letter, view }: Props & { view: View }) {
  return (
    <div class="mailbox">
      <MailboxMark t={t} />
      <p class="mailbox-back">
        <a class="mailbox-back-link" href="/mailbox">
          {t('mailbox.inbox')}
        </a>
      </p>
      <h1 dir="auto">{letter.subject || t('mailbox.no_subject')}</h1>
      <Envelope t={t} letter={letter} />
      <nav class="views" aria-label={t('mailbox.letter.views')}>
        {views.map((one) => (
          <a class="view" href={`/mailbox/${letter.id}?view=${one}`} aria-current={one === view ? 'page' : undefined}>
            {t(`mailbox.letter.${one}`)}
          </a>
        ))}
      </nav>
      {view === 'html' && <HtmlView t={t} letter={letter} />}
      {view === 'text' && <TextView t={t} letter={letter} />}
      {view === 'details' && <Details t={t} letter={letter} />}
    </div>
  );
}

function Envelope({ t, letter }: Props) {
  return (
    <dl class="envelope-lines">
      <dt>{t('mailbox.letter.from')}</dt>
      <dd dir="auto">{letter.from}</dd>
      <dt>{t('mailbox.letter.to')}</dt>
      <dd dir="auto">{letter.headers['to'] || t('mailbox.no_recipient')}</dd>
      <dt>{t('mailbox.letter.at')}</dt>
      <dd>
        <Arrival t={t} at={letter.at} />
      </dd>
    </dl>
  );
}

function HtmlView({ t, letter }: Props) {
  if (letter.html === '') return <p class="mailbox-lack">{t('mailbox.letter.no_html')}</p>;
  const address = `/mailbox/${letter.id}.html`;
  return (
    <>
      <iframe
        class="letter-frame"
        src={address}
        sandbox={frameSandbox}
        title={t('mailbox.letter.frame', { subject: letter.subject })}
      />
      <p>
        <a href={address}>{t('mailbox.letter.alone')}</a>
      </p>
    </>
  );
}

function TextView({ t, letter }: Props) {
  if (letter.text === '') return <p class="mailbox-lack">{t('mailbox.letter.no_text')}</p>;
  return (
    <pre class="letter-text" dir="auto">
      {cutAtLinks(letter.text.trimEnd()).map((piece, index) => (index % 2 === 1 ? <a href={piece}>{piece}</a> : piece))}
    </pre>
  );
}

function Details({ t, letter }: Props) {
  return (
    <div class="letter-details">
      <h2>{t('mailbox.letter.links')}</h2>
      {letter.links.length === 0 && <p class="mailbox-lack">{t('mailbox.letter.no_links')}</p>}
      {letter.links.length > 0 && (
        <ul class="letter-links">
          {letter.links.map((link) => (
            <li>
              <a href={link}>{link}</a>
            </li>
          ))}
        </ul>
      )}
      <h2>{t('mailbox.letter.headers')}</h2>
      <dl class="letter-headers">
        {Object.entries(letter.headers).map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </>
        ))}
      </dl>
      <p>
        <a href={`/mailbox/${letter.id}.json`}>{t('mailbox.letter.json')}</a>
      </p>
    </div>
  );
}
