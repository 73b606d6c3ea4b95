import type { Child } from 'hono/jsx';
import type { MessageKey, Translate } from '../../locale/index.ts';
import type { ResetLine } from '../../resets/index.ts';
import type { User } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';

const shown = 25;

/** What was asked for and sent, the newest first, each with its timeline. */
export async function resetsTab(desk: Desk, { t, me, caller }: Staff, user: User): Promise<Child> {
  const resets = await desk.resets.latest(caller, shown, user.id);
  if (resets.length === 0) return <p class="quiet">{t('user.resets.none')}</p>;
  return (
    <section class="scroll" tabindex={0} aria-label={t('user.tab.resets')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('overview.resets.at')}</th>
            <th scope="col">{t('overview.resets.source')}</th>
            <th scope="col">{t('overview.resets.state')}</th>
          </tr>
        </thead>
        <tbody>
          {resets.map((reset) => (
            <tr>
              <td>
                <a href={`/settings/resets/${reset.id}`}>{t.moment(reset.askedAt, me.user.timeZone)}</a>
              </td>
              <td>{t(`overview.source.${reset.source}`)}</td>
              <td>{whatBecameOf(t, reset)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function whatBecameOf(t: Translate, { state, outcome, reason }: ResetLine): string {
  if (state === 'decided' && outcome === 'print') return t('overview.state.printed');
  if (state === 'decided' && reason !== undefined && reason !== 'send')
    return t(`overview.reason.${reason}` as MessageKey);
  return t(`overview.state.${state}`);
}
