import { day } from '../../kernel/index.ts';
import type { ResetQuery } from '../../resets/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { resetsPath } from '../resets/paths.ts';

/** Why there is none. */
const noLetter = ['unknown', 'archived', 'no_address', 'undeliverable', 'limited', 'paused', 'unreadable'];

interface Figure {
  key: 'asked' | 'no_letter' | 'completed' | 'pending' | 'invited' | 'no_email' | 'shared_email';
  href: string;
  counted: Promise<{ count: number; exact: boolean }>;
}

/** How it stands, in numbers; each leads to the list that it counts. */
export async function Figures({ desk, staff: { t, caller } }: { desk: Desk; staff: Staff }) {
  const resets = (key: Figure['key'], filters: string[], query: ResetQuery): Figure => ({
    key,
    href: `${resetsPath}?${new URLSearchParams([...filters, 'period:day'].map((filter) => ['filter', filter]))}`,
    counted: desk.resets.count(caller, { ...query, from: desk.clock.now() - day }),
  });
  const users = (key: Figure['key'], filters: string[]): Figure => ({
    key,
    href: `/settings/users?${new URLSearchParams(filters.map((filter) => ['filter', filter]))}`,
    counted: desk.users.count(caller, { search: '', filters }),
  });
  const figures = await Promise.all(
    [
      resets('asked', [], {}),
      resets(
        'no_letter',
        noLetter.map((reason) => `reason:${reason}`),
        { reasons: noLetter },
      ),
      resets('completed', ['state:completed'], { states: ['completed'] }),
      users('pending', ['active', 'reset_pending']),
      users('invited', ['invited']),
      users('no_email', ['active', 'no_email']),
      users('shared_email', ['active', 'shared_email']),
    ].map(async ({ counted, ...figure }) => ({ ...figure, ...(await counted) })),
  );
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t('overview.figures')}</h2>
      <ul class="figures">
        {figures.map(({ key, href, count, exact }) => (
          <li>
            <a href={href}>
              <strong>{t(exact ? 'overview.figure' : 'overview.figure.more', { count })}</strong>{' '}
              <span>{t(`overview.figure.${key}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
