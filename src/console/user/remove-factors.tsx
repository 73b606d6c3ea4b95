import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import { ErrorSummary, formScript, RefusalNotice } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import { askedAbout } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Confirm, StaffNote } from '../parts/index.ts';
import { trailOf } from './acts.tsx';
import { CheckForm, type CheckPage, codeMailed, errorsOf, HowChecked, howOf, MailCode, Once } from './ask-check.tsx';
import { actPath, placeOf, userPath, usersPath } from './paths.ts';

type Page = Pick<CheckPage, 'user' | 'typed' | 'refusal' | 'code'>;

/** For somebody who has lost device and codes: every second factor is taken away, once it is said who was asking. */
export function addRemoveFactors(web: Web, desk: Desk): void {
  const path = `${usersPath}/:id/remove-factors`;

  web.get(path, async (c) => {
    const { staff, user } = await whom(desk, c);
    return removePage(desk, c, staff, { user, typed: {} });
  });

  web.post(path, async (c) => {
    const { staff, user } = await whom(desk, c);
    const first = desk.fresh(c, staff);
    if (first) return first;
    const typed = readForm(c, CheckForm);
    const page: Page = { user, typed };
    if (typed.mail_code !== undefined)
      return removePage(desk, c, staff, { ...page, ...(await codeMailed(desk, staff, page)) });
    const { identityCheck = '', identityCode, note = '', resetId: form } = howOf(desk, user, typed);
    const how = { identityCheck, identityCode, note, form };
    const removal = desk.factors.removeAll(staff.caller, user.id, how);
    const removed = await orRefusal(removal, 'identity_check_missing', 'code_wrong', 'approval_needed');
    const back = userPath(user.id, undefined, placeOf(c));
    if (removed instanceof Refusal && removed.is('approval_needed'))
      return desk.done(c, back, await askedAbout(desk, staff, user));
    if (removed instanceof Refusal) return removePage(desk, c, staff, { ...page, refusal: removed });
    const text = staff.t('user.factors.removed', { name: user.name, sessions: removed });
    return desk.done(c, back, { kind: 'success', text });
  });
}

async function whom(desk: Desk, c: WebContext): Promise<{ staff: Staff; user: User }> {
  const staff = await desk.staff(c);
  const { user } = await desk.users.show(staff.caller, c.req.param('id') ?? '');
  await desk.audit.admit(staff.caller, 'factors.remove', user);
  return { staff, user };
}

function removePage(desk: Desk, c: WebContext, staff: Staff, page: Page): Response | Promise<Response> {
  const { t } = staff;
  const { user, typed, refusal } = page;
  const place = placeOf(c);
  const title = t('user.action.remove_factors');
  const errors = errorsOf(t, refusal);
  const body = (
    <Confirm
      title={title}
      action={actPath(user.id, 'remove-factors', place)}
      yes={t('user.factors.remove')}
      danger
      also={<MailCode t={t} />}
      no={t('user.cancel')}
      back={userPath(user.id, undefined, place)}
    >
      {errors.length === 0 && <RefusalNotice t={t} refusal={refusal} />}
      <ErrorSummary title={t('user.factors.refused')} errors={errors} />
      <Once desk={desk} user={user} once={typed.once} />
      <p>{t('user.factors.ask', { name: user.name })}</p>
      <HowChecked t={t} page={page} must />
      <StaffNote t={t} hint={t('user.factors.note')} value={typed.note} />
    </Confirm>
  );
  return desk.show(c, staff, { title, trail: trailOf(staff, user, place), body, refusal, scripts: [formScript] });
}
