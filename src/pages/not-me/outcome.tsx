import type { WebContext } from '../../http/index.ts';
import type { MessageKey } from '../../locale/index.ts';
import { HelpInline, Icon, LinkButton, Rich } from '../../ui/index.ts';
import type { Kit } from '../kit.tsx';
import { type News, takeNews } from '../notices.tsx';

type Outcome = Extract<News, { kind: 'not_me' }>;

/** Exactly what was done, and nothing that was not. */
export async function showOutcome(kit: Kit, c: WebContext): Promise<Response> {
  const visitor = await kit.visitor(c);
  const news = takeNews(kit, c);
  if (news?.kind !== 'not_me') return c.redirect('/web/login', 303);
  const t = kit.locale.in(news.language);
  const kept = news.done.length === 0;
  const help = <HelpInline t={t} help={visitor.company?.help} />;
  const title = t(titleOf(news));
  const body = (
    <div class="sheet">
      <span class="emblem">
        <Icon name={kept ? 'check' : 'shield'} />
      </span>
      <h1>{title}</h1>
      <p class="lead">{t(kept ? 'pages.not_me.kept.text' : 'pages.not_me.voided.text')}</p>
      {!kept && (
        <>
          <ul>
            {news.done.map((what) => (
              <li>{t(isAlone(news) && what === 'factors' ? 'pages.not_me.factors_left.done' : doneText[what])}</li>
            ))}
          </ul>
          {!isAlone(news) && (
            <p>
              <Rich t={t} text={nextOf(news)} of={{ help }} />
            </p>
          )}
          {news.done.includes('factors') && (
            <p>
              <Rich t={t} text="pages.not_me.voided.factors.next" of={{ help }} />
            </p>
          )}
        </>
      )}
      <p class="actions">
        <LinkButton href="/help/passwords">{t('pages.help.title')}</LinkButton>
      </p>
    </div>
  );
  return kit.show(c, { t, company: visitor.company }, { title, body });
}

const doneText = {
  link: 'pages.not_me.cancelled.link',
  untouched: 'pages.not_me.cancelled.password',
  changed_since: 'pages.not_me.cancelled.changed_since',
  password: 'pages.not_me.voided.password',
  sessions: 'pages.not_me.voided.sessions',
  factors: 'pages.not_me.voided.factors',
  factors_left: 'pages.not_me.voided.factors_left',
  letter: 'pages.not_me.voided.letter',
  profile: 'pages.not_me.voided.profile',
  address: 'pages.not_me.voided.address',
  no_address: 'pages.not_me.voided.no_address',
  pause: 'pages.not_me.voided.pause',
  told: 'pages.not_me.voided.told',
} as const satisfies Record<Outcome['done'][number], MessageKey>;

function titleOf({ about, done }: Outcome): MessageKey {
  if (done.length === 0) return 'pages.not_me.kept.title';
  if (about === 'factors_left') return 'pages.not_me.factors_left.title';
  return about === 'reset' ? 'pages.not_me.cancelled.title' : 'pages.not_me.voided.title';
}

/** Whether nothing but second factors was spoken of. */
function isAlone({ about }: Outcome): boolean {
  return about === 'factors_left';
}

function nextOf({ about }: Outcome): MessageKey {
  return about === 'reset' ? 'pages.not_me.cancelled.next' : 'pages.not_me.voided.next';
}
