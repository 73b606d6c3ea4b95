import type { AuditEvent } from '../../audit/index.ts';
import type { Web } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { resetPath } from '../resets/paths.ts';
import { detailsOf } from './details.ts';
import { auditPath } from './list.tsx';
import { eventText, subjectText } from './words.ts';

/** One event with everything that was recorded. */
export function addAuditEvent(web: Web, desk: Desk): void {
  web.get(`${auditPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    const event = await desk.audit.find(staff.caller, c.req.param('id'));
    if (!event) throw new Refusal('not_found', {});
    const { t } = staff;
    const body = (
      <section class="card" aria-label={t('audit.recorded')}>
        <Fields staff={staff} event={event} hasReset={await hasReset(desk, staff, event)} />
      </section>
    );
    const trail = [{ text: t('audit.title'), href: auditPath }];
    return desk.show(c, staff, { title: eventText(t, event.event), trail, body });
  });
}

/** A reset that was nobody's goes before what is recorded of it. */
async function hasReset({ resets }: Desk, { caller }: Staff, { reset_id: id }: AuditEvent): Promise<boolean> {
  return id !== null && (await resets.describe(caller, id)) !== undefined;
}

function Fields({ staff: { t, me }, event, hasReset }: { staff: Staff; event: AuditEvent; hasReset: boolean }) {
  const { actor, subject } = event;
  return (
    <dl class="facts">
      <dt>{t('audit.at')}</dt>
      <dd>
        {t.moment(Date.parse(event.at), me.user.timeZone)} <code>{event.at}</code>
      </dd>
      <dt>{t('audit.event')}</dt>
      <dd>
        <code>{event.event}</code>
      </dd>
      <dt>{t('audit.actor')}</dt>
      <dd>
        <Who t={t} who={actor} />
      </dd>
      <dt>{t('audit.subject')}</dt>
      <dd>{subject ? <Who t={t} who={subject} /> : t('general.none')}</dd>
      <dt>{t('audit.outcome')}</dt>
      <dd>{event.outcome === 'done' ? t('audit.outcome.done') : t('audit.refused', { code: event.outcome })}</dd>
      {event.reset_id && (
        <>
          <dt>{t('audit.reset')}</dt>
          <dd>
            {hasReset ? (
              <a href={resetPath(event.reset_id)}>{event.reset_id}</a>
            ) : (
              t('audit.reset.gone', { id: event.reset_id })
            )}
          </dd>
        </>
      )}
      <dt>{t('audit.details')}</dt>
      <dd class="prose">
        <Details lines={detailsOf(t, event, me.user.timeZone)} none={t('general.none')} />
      </dd>
      <dt>{t('audit.address')}</dt>
      <dd>{event.address ?? t('general.none')}</dd>
      <dt>{t('audit.agent')}</dt>
      <dd class="prose">{event.agent ?? t('general.none')}</dd>
      <dt>{t('audit.request')}</dt>
      <dd>
        <code>{event.request_id}</code>
      </dd>
    </dl>
  );
}

function Details({ lines, none }: { lines: string[]; none: string }) {
  if (lines.length === 0) return <>{none}</>;
  return (
    <ul class="plain-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}

function Who({ t, who }: { t: Staff['t']; who: { kind: string; id: string | null; label: string | null } }) {
  const text = subjectText(t, who);
  return who.kind === 'user' && who.id !== null ? <a href={`/settings/users/${who.id}`}>{text}</a> : text;
}
