import { isStaff, type Role } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';

const pages = [
  { key: 'overview', href: '/settings' },
  { key: 'profile', href: '/my' },
  { key: 'password', href: '/my/password' },
  { key: 'security', href: '/my/security' },
  { key: 'sign_out', href: '/web/session/logout' },
] as const;

export type MyPage = Exclude<(typeof pages)[number]['key'], 'sign_out'>;

/** A signed-in person's own pages, staff's overview before them; the way out is on every one of them. */
export function MyMenu({ t, role, current }: { t: Translate; role: Role; current?: MyPage }) {
  return (
    <nav class="menu" aria-label={t('pages.menu')}>
      <ul>
        {pages
          .filter(({ key }) => key !== 'overview' || isStaff(role))
          .map(({ key, href }) => (
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
