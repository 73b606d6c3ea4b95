import type { Translate } from '../../locale/index.ts';

const pages = [
  { key: 'profile', href: '/my' },
  { key: 'password', href: '/my/password' },
  { key: 'security', href: '/my/security' },
  { key: 'sign_out', href: '/web/session/logout' },
] as const;

export type MyPage = Exclude<(typeof pages)[number]['key'], 'sign_out'>;

/** A signed-in person's own pages; the way out is on every one of them. */
export function MyMenu({ t, current }: { t: Translate; current?: MyPage }) {
  return (
    <nav class="menu" aria-label={t('pages.menu')}>
      <ul>
        {pages.map(({ key, href }) => (
          <li>
            <a href={href} aria-current={key === current ? 'page' : undefined}>
              {t(`pages.menu.${key}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
