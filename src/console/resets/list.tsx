import type { Web } from '../../http/index.ts';
import { may } from '../../kernel/index.ts';
import { type ResetLine, type ResetQuery, reasons } from '../../resets/index.ts';
import type { Company } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import {
  addList,
  type Column,
  choicesOf,
  chosenOf,
  companyFilter,
  countByKind,
  type DeclaredList,
  periodFilter,
  periodStart,
  textColumn,
  type Which,
} from '../list/index.ts';
import { Badge } from '../parts/index.ts';
import { resetPath, resetsPath } from './paths.ts';
import {
  decisionText,
  isUndelivered,
  outcomeText,
  purposes,
  purposeText,
  reasonText,
  sources,
  sourceText,
  states,
  stateText,
} from './words.ts';

/** Every reset and every invitation, the newest first. */
export function addResetsList(web: Web, desk: Desk): void {
  addList(web, desk, resetsPath, (staff) => resetsList(desk, staff));
}

async function resetsList(desk: Desk, staff: Staff): Promise<DeclaredList<ResetLine>> {
  const { t, caller } = staff;
  const companies = await desk.users.companies(desk.database.read);
  const filters = filtersOf(staff, companies);
  const count = async (which: Which) => desk.resets.count(caller, await queryOf(desk, which));
  return {
    path: resetsPath,
    title: t('resets.title'),
    searchLabel: t('resets.search'),
    columns: columnsOf(staff, companies),
    filters,
    filteredBy: [],
    groups: (['state', 'reason', 'source', 'purpose'] as const).map((key) => ({ key, text: t(`resets.${key}`) })),
    sort: { key: 'asked_at', descending: false },
    row: {
      id: ({ id }) => id,
      name: ({ user }) => user?.name ?? t('resets.nobody'),
      href: ({ id }) => resetPath(id),
    },
    actions: [],
    file: may(caller, 'users.export')
      ? {
          note: ({ filters }, onlyAsked) =>
            desk.audit.noteExport(caller, { list: 'resets', filter: filters.join(' '), onlyAsked }),
        }
      : undefined,
    empty: { icon: 'key', title: t('resets.empty'), text: t('resets.empty.text') },
    read: async (which, _sort, turn) => desk.resets.page(caller, await queryOf(desk, which), turn),
    count,
    countGroups: (which, kind) => countByKind(filters, { which, kind, count }),
  };
}

/** Filters of one kind are alternatives. A person is named as when asking: by the exact login or email. */
async function queryOf(desk: Desk, { search, filters }: Which): Promise<ResetQuery> {
  const of = (kind: string): string[] | undefined => {
    const chosen = chosenOf(kind, filters);
    return chosen.length > 0 ? chosen : undefined;
  };
  const [purpose, ...more] = of('purpose') ?? [];
  return {
    states: of('state') as ResetQuery['states'],
    reasons: of('reason'),
    sources: of('source') as ResetQuery['sources'],
    purpose: more.length > 0 ? undefined : (purpose as ResetQuery['purpose']),
    companyIds: of('company'),
    from: periodStart(filters, desk.clock.now()),
    userIds: search === '' ? undefined : (await desk.users.meantBy(desk.database.read, search)).map(({ id }) => id),
  };
}

function filtersOf({ t }: Staff, companies: Company[]): DeclaredList<ResetLine>['filters'] {
  return [
    { title: t('resets.state'), choices: choicesOf('state', states, (key) => stateText(t, key)) },
    { title: t('resets.reason'), choices: choicesOf('reason', reasons, (key) => reasonText(t, key)) },
    { title: t('resets.source'), choices: choicesOf('source', sources, (key) => sourceText(t, key)) },
    { title: t('resets.purpose'), choices: choicesOf('purpose', purposes, (key) => purposeText(t, key)) },
    companyFilter(t('resets.company'), companies),
    periodFilter(t),
  ];
}

function columnsOf({ t, me }: Staff, companies: Company[]): Column<ResetLine>[] {
  const at = (moment: number): string => t.moment(moment, me.user.timeZone);
  const companyName = ({ companyId }: ResetLine): string => companies.find(({ id }) => id === companyId)?.name ?? '';
  return [
    textColumn('user', t('resets.who'), ({ user }) => user?.login ?? '', {
      cell: ({ user }) => (user ? `${user.name} (${user.login})` : t('resets.nobody')),
    }),
    textColumn('asked_at', t('resets.asked_at'), ({ askedAt }) => new Date(askedAt).toISOString(), {
      cell: ({ askedAt }) => at(askedAt),
    }),
    textColumn('outcome', t('resets.outcome'), ({ state }) => state, {
      cell: (row) => <Badge tone={toneOf(row)}>{stateOrNoLetter(row, t)}</Badge>,
    }),
    textColumn('reason', t('resets.reason'), ({ outcome, reason }) =>
      outcome === undefined || reason === undefined ? '' : decisionText(t, { outcome, reason }),
    ),
    textColumn('source', t('resets.source'), ({ source }) => sourceText(t, source)),
    textColumn('purpose', t('resets.purpose'), ({ purpose }) => purposeText(t, purpose)),
    textColumn('asked_by', t('resets.asked_by'), ({ askedBy }) => askedBy ?? '', { hidden: true }),
    textColumn('asked_from', t('resets.asked_from'), ({ askedFrom }) => askedFrom ?? '', { hidden: true }),
    textColumn('company', t('resets.company'), companyName, { hidden: true }),
  ];
}

function stateOrNoLetter(row: ResetLine, t: Staff['t']): string {
  return row.outcome === 'drop' ? t('resets.state.dropped') : outcomeText(t, row);
}

function toneOf(row: ResetLine): 'quiet' | 'good' | 'warn' | 'bad' | 'info' {
  const { state, outcome } = row;
  if (outcome === 'drop' || isUndelivered(row)) return 'bad';
  if (state === 'completed') return 'good';
  if (state === 'expired' || state === 'cancelled') return 'warn';
  return state === 'opened' || state === 'sent' ? 'info' : 'quiet';
}
