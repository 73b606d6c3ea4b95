import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import { titleOf } from '../../ui/index.ts';
import { askedAbout } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Confirm } from '../parts/index.ts';
import { trailOf } from './acts.tsx';
import {
  askCheck,
  CheckForm,
  type CheckPage,
  howOf,
  mailCode,
  mustCheck,
  Once,
  shownWhereChecked,
} from './ask-check.tsx';
import { tellLetter } from './letter-state.ts';
import { actPath, placeOf, userPath, usersPath } from './paths.ts';

interface Shown {
  staff: Staff;
  page: CheckPage;
  /** Whether it has to be said how whoever is asking was checked. */
  must: boolean;
}

/** "Invite again": asks, and where that is demanded also how whoever calls about it was checked. */
export function addInviteAgain(web: Web, desk: Desk): void {
  const path = `${usersPath}/:id/invite`;

  web.get(path, async (c) => {
    const { staff, page, must } = await find(desk, c);
    if (must) return askCheck(desk, c, staff, page);
    const { title, trail, action, yes, back, also } = page;
    const body = (
      <Confirm title={title} action={action} yes={yes} no={staff.t('user.cancel')} back={back}>
        {also}
        <Once desk={desk} user={page.user} />
      </Confirm>
    );
    return desk.show(c, staff, { title, trail, body });
  });

  web.post(path, async (c) => {
    const { staff, page, must } = await find(desk, c);
    const typed = readForm(c, CheckForm);
    if (typed.mail_code !== undefined) return mailCode(desk, c, staff, { ...page, typed });
    const invited = await orRefusal(
      desk.resets.inviteAgain(staff.caller, page.user.id, howOf(desk, page.user, typed)),
      ...shownWhereChecked,
    );
    if (!(invited instanceof Refusal)) return desk.done(c, page.back, await tellLetter(desk, staff, invited.id));
    if (invited.is('approval_needed')) return desk.done(c, page.back, await askedAbout(desk, staff, page.user));
    if (must) return askCheck(desk, c, staff, { ...page, typed, refusal: invited });
    return desk.done(c, page.back, { kind: 'warning', text: titleOf(staff.t, invited) });
  });
}

async function find(desk: Desk, c: WebContext): Promise<Shown> {
  const staff = await desk.staff(c);
  const { t } = staff;
  const { user } = await desk.users.show(staff.caller, c.req.param('id') ?? '');
  await desk.audit.admit(staff.caller, 'resets.send', user);
  const place = placeOf(c);
  const page: CheckPage = {
    user,
    title: t('user.ask.invite', { name: user.name }),
    trail: trailOf(staff, user, place),
    action: actPath(user.id, 'invite', place),
    yes: t('user.action.invite'),
    back: userPath(user.id, undefined, place),
    typed: {},
    also: <p>{t('user.ask.invite.text', { name: user.name, login: user.login, address: user.email ?? '' })}</p>,
  };
  return { staff, page, must: await mustCheck(desk, user) };
}
