import { isIP } from 'node:net';
import type { AuditEvent, AuditQuery } from '../../audit/index.ts';
import type { Web } from '../../http/index.ts';
import { type EventFamily, eventFamilies, events } from '../../kernel/index.ts';
import { LinkButton } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import {
  addList,
  type Column,
  choicesOf,
  chosenOf,
  type DeclaredList,
  periodFilter,
  periodStart,
  textColumn,
  type Which,
} from '../list/index.ts';
import { Badge } from '../parts/index.ts';
import { detailsOf } from './details.ts';
import { Who } from './who.tsx';
import { eventText, whoText } from './words.ts';

export const auditPath = '/settings/technical/audit';

/** What happened, the newest first. */
export function addAuditList(web: Web, desk: Desk): void {
  addList(web, desk, auditPath, (staff) => auditList(desk, staff));
}

async function auditList(desk: Desk, staff: Staff): Promise<DeclaredList<AuditEvent>> {
  const { t, caller } = staff;
  await desk.audit.admit(caller, 'audit.read');
  return {
    path: auditPath,
    title: t('audit.title'),
    searchLabel: t('audit.search'),
    columns: columnsOf(staff),
    filters: filtersOf(staff),
    filteredBy: [],
    groups: [],
    sort: { key: 'at', descending: false },
    row: { id: ({ id }) => id, name: ({ event }) => eventText(t, event), href: ({ id }) => `${auditPath}/${id}` },
    actions: [],
    buttons: <LinkButton href={`${auditPath}/seal`}>{t('audit.seal')}</LinkButton>,
    file: {
      note: ({ filters }, onlyAsked) =>
        desk.audit.noteExport(caller, { list: 'audit', filter: filters.join(' '), onlyAsked }),
      json: (event) => event,
    },
    empty: { icon: 'shield', title: t('audit.empty'), text: t('audit.empty.text') },
    read: async (which, _sort, turn) => desk.audit.page(caller, await auditQuery(desk, which), turn),
    count: async (which) => desk.audit.count(caller, await auditQuery(desk, which)),
  };
}

/** A search is a network address, or somebody: by the whole login, also as of then, by the email or by the id. */
async function auditQuery(desk: Desk, { search, filters }: Pick<Which, 'search' | 'filters'>): Promise<AuditQuery> {
  const meant = chosenOf('event', filters).flatMap((family): readonly string[] => events[family as EventFamily] ?? []);
  const [outcome, ...others] = chosenOf('outcome', filters);
  const isAddress = isIP(search) !== 0;
  return {
    events: meant.length > 0 ? meant : undefined,
    outcome: others.length === 0 ? (outcome as AuditQuery['outcome']) : undefined,
    from: periodStart(filters, desk.clock.now()),
    address: isAddress ? search : undefined,
    people: search === '' || isAddress ? undefined : await desk.users.meantInRecord(desk.database.read, search),
  };
}

const outcomes = ['done', 'refused'] as const;

function filtersOf({ t }: Staff): DeclaredList<AuditEvent>['filters'] {
  return [
    { title: t('audit.event'), choices: choicesOf('event', eventFamilies, (key) => t(`audit.family.${key}`)) },
    { title: t('audit.outcome'), choices: choicesOf('outcome', outcomes, (key) => t(`audit.outcome.${key}`)) },
    periodFilter(t),
  ];
}

function columnsOf({ t, me }: Staff): Column<AuditEvent>[] {
  return [
    textColumn('event', t('audit.event'), ({ event }) => event, { cell: ({ event }) => eventText(t, event) }),
    textColumn('at', t('audit.at'), ({ at }) => at, {
      cell: ({ at }) => t.moment(Date.parse(at), me.user.timeZone),
    }),
    textColumn('actor', t('audit.actor'), ({ actor }) => whoText(t, actor), {
      cell: ({ actor }) => <Who t={t} who={actor} />,
    }),
    textColumn('actor_kind', t('audit.actor_kind'), ({ actor }) => actor.kind, { hidden: true }),
    textColumn('subject', t('audit.subject'), ({ subject }) => (subject ? whoText(t, subject) : ''), {
      cell: ({ subject }) => (subject ? <Who t={t} who={subject} /> : ''),
    }),
    textColumn('subject_kind', t('audit.subject_kind'), ({ subject }) => subject?.kind ?? '', { hidden: true }),
    textColumn('outcome', t('audit.outcome'), ({ outcome }) => outcome, {
      cell: ({ outcome }) => (
        <Badge tone={outcome === 'done' ? 'good' : 'bad'}>
          {outcome === 'done' ? t('audit.outcome.done') : t('audit.refused', { code: outcome })}
        </Badge>
      ),
    }),
    textColumn('address', t('audit.address'), ({ address: from }) => from ?? ''),
    textColumn('details', t('audit.details'), ({ details }) => JSON.stringify(details), {
      cell: (event) => <span class="told-details">{detailsOf(t, event, me.user.timeZone).join(' · ')}</span>,
    }),
    textColumn('agent', t('audit.agent'), ({ agent }) => agent ?? '', { hidden: true }),
  ];
}
