import type { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { User } from '../../users/index.ts';
import { askedAbout } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import type { Place } from '../list/index.ts';
import { trailOf } from './acts.tsx';
import { askCheck, CheckForm, type CheckPage, howOf, mailCode, shownWhereChecked } from './ask-check.tsx';
import { tellLetter } from './letter-state.ts';
import { actPath, placeOf, userPath, usersPath } from './paths.ts';

/** "Send Password Reset Instructions": names person and address, asks how the caller was checked, and sends. */
export function addSendReset(web: Web, desk: Desk): void {
  const path = `${usersPath}/:id/send-reset`;

  web.get(path, async (c) => {
    const { staff, user } = await whom(desk, c);
    return askCheck(desk, c, staff, pageOf(staff, { user, place: placeOf(c), typed: {} }));
  });

  web.post(path, async (c) => {
    const { staff, user } = await whom(desk, c);
    const typed = readForm(c, CheckForm);
    const page = pageOf(staff, { user, place: placeOf(c), typed });
    if (typed.mail_code !== undefined) return mailCode(desk, c, staff, page);
    const how = howOf(desk, user, typed);
    const sent = await orRefusal(desk.resets.send(staff.caller, user.id, how), ...shownWhereChecked);
    if (sent instanceof Refusal && sent.is('approval_needed'))
      return desk.done(c, page.back, await askedAbout(desk, staff, user));
    if (sent instanceof Refusal) return askCheck(desk, c, staff, { ...page, refusal: sent });
    return desk.done(c, page.back, await tellLetter(desk, staff, sent.reset.id));
  });
}

/** Whoever may not send to somebody is not asked how they were checked, either. */
async function whom(desk: Desk, c: WebContext): Promise<{ staff: Staff; user: User }> {
  const staff = await desk.staff(c);
  const { user } = await desk.users.show(staff.caller, c.req.param('id') ?? '');
  await desk.audit.admit(staff.caller, 'resets.send', user);
  return { staff, user };
}

function pageOf(
  staff: Staff,
  { user, place, typed }: { user: User; place: Place | undefined; typed: Partial<z.infer<typeof CheckForm>> },
): CheckPage {
  const { t } = staff;
  return {
    user,
    title: t('user.action.send'),
    trail: trailOf(staff, user, place),
    action: actPath(user.id, 'send-reset', place),
    yes: t('user.send'),
    back: userPath(user.id, undefined, place),
    typed,
  };
}
