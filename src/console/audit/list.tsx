import type { AuditEvent, AuditQuery } from '../../audit/index.ts';
import type { Web } from '../../http/index.ts';
import { day, type EventFamily, eventFamilies, events } from '../../kernel/index.ts';
import { LinkButton } from '../../ui/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { addList, type Column, type DeclaredList, type Which } from '../list/index.ts';
import { Badge } from '../parts/index.ts';
import { detailsOf } from './details.ts';
import { eventText, whoText } from './words.ts';

export const auditPath = '/settings/technical/audit';

const periods = { day, week: 7 * day, month: 30 * day } as const;

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

const address = /^[0-9a-fA-F]{0,4}[0-9a-fA-F:.]+$/;

/** A search is a network address, or somebody by the exact login or email. */
async function auditQuery(desk: Desk, { search, filters }: Pick<Which, 'search' | 'filters'>): Promise<AuditQuery> {
  const of = (kind: string): string[] =>
    filters.filter((filter) => filter.startsWith(`${kind}:`)).map((filter) => filter.slice(kind.length + 1));
  const meant = of('event').flatMap((family): readonly string[] => events[family as EventFamily] ?? []);
  const outcomes = of('outcome');
  const longest = Math.max(...of('period').map((period) => periods[period as keyof typeof periods] ?? 0));
  const isAddress = search.includes('.') || search.includes(':') ? address.test(search) : false;
  return {
    events: meant.length > 0 ? meant : undefined,
    outcome: outcomes.length === 1 ? (outcomes[0] as AuditQuery['outcome']) : undefined,
    from: longest > 0 ? desk.clock.now() - longest : undefined,
    address: isAddress ? search : undefined,
    people:
      search === '' || isAddress
        ? undefined
        : (await desk.users.meantBy(desk.database.read, search)).map(({ id }) => id),
  };
}

function filtersOf({ t }: Staff): DeclaredList<AuditEvent>['filters'] {
  return [
    {
      title: t('audit.event'),
      choices: eventFamilies.map((key) => ({ key: `event:${key}`, text: t(`audit.family.${key}`) })),
    },
    {
      title: t('audit.outcome'),
      choices: (['done', 'refused'] as const).map((key) => ({
        key: `outcome:${key}`,
        text: t(`audit.outcome.${key}`),
      })),
    },
    {
      title: t('resets.period'),
      choices: (['day', 'week', 'month'] as const).map((key) => ({
        key: `period:${key}`,
        text: t(`resets.period.${key}`),
      })),
    },
  ];
}

function columnsOf({ t, me }: Staff): Column<AuditEvent>[] {
  const plain = (key: string, head: string, text: (row: AuditEvent) => string, hidden = false): Column<AuditEvent> => ({
    key,
    head,
    cell: text,
    text,
    ...(hidden && { hidden }),
  });
  return [
    { key: 'event', head: t('audit.event'), cell: ({ event }) => eventText(t, event), text: ({ event }) => event },
    {
      key: 'at',
      head: t('audit.at'),
      cell: ({ at }) => t.moment(Date.parse(at), me.user.timeZone),
      text: ({ at }) => at,
    },
    plain('actor', t('audit.actor'), ({ actor }) => whoText(t, actor)),
    plain('subject', t('audit.subject'), ({ subject }) => (subject ? whoText(t, subject) : '')),
    {
      key: 'outcome',
      head: t('audit.outcome'),
      cell: ({ outcome }) => (
        <Badge tone={outcome === 'done' ? 'good' : 'bad'}>
          {outcome === 'done' ? t('audit.outcome.done') : t('audit.refused', { code: outcome })}
        </Badge>
      ),
      text: ({ outcome }) => outcome,
    },
    plain('address', t('audit.address'), ({ address: from }) => from ?? ''),
    {
      key: 'details',
      head: t('audit.details'),
      cell: (event) => detailsOf(t, event).join(' · '),
      text: ({ details }) => JSON.stringify(details),
    },
    plain('agent', t('audit.agent'), ({ agent }) => agent ?? '', true),
  ];
}
