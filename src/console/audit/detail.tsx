import type { AuditEvent } from '../../audit/index.ts';
import type { Web } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { resetPath } from '../resets/paths.ts';
import { detailsOf } from './details.ts';
import { auditPath } from './list.tsx';
import { Who } from './who.tsx';
import { eventText, type Recorded } from './words.ts';

/** One event with everything that was recorded. */
export function addAuditEvent(web: Web, desk: Desk): void {
  web.get(`${auditPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    const event = await desk.audit.find(staff.caller, c.req.param('id'));
    if (!event) throw new Refusal('not_found', {});
    const { t } = staff;
    const body = (
      <section class="card" aria-label={t('audit.recorded')}>
        <Fields
          staff={staff}
          event={event}
          hasReset={await hasReset(desk, staff, event)}
          there={await stillThere(desk, event)}
        />
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

/** Of whom the event tells, those who are users still. */
async function stillThere({ users, database }: Desk, { actor, subject }: AuditEvent): Promise<Set<string | null>> {
  const told = [actor, subject].flatMap((who) => (who?.kind === 'user' && who.id !== null ? [who.id] : []));
  const found = await Promise.all(told.map((id) => users.byId(database.read, id)));
  return new Set(found.flatMap((user) => user?.id ?? []));
}

interface FieldsProps {
  staff: Staff;
  event: AuditEvent;
  hasReset: boolean;
  there: Set<string | null>;
}

function Fields({ staff: { t, me }, event, hasReset, there }: FieldsProps) {
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
        <Person t={t} who={actor} isThere={there.has(actor.id)} />
      </dd>
      <dt>{t('audit.subject')}</dt>
      <dd>{subject ? <Person t={t} who={subject} isThere={there.has(subject.id)} /> : t('general.none')}</dd>
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

/** Leads to the user where there is one, and to all that is recorded of them also where there is none any more. */
function Person({ t, who, isThere }: { t: Staff['t']; who: Recorded; isThere: boolean }) {
  if (who.kind !== 'user' || who.id === null) return <Who t={t} who={who} />;
  const all = <a href={`${auditPath}?search=${who.id}`}>{t('audit.all_of')}</a>;
  return isThere ? (
    <>
      <a href={`/settings/users/${who.id}`}>
        <Who t={t} who={who} />
      </a>{' '}
      · {all}
    </>
  ) : (
    <>
      <Who t={t} who={who} /> · {t('audit.gone')} {all}
    </>
  );
}
