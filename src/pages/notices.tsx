import type { EndedWithFactors } from '../factors/index.ts';
import { createNewsBox, type WebContext } from '../http/index.ts';
import type { Translate } from '../locale/index.ts';
import type { NotMeDone, NotMeQuestion } from '../resets/index.ts';
import { Address, Notice, Rich } from '../ui/index.ts';
import type { Ended } from '../users/index.ts';
import { EndedList, EndedWithFactorsList } from './ended-list.tsx';
import type { Kit } from './kit.tsx';

/** What a page has to say of the step before it. */
export type News =
  | { kind: 'password_changed'; ended: Ended }
  /** By a link, where nobody is signed in automatically. */
  | { kind: 'password_set'; ended: Ended }
  | { kind: 'profile_saved' }
  | { kind: 'sessions_ended'; count: number }
  | { kind: 'signed_out' }
  /** The session had ended when a form came; an earlier press of its button may have done it, under a session that is new. */
  | { kind: 'signed_out_meanwhile' }
  /** In the language of whoever was asked, who is not signed in. */
  | { kind: 'not_me'; language: string; about: NotMeQuestion['about']; done: NotMeDone[] }
  | { kind: 'email_asked'; address: string }
  | { kind: 'email_confirmed'; address: string }
  | { kind: 'key_revoked'; others: number }
  | { kind: 'factor_removed'; what: 'app' | 'passkey' | 'devices'; ended: EndedWithFactors };

const cookie = { name: 'rekey_news', path: '/' };

export function leaveNews(kit: Kit, c: WebContext, news: News): void {
  createNewsBox<News>(kit, cookie).leave(c, news);
}

/** The news for this page, once. */
export function takeNews(kit: Kit, c: WebContext): News | undefined {
  return createNewsBox<News>(kit, cookie).take(c);
}

export function NewsNotice({ t, news }: { t: Translate; news: News | undefined }) {
  switch (news?.kind) {
    case 'password_changed':
    case 'password_set':
      return (
        <Notice kind="success" title={t(`pages.news.${news.kind}`)}>
          <EndedList t={t} ended={news.ended} />
        </Notice>
      );
    case 'sessions_ended':
      return <Notice kind="success" title={t('pages.news.sessions_ended', { count: news.count })} />;
    case 'email_asked':
      return <Notice kind="success" title={t('pages.news.email_asked', { address: news.address })} />;
    case 'email_confirmed':
      return (
        <Notice kind="success" title={t('pages.confirm_email.done.title')}>
          <p>
            <Rich t={t} text="pages.confirm_email.done.text" of={{ address: <Address address={news.address} /> }} />
          </p>
        </Notice>
      );
    case 'key_revoked':
      return <Notice kind="success" title={t('api_keys.revoked', { others: news.others })} />;
    case 'factor_removed':
      return (
        <Notice kind="success" title={t(`factors.own.removed.${news.what}`)}>
          <EndedWithFactorsList t={t} ended={news.ended} />
        </Notice>
      );
    case 'profile_saved':
    case 'signed_out':
      return <Notice kind="success" title={t(`pages.news.${news.kind}`)} />;
    case 'signed_out_meanwhile':
      return <Notice kind="warning" title={t('pages.news.signed_out_meanwhile')} />;
    default:
      return null;
  }
}
