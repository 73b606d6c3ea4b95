import { z } from 'zod';
import { orRefusal, readForm, type Web } from '../../http/index.ts';
import { isId, newId, Refusal } from '../../kernel/index.ts';
import type { User } from '../../users/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import type { Place } from '../list/index.ts';
import { trailOf } from './acts.tsx';
import { askCheck, CheckForm, type CheckPage, howOf, mailCode, shownWhereChecked } from './ask-check.tsx';
import { tellLetter } from './letter-state.ts';
import { actPath, placeOf, userPath, usersPath } from './paths.ts';

const SendForm = CheckForm.extend({ once: z.string() });

/** "Send Password Reset Instructions": names person and address, asks how the caller was checked, and sends. */
export function addSendReset(web: Web, desk: Desk): void {
  const path = `${usersPath}/:id/send-reset`;

  web.get(path, async (c) => {
    const staff = await desk.staff(c);
    const { user } = await desk.users.show(staff.caller, c.req.param('id'));
    return askCheck(desk, c, staff, pageOf(desk, staff, { user, place: placeOf(c), typed: {} }));
  });

  web.post(path, async (c) => {
    const staff = await desk.staff(c);
    const { user } = await desk.users.show(staff.caller, c.req.param('id'));
    const typed = readForm(c, SendForm);
    const page = pageOf(desk, staff, { user, place: placeOf(c), typed });
    if (typed.mail_code !== undefined) return mailCode(desk, c, staff, page);
    const how = { ...howOf(typed), resetId: openOnce(desk, user, typed.once) };
    const sent = await orRefusal(desk.resets.send(staff.caller, user.id, how), ...shownWhereChecked);
    if (sent instanceof Refusal && sent.is('approval_needed')) return desk.done(c, page.back, askedNow(staff));
    if (sent instanceof Refusal) return askCheck(desk, c, staff, { ...page, refusal: sent });
    return desk.done(c, page.back, await tellLetter(desk, staff, sent.reset.id));
  });
}

/** The reset's id travels in the form, sealed: a form that is sent twice sends one letter. */
function sealOnce({ secrets, clock, random }: Desk, user: User): string {
  return secrets.seal('voucher', `send ${user.id}`, newId(clock, random));
}

function openOnce({ secrets }: Desk, user: User, sealed: string): string {
  const id = secrets.open('voucher', `send ${user.id}`, sealed);
  if (id === undefined || !isId(id)) throw new Refusal('malformed', { field: 'once' });
  return id;
}

function pageOf(
  desk: Desk,
  staff: Staff,
  { user, place, typed }: { user: User; place: Place | undefined; typed: Partial<z.infer<typeof SendForm>> },
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
    also: <input type="hidden" name="once" value={typed.once ?? sealOnce(desk, user)} />,
  };
}
