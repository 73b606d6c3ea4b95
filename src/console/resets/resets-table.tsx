import type { Child } from 'hono/jsx';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { ResetLine } from '../../resets/index.ts';
import { Address } from '../../ui/index.ts';
import type { Staff } from '../desk.tsx';
import { userPath } from '../user/paths.ts';
import { resetPath } from './paths.ts';
import { isUndelivered } from './words.ts';

export interface ResetsTableProps {
  staff: Staff;
  resets: ResetLine[];
  /** What the table is called, for those who do not see it. */
  label: string;
  /** Whether it tells whom each was for; else all are of one person. */
  who?: boolean;
}

/** The latest resets in whole words, each leading to its timeline. */
export function ResetsTable({ staff: { t, me }, resets, label, who = false }: ResetsTableProps): Child {
  return (
    // A wide table scrolls inside its own frame, by keyboard, too.
    <section class="scroll" tabindex={0} aria-label={label}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('overview.resets.at')}</th>
            {who && <th scope="col">{t('overview.resets.who')}</th>}
            <th scope="col">{t('overview.resets.source')}</th>
            <th scope="col">{t('overview.resets.state')}</th>
          </tr>
        </thead>
        <tbody>
          {resets.map((reset) => (
            <tr>
              <td>
                <a href={resetPath(reset.id)}>{t.moment(reset.askedAt, me.user.timeZone)}</a>
              </td>
              {who && <td>{whom(t, reset)}</td>}
              <td class="whole">{t(`overview.source.${reset.source}`)}</td>
              <td>{whatBecameOf(t, reset)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function whom(t: Translate, { user }: ResetLine): Child {
  if (!user) return <span class="quiet">{t('overview.resets.nobody')}</span>;
  return (
    <>
      <a href={userPath(user.id)}>{user.name}</a>{' '}
      <span class="quiet">
        <Address address={user.login} />
      </span>
    </>
  );
}

function whatBecameOf(t: Translate, reset: ResetLine): string {
  const { state, outcome, reason } = reset;
  if (state === 'decided' && outcome === 'print') return t('overview.state.printed');
  if (isUndelivered(reset)) return t('overview.reason.undeliverable');
  if (state === 'decided' && reason !== undefined && reason !== 'send')
    return t(`overview.reason.${reason}` as MessageKey);
  return t(`overview.state.${state}`);
}
