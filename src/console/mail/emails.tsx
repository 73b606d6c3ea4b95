import type { Web } from '../../http/index.ts';
import { may } from '../../kernel/index.ts';
import type { MessageQuery, MessageRecord, MessageState } from '../../mail/index.ts';
import { editableLetters, fixedLetters } from '../../resets/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import {
  addList,
  type Column,
  choicesOf,
  chosenOf,
  countByKind,
  type DeclaredList,
  periodFilter,
  periodStart,
  textColumn,
  type Which,
} from '../list/index.ts';
import { EmailState, kindWords, reasonWords, stateWords } from './email-words.tsx';
import { emailPath, emailsPath } from './paths.ts';

const states: readonly MessageState[] = ['queued', 'sending', 'sent', 'failed', 'bounced', 'outdated', 'cancelled'];

/** The queue: every letter with its state, newest first. */
export function addEmails(web: Web, desk: Desk): void {
  addList(web, desk, emailsPath, async (staff) => emailsList(desk, staff));
}

function emailsList(desk: Desk, staff: Staff): DeclaredList<MessageRecord> {
  const { t, caller } = staff;
  const filters = filtersOf(staff);
  const count = async (which: Which) => desk.mail.count(caller, await queryOf(desk, which));
  return {
    path: emailsPath,
    title: t('console.emails.title'),
    searchLabel: t('console.emails.search'),
    columns: columnsOf(staff),
    filters,
    filteredBy: [],
    groups: [
      { key: 'state', text: t('console.emails.state') },
      { key: 'kind', text: t('console.emails.kind') },
    ],
    sort: { key: 'at', descending: false },
    row: { id: ({ id }) => id, name: nameOf, href: ({ id }) => emailPath(id) },
    actions: [],
    file: may(caller, 'users.export')
      ? {
          note: ({ filters: on }, onlyAsked) =>
            desk.audit.noteExport(caller, { list: 'letters', filter: on.join(' '), onlyAsked }),
        }
      : undefined,
    empty: { icon: 'envelope', title: t('console.emails.none'), text: t('console.emails.none.text') },
    read: async (which, _sort, turn) => desk.mail.page(caller, await queryOf(desk, which), turn),
    count,
    countGroups: (which, kind) => countByKind(filters, { which, kind, count }),
  };
}

function filtersOf({ t }: Staff): DeclaredList<MessageRecord>['filters'] {
  const kinds = [...editableLetters, ...fixedLetters];
  return [
    { title: t('console.emails.state'), choices: choicesOf('state', states, (state) => stateWords(t, state)) },
    { title: t('console.emails.kind'), choices: choicesOf('kind', kinds, (kind) => kindWords(t, kind)) },
    periodFilter(t),
  ];
}

/** A search is an address that letters went to, or somebody by the exact login or email. */
async function queryOf(desk: Desk, { search, filters }: Which): Promise<MessageQuery> {
  const [chosenStates, chosenKinds] = [chosenOf('state', filters), chosenOf('kind', filters)];
  return {
    states: chosenStates.length > 0 ? (chosenStates as MessageState[]) : undefined,
    kinds: chosenKinds.length > 0 ? chosenKinds : undefined,
    from: periodStart(filters, desk.clock.now()),
    to: search === '' ? undefined : { address: search, userIds: await meantBy(desk, search) },
  };
}

async function meantBy(desk: Desk, typed: string): Promise<string[]> {
  return (await desk.users.meantBy(desk.database.read, typed)).map(({ id }) => id);
}

const nameOf = ({ to }: MessageRecord): string => to.name || to.address;

function columnsOf({ t, me }: Staff): Column<MessageRecord>[] {
  return [
    textColumn('to', t('console.emails.to'), ({ to }) => to.address, {
      cell: (letter) => (letter.to.name ? `${letter.to.name} (${letter.to.address})` : letter.to.address),
    }),
    textColumn('at', t('console.emails.at'), (letter) => letter.created_at, {
      cell: (letter) => t.moment(Date.parse(letter.created_at), me.user.timeZone),
    }),
    textColumn('kind', t('console.emails.kind'), ({ kind }) => kindWords(t, kind)),
    textColumn('state', t('console.emails.state'), ({ state }) => stateWords(t, state), {
      cell: ({ state }) => <EmailState t={t} state={state} />,
    }),
    textColumn('reason', t('console.emails.reason'), ({ reason }) => (reason ? reasonWords(t, reason) : '')),
    textColumn('attempts', t('console.emails.attempts'), ({ attempts }) => String(attempts.length)),
  ];
}
