import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { type Act, isStaff, Refusal } from '../../kernel/index.ts';
import { titleOf } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import type { Place } from '../list/index.ts';
import { Confirm } from '../parts/index.ts';
import { Moved, movedText } from './moved.tsx';
import { actPath, listPath, placeOf, type Tab, userPath, usersPath } from './paths.ts';

const EndForm = z.object({ session: z.string().optional() });

type ActKey = 'archive' | 'unarchive' | 'end_sessions' | 'cancel_links' | 'delete';

interface UserAct {
  key: ActKey;
  path: string;
  /** What it takes; who may not is not asked either. */
  demands: Act;
  danger?: boolean;
  /** The tab that shows what was done. */
  tab?: Tab;
  /** Whether the password comes first. */
  risky?(user: User): boolean;
  /** Does it; answers what the person is told where that is more than "done". */
  act(desk: Desk, staff: Staff, user: User, session: string | undefined): Promise<unknown>;
}

const ofStaff = ({ role }: User): boolean => isStaff(role);

const acts: UserAct[] = [
  {
    key: 'archive',
    path: 'archive',
    demands: 'users.archive',
    danger: true,
    risky: ofStaff,
    act: (desk, { caller }, { id }) => desk.users.archive(caller, id),
  },
  {
    key: 'unarchive',
    path: 'unarchive',
    demands: 'users.archive',
    risky: ofStaff,
    act: (desk, { caller }, { id }) => desk.users.unarchive(caller, id),
  },
  {
    key: 'end_sessions',
    path: 'end-sessions',
    demands: 'sessions.end',
    tab: 'security',
    act: (desk, { caller }, { id }, session) => desk.sessions.endOf(caller, id, session),
  },
  {
    key: 'cancel_links',
    path: 'cancel-links',
    demands: 'resets.cancel',
    tab: 'resets',
    act: (desk, { caller }, { id }) => desk.resets.cancelAll(caller, id),
  },
  {
    key: 'delete',
    path: 'delete',
    demands: 'users.delete',
    danger: true,
    risky: ofStaff,
    act: (desk, { caller }, { id }) => desk.users.delete(caller, id),
  },
];

/** What the Action menu leads to: each a page that asks, and the act itself. */
export function addActs(web: Web, desk: Desk): void {
  for (const one of acts) addAct(web, desk, one);
}

const toldHere = ['last_settings_user', 'own_account', 'email_of_greater', 'approval_needed', 'busy'] as const;

function addAct(web: Web, desk: Desk, act: UserAct): void {
  web.get(`${usersPath}/:id/${act.path}`, (c) => ask(desk, c, act));
  web.post(`${usersPath}/:id/${act.path}`, async (c) => {
    const staff = await desk.staff(c);
    const { user } = await desk.users.show(staff.caller, c.req.param('id') ?? '');
    const first = act.risky?.(user) ? desk.fresh(c, staff) : undefined;
    if (first) return first;
    const { session } = readForm(c, EndForm);
    // As long as they are archived: of others only the last week is told.
    const moved = act.key === 'unarchive' ? await movedText(desk, staff, user) : undefined;
    const done = await orRefusal(act.act(desk, staff, user, session), ...toldHere);
    if (done instanceof Refusal) return refused(desk, c, staff, { user, refusal: done });
    const count = typeof done === 'number' ? done : 0;
    const text = staff.t(`user.done.${act.key}`, { name: user.name, count });
    const place = placeOf(c);
    const path = act.key === 'delete' ? listPath(place) : userPath(user.id, act.tab, place);
    if (moved) return desk.done(c, path, { kind: 'warning', text: `${text} ${moved}. ${staff.t('user.moved.next')}` });
    return desk.done(c, path, { kind: 'success', text });
  });
}

async function ask(desk: Desk, c: WebContext, act: UserAct): Promise<Response> {
  const staff = await desk.staff(c);
  const { t } = staff;
  const { user, password } = await desk.users.show(staff.caller, c.req.param('id') ?? '');
  await desk.audit.admit(staff.caller, act.demands, user);
  const place = placeOf(c);
  const told = act.key === 'unarchive' && !password ? 'unarchive.no_password' : (`${act.key}.text` as const);
  const title = t(`user.ask.${act.key}`, { name: user.name });
  const body = (
    <Confirm
      title={title}
      action={actPath(user.id, act.path, place)}
      yes={t(`user.action.${act.key}`)}
      danger={act.danger ?? false}
      no={t('user.cancel')}
      back={userPath(user.id, undefined, place)}
    >
      <p>{t(`user.ask.${told}`, { name: user.name, login: user.login, address: user.email ?? '' })}</p>
      {act.key === 'unarchive' && <Moved t={t} text={await movedText(desk, staff, user)} />}
    </Confirm>
  );
  return desk.show(c, staff, { title, trail: trailOf(staff, user, place), body });
}

export function trailOf({ t }: Staff, user: User, place: Place | undefined) {
  return [
    { text: t('users.list.title'), href: listPath(place) },
    { text: user.name, href: userPath(user.id, undefined, place) },
  ];
}

function refused(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  { user, refusal }: { user: User; refusal: Refusal },
): Response {
  const told = refusal.is('approval_needed')
    ? askedNow(staff)
    : ({ kind: 'warning', text: titleOf(staff.t, refusal) } as const);
  return desk.done(c, userPath(user.id, undefined, placeOf(c)), told);
}
