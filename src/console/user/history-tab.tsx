import type { Child } from 'hono/jsx';
import type { AuditEvent } from '../../audit/index.ts';
import type { User } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';

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
                <code>{event.event}</code> {event.outcome !== 'done' && <strong>{event.outcome}</strong>}
              </td>
              <td>{event.actor.label ?? event.actor.kind}</td>
              <td>{detailsOf(event)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function detailsOf({ details }: AuditEvent): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== 0)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}
