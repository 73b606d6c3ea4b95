import type { Web } from '../../http/index.ts';
import { may, type Role, roles } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { Address } from '../../ui/index.ts';
import type { Company, ListedUser } from '../../users/index.ts';
import type { Desk, Staff } from '../desk.tsx';
import { addFavourites, addList, type Column, type DeclaredList, type Sort, textColumn } from '../list/index.ts';
import { Badge, Face, NewButton } from '../parts/index.ts';
import { bulkActions } from './bulk-actions.ts';
import { userFilters, userGroups } from './filters.ts';
import { countGroups } from './groups.ts';
import { languageText, roleText, stateText } from './words.ts';

const path = '/settings/users';

/** Everybody. */
export function addUsersList(web: Web, desk: Desk): void {
  addList(web, desk, path, (staff) => usersList(desk, staff));
  addFavourites(web, desk, path);
}

/** The list as one of staff sees it, for whoever is handed a selection of it. */
export async function usersList(desk: Desk, staff: Staff): Promise<DeclaredList<ListedUser>> {
  const { t, caller } = staff;
  const companies = await desk.users.companies(desk.database.read);
  return {
    path,
    title: t('users.list.title'),
    searchLabel: t('users.list.search'),
    columns: columnsOf(staff, companies),
    filters: userFilters(staff, companies),
    filteredBy: ['active'],
    groups: userGroups(t),
    sort: { key: 'name', descending: false },
    row: { id: ({ id }) => id, name: ({ name }) => name, href: ({ id }, place) => `${path}/${id}?${place}` },
    card: (user, href) => <UserCard t={t} user={user} href={href} />,
    actions: bulkActions(caller, t),
    buttons: may(caller, 'users.create') && <NewButton t={t} href={`${path}/new`} />,
    favourites: await desk.users.favourites.list(caller, path),
    file: may(caller, 'users.export')
      ? {
          risky: true,
          note: ({ filters }, onlyAsked) =>
            desk.audit.noteExport(caller, { list: 'users', filter: filters.join(' '), onlyAsked }),
        }
      : undefined,
    empty: { icon: 'person', title: t('users.list.empty'), text: t('users.list.empty.text') },
    read: (which, sort, turn) => desk.users.page(caller, which, toSort(sort), turn),
    count: (which) => desk.users.count(caller, which),
    countGroups: (which, group) => countGroups({ desk, caller, t, companies }, which, group),
  };
}

function toSort({ key, descending }: Sort) {
  const known = ['name', 'login', 'last_sign_in', 'last_reset', 'created'] as const;
  return { key: known.find((one) => one === key) ?? 'name', descending };
}

function columnsOf({ t, me }: Staff, companies: Company[]): Column<ListedUser>[] {
  const company = new Map(companies.map(({ id, name }) => [id, name]));
  const at = (moment: number | undefined): string => (moment === undefined ? '' : t.moment(moment, me.user.timeZone));
  return [
    textColumn('name', t('users.name'), ({ name }) => name, { sort: 'a-z', cell: (user) => <Named user={user} /> }),
    textColumn('login', t('users.login'), ({ login }) => login, {
      sort: 'a-z',
      cell: ({ login }) => <Address address={login} />,
    }),
    textColumn('email', t('users.email'), ({ email = '' }) => email, {
      hidden: true,
      cell: ({ email = '' }) => <Address address={email} />,
    }),
    textColumn('role', t('users.role'), ({ role }) => roleText(t, role), {
      cell: ({ role }) => <RoleTag t={t} role={role} />,
    }),
    textColumn('language', t('users.language'), ({ language }) => languageText(t, language)),
    textColumn('company', t('users.company'), ({ companyId }) => company.get(companyId) ?? ''),
    textColumn('state', t('users.state'), ({ state }) => stateText(t, state), {
      cell: (user) => <StateTag t={t} user={user} />,
    }),
    textColumn('last_sign_in', t('users.last_sign_in'), ({ lastSignInAt }) => at(lastSignInAt), { sort: 'newest' }),
    textColumn('last_reset', t('users.last_reset'), ({ lastResetAt }) => at(lastResetAt), { sort: 'newest' }),
    textColumn('created', t('users.created'), ({ createdAt }) => at(createdAt), { sort: 'newest', hidden: true }),
  ];
}

function Named({ user }: { user: ListedUser }) {
  return (
    <span class="named">
      <Face name={user.name} />
      <span>{user.name}</span>
    </span>
  );
}

function RoleTag({ t, role }: { t: Translate; role: Role }) {
  return <Badge tone={role === roles[0] ? 'quiet' : 'info'}>{roleText(t, role)}</Badge>;
}

const tones = { invited: 'warn', confirmed: 'good', archived: 'quiet' } as const;

function StateTag({ t, user }: { t: Translate; user: ListedUser }) {
  return <Badge tone={tones[user.state]}>{stateText(t, user.state)}</Badge>;
}

function UserCard({ t, user, href }: { t: Translate; user: ListedUser; href: string }) {
  return (
    <div class="user-card">
      <Face name={user.name} />
      <div>
        <a class="list-link" href={href}>
          {user.name}
        </a>
        <p class="quiet">
          <Address address={user.login} />
        </p>
        <p>
          <RoleTag t={t} role={user.role} /> <StateTag t={t} user={user} />
        </p>
      </div>
    </div>
  );
}
