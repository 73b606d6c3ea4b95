import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { type Act, isStaff, may, Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { ErrorSummary, formScript, Notice, RefusalNotice, Submit } from '../../ui/index.ts';
import type { ShownUser, User } from '../../users/index.ts';
import { askedAbout } from '../approvals/asked-now.ts';
import type { Desk, Screen, Staff } from '../desk.tsx';
import { addressOf, aroundOf, type Place, RowPager } from '../list/index.ts';
import { ActionMenu, Badge, BothSides, Face, type Sides, Steps, Tabs } from '../parts/index.ts';
import { usersList } from '../users/list.tsx';
import { languageText } from '../users/words.ts';
import { actionsFor } from './actions.ts';
import {
  fieldErrors,
  IdentityFields,
  PreferenceFields,
  RoleField,
  type Typed,
  toChange,
  userFields,
} from './fields.tsx';
import { historyTab } from './history-tab.tsx';
import { Moved, movedText } from './moved.tsx';
import { placeOf, type Tab, tabIn, tabs, userPath, usersPath } from './paths.ts';
import { resetsTab } from './resets-tab.tsx';
import { securityTab } from './security-tab.tsx';

const UserForm = z.object({ ...userFields, tab: z.string().optional(), version: z.coerce.number().int() });

/** What was typed and refused, to be shown again. */
interface Tried {
  typed: Typed;
  /** Of the user as they were when it was typed. */
  version: number;
  refusal: Refusal;
}

export function addUserForm(web: Web, desk: Desk): void {
  web.get(`${usersPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    const shown = await desk.users.show(staff.caller, c.req.param('id'));
    return formPage(desk, c, staff, { shown, tab: tabIn(c.req.query('tab')), place: placeOf(c) });
  });

  web.post(`${usersPath}/:id`, async (c) => {
    const staff = await desk.staff(c);
    const { version, tab: tabName, ...typed } = readForm(c, UserForm);
    const shown = await desk.users.show(staff.caller, c.req.param('id'));
    const first = isRisky(staff, shown.user, typed) ? desk.fresh(c, staff) : undefined;
    if (first) return first;
    const { id } = shown.user;
    const [tab, place] = [tabIn(tabName), placeOf(c)];
    const edit = { version, change: toChange(typed), sharesEmail: typed.share_email !== undefined };
    const saved = await orRefusal(desk.users.edit(staff.caller, id, edit), ...shownHere);
    if (!(saved instanceof Refusal)) {
      return desk.done(c, userPath(id, tab, place), {
        kind: 'success',
        text: staff.t('user.saved', { name: saved.name }),
      });
    }
    if (saved.is('approval_needed'))
      return desk.done(c, userPath(id, tab, place), await askedAbout(desk, staff, shown.user));
    // What somebody else saved meanwhile is what stands beside it.
    const now = await desk.users.show(staff.caller, id);
    return formPage(desk, c, staff, { shown: now, tab, place, tried: { typed, version, refusal: saved } });
  });
}

const shownHere = [
  'changed_meanwhile',
  'name_missing',
  'login_missing',
  'login_malformed',
  'login_taken',
  'email_malformed',
  'email_shared',
  'email_of_greater',
  'email_is_login',
  'login_is_email',
  'last_settings_user',
  'approval_needed',
  'busy',
] as const;

/**
 * Giving a role is guarded by the own password, and so is a new email or login for somebody who has one, oneself included:
 * whoever reads there can reset their password, and has the role then. Nor is the language changed in which they are warned, or the
 * company from which their letters come.
 */
function isRisky({ me }: Staff, user: User, { role, login, email, language, company }: Typed): boolean {
  const newRole = role !== undefined && role !== user.role;
  const newEmail = email !== undefined && email.trim() !== (user.email ?? '');
  const newLogin = login !== undefined && login.trim() !== user.login;
  const newLanguage = language !== undefined && language !== user.language;
  const newCompany = company !== undefined && company !== user.companyId;
  const isWarnedElsewhere = newEmail || newLogin || newLanguage || newCompany;
  return newRole || (isWarnedElsewhere && (me.user.id === user.id || isStaff(user.role)));
}

interface Page {
  shown: ShownUser;
  tab: Tab;
  place: Place | undefined;
  tried?: Tried;
}

async function formPage(desk: Desk, c: WebContext, staff: Staff, page: Page): Promise<Response> {
  const { t } = staff;
  const { user, sharers, mailFailing } = page.shown;
  const body = (
    <div class="sheet sheet-full user-form">
      <Head t={t} user={user} />
      <Moved t={t} text={await movedText(desk, staff, user)} />
      {sharers.length > 0 && <Shared t={t} sharers={sharers} />}
      {mailFailing && <Unreached t={t} user={user} place={page.place} />}
      {await editForm(desk, staff, page)}
      {await moreOf(desk, staff, page)}
    </div>
  );
  return desk.show(c, staff, {
    title: user.name,
    ...(await wayBack(desk, staff, page.place)),
    gear: <ActionMenu label={t('user.action')} actions={actionsFor(staff, user, page.place)} />,
    body,
    refusal: page.tried?.refusal,
    scripts: [formScript],
  });
}

/** The list as it was left, and the ways to the users around this one in it. */
async function wayBack(desk: Desk, staff: Staff, place: Place | undefined): Promise<Pick<Screen, 'trail' | 'pager'>> {
  const text = staff.t('users.list.title');
  if (!place) return { trail: [{ text, href: usersPath }] };
  const list = await usersList(desk, staff);
  const around = await aroundOf(list, place);
  return {
    trail: [{ text, href: addressOf(list, around.state) }],
    pager: <RowPager t={staff.t} place={place} around={around} />,
  };
}

function Head({ t, user }: { t: Translate; user: User }) {
  const steps = (['invited', 'confirmed'] as const).map((key) => ({ key, text: t(`users.state.${key}`) }));
  return (
    <div class="user-head">
      <Face name={user.name} large />
      {user.state === 'archived' ? (
        <Badge tone="warn">{t('users.state.archived')}</Badge>
      ) : (
        <Steps label={t('users.state')} steps={steps} current={user.state} />
      )}
    </div>
  );
}

function Shared({ t, sharers }: { t: Translate; sharers: User[] }) {
  return (
    <Notice kind="warning" title={t('user.shared')}>
      <ul>
        {sharers.map(({ id, name, login }) => (
          <li>
            <a href={userPath(id)}>{name}</a> <span class="quiet">{login}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What the mail server said stands at the letter, on the tab of resets. */
function Unreached({ t, user, place }: { t: Translate; user: User; place: Place | undefined }) {
  return (
    <Notice kind="warning" title={t('user.unreached')}>
      {t('user.unreached.next')} <a href={userPath(user.id, 'resets', place)}>{t('user.unreached.why')}</a>
    </Notice>
  );
}

/** The fields of the user and of the tab. Whoever may not edit reads them all the same, and finds no button. */
async function editForm(desk: Desk, { t, caller }: Staff, { shown, tab, place, tried }: Page): Promise<Child> {
  const { user } = shown;
  const value = { ...typedOf(user), ...tried?.typed };
  // The other tabs show what nobody types.
  const mayEdit = may(caller, 'users.edit', user) && (tab === 'access' || tab === 'preferences');
  const labels = tabs.filter((one) => may(caller, actOf[one], user) || one === tab);
  const errors = fieldErrors(t, tried?.refusal);
  // Whoever was overtaken has both sides before them, and saves over what they see.
  const version = tried && !tried.refusal.is('changed_meanwhile') ? tried.version : user.version;
  return (
    <form method="post" action={userPath(user.id, undefined, place)} class="form" data-unsaved>
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="tab" value={tab} />
      {tried?.refusal.is('changed_meanwhile') ? (
        <BothSides t={t} fields={await sidesOf(desk, t, { now: typedOf(user), typed: tried.typed })} />
      ) : (
        errors.length === 0 && <RefusalNotice t={t} refusal={tried?.refusal} />
      )}
      <ErrorSummary title={t('user.refused')} errors={errors} />
      <fieldset class="plain" disabled={!mayEdit}>
        <legend class="visually-hidden">{t('user.who')}</legend>
        <IdentityFields t={t} value={value} refusal={tried?.refusal} />
      </fieldset>
      <Tabs
        label={t('user.tabs')}
        tabs={labels.map((key) => ({ key, text: t(`user.tab.${key}`), href: userPath(user.id, key, place) }))}
        current={tab}
      />
      <fieldset class="plain" disabled={!mayEdit}>
        <legend class="visually-hidden">{t(`user.tab.${tab}`)}</legend>
        {tab === 'access' && <RoleField t={t} value={value.role ?? user.role} caller={caller} to={user} />}
        {tab === 'preferences' && (
          <PreferenceFields t={t} value={value} companies={await desk.users.companies(desk.database.read)} />
        )}
      </fieldset>
      {mayEdit && <Submit busy={t('user.saving')}>{t('user.save')}</Submit>}
    </form>
  );
}

/** Who sees which tab. */
const actOf = {
  access: 'users.find',
  preferences: 'users.find',
  security: 'sessions.read',
  resets: 'resets.read',
  history: 'audit.read',
} as const satisfies Record<Tab, Act>;

function typedOf(user: User): Typed {
  const { name, login, email = '', role, companyId: company, language, timeZone: time_zone } = user;
  return { name, login, email, role, company, language, time_zone };
}

const named = {
  name: 'users.name',
  login: 'users.login',
  email: 'users.email',
  role: 'users.role',
  company: 'users.company',
  language: 'users.language',
  time_zone: 'user.time_zone',
} as const;

/** Every field that was sent. */
async function sidesOf(desk: Desk, t: Translate, { now, typed }: { now: Typed; typed: Typed }): Promise<Sides[]> {
  const words = await wordsFor(desk, t);
  const sent = (Object.keys(named) as (keyof typeof named)[]).filter((field) => typed[field] !== undefined);
  return sent.map((field) => ({
    label: t(named[field]),
    now: words(field, now[field] ?? ''),
    entered: words(field, typed[field] ?? ''),
  }));
}

/** A choice in the reader's words. */
async function wordsFor(desk: Desk, t: Translate) {
  const companies = new Map((await desk.users.companies(desk.database.read)).map(({ id, name }) => [id, name]));
  return (field: keyof Typed, value: string): string => {
    if (field === 'company') return companies.get(value) ?? value;
    if (field === 'role') return t(`users.role.${value}` as 'users.role.user');
    return field === 'language' ? languageText(t, value) : value;
  };
}

/** What a tab shows besides fields. */
async function moreOf(desk: Desk, staff: Staff, { shown, tab, place }: Page): Promise<Child> {
  if (tab === 'security') return securityTab(desk, staff, shown, place);
  if (tab === 'resets') return resetsTab(desk, staff, shown.user);
  return tab === 'history' ? historyTab(desk, staff, shown.user) : null;
}
