import type { Child } from 'hono/jsx';
import type { User } from '../../users/index.ts';
import { detailsOf } from '../audit/details.ts';
import { auditPath } from '../audit/list.tsx';
import { Who } from '../audit/who.tsx';
import { eventText } from '../audit/words.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Badge } from '../parts/index.ts';

const shown = 100;

/** What the record says of a user, the newest first. */
export async function historyTab(desk: Desk, { t, me, caller }: Staff, user: User): Promise<Child> {
  const { items } = await desk.audit.list(caller, { subjectId: user.id, limit: shown });
  if (items.length === 0) return <p class="quiet">{t('user.history.none')}</p>;
  return (
    <section class="scroll" tabindex={0} aria-label={t('user.tab.history')}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{t('user.history.at')}</th>
            <th scope="col">{t('user.history.event')}</th>
            <th scope="col">{t('user.history.by')}</th>
            <th scope="col">{t('user.history.details')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((event) => (
            <tr>
              <td>{t.moment(Date.parse(event.at), me.user.timeZone)}</td>
              <td>
                <a href={`${auditPath}/${event.id}`}>{eventText(t, event.event)}</a>{' '}
                {event.outcome !== 'done' && <Badge tone="bad">{t('audit.refused', { code: event.outcome })}</Badge>}
              </td>
              <td>
                <Who t={t} who={event.actor} />
              </td>
              <td>{detailsOf(t, event, me.user.timeZone).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
