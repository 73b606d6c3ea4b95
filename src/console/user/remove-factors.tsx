import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import { identityChecks, longestNote } from '../../resets/index.ts';
import { formScript, titleOf } from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import { askedAbout } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Confirm, Radios, TextArea, typedText } from '../parts/index.ts';
import { trailOf } from './acts.tsx';
import { actPath, placeOf, userPath, usersPath } from './paths.ts';

const RemoveForm = z.object({ identity_check: z.enum(identityChecks).optional(), note: z.string().default('') });

interface Page {
  user: User;
  note: string;
  refusal?: Refusal;
}

/** For somebody who has lost device and codes: every second factor is taken away, once it is said who was asking. */
export function addRemoveFactors(web: Web, desk: Desk): void {
  const path = `${usersPath}/:id/remove-factors`;

  web.get(path, async (c) => {
    const { staff, user } = await whom(desk, c);
    return removePage(desk, c, staff, { user, note: '' });
  });

  web.post(path, async (c) => {
    const { staff, user } = await whom(desk, c);
    const first = desk.fresh(c, staff);
    if (first) return first;
    const { identity_check: identityCheck = '', note } = readForm(c, RemoveForm);
    const how = { identityCheck, note: typedText(note) };
    const removal = desk.factors.removeAll(staff.caller, user.id, how);
    const removed = await orRefusal(removal, 'identity_check_missing', 'approval_needed');
    const back = userPath(user.id, undefined, placeOf(c));
    if (removed instanceof Refusal && removed.is('approval_needed'))
      return desk.done(c, back, await askedAbout(desk, staff, user));
    if (removed instanceof Refusal) return removePage(desk, c, staff, { user, note, refusal: removed });
    const text = staff.t('user.factors.removed', { name: user.name });
    return desk.done(c, back, { kind: 'success', text });
  });
}

async function whom(desk: Desk, c: WebContext): Promise<{ staff: Staff; user: User }> {
  const staff = await desk.staff(c);
  const { user } = await desk.users.show(staff.caller, c.req.param('id') ?? '');
  await desk.audit.admit(staff.caller, 'factors.remove', user);
  return { staff, user };
}

function removePage(
  desk: Desk,
  c: WebContext,
  staff: Staff,
  { user, note, refusal }: Page,
): Response | Promise<Response> {
  const { t } = staff;
  const place = placeOf(c);
  const title = t('user.action.remove_factors');
  const body = (
    <Confirm
      title={title}
      action={actPath(user.id, 'remove-factors', place)}
      yes={t('user.factors.remove')}
      danger
      no={t('user.cancel')}
      back={userPath(user.id, undefined, place)}
    >
      <p>{t('user.factors.ask', { name: user.name })}</p>
      <Radios
        name="identity_check"
        label={t('user.check.must')}
        options={identityChecks.map((value) => ({ value, text: t(`user.check.${value}`) }))}
        value={undefined}
        error={refusal && titleOf(t, refusal)}
      />
      <TextArea
        name="note"
        label={t('user.send.note')}
        hint={t('user.factors.note')}
        value={note}
        rows={2}
        most={longestNote}
      />
    </Confirm>
  );
  return desk.show(c, staff, { title, trail: trailOf(staff, user, place), body, refusal, scripts: [formScript] });
}
