import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { type Caller, may, Refusal } from '../../kernel/index.ts';
import { ErrorSummary, formScript, RefusalNotice, Submit } from '../../ui/index.ts';
import type { NewUser } from '../../users/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { fieldErrors, IdentityFields, PreferenceFields, RoleField, type Typed, userFields } from './fields.tsx';
import { tellLetter } from './letter-state.ts';
import { userPath, usersPath } from './paths.ts';

const NewForm = z.object({ ...userFields, after: z.enum(['invite', 'nothing']) });

/** A new user, invited at once or not yet. */
export function addNewUser(web: Web, desk: Desk): void {
  web.get(`${usersPath}/new`, async (c) => {
    const staff = await desk.staff(c);
    await desk.audit.admit(staff.caller, 'users.create');
    return newPage(desk, c, staff, {});
  });

  web.post(`${usersPath}/new`, async (c) => {
    const staff = await desk.staff(c);
    const { after, ...typed } = readForm(c, NewForm);
    const first = typed.role !== undefined && typed.role !== 'user' ? desk.fresh(c, staff) : undefined;
    if (first) return first;
    const made = await orRefusal(make(desk, staff.caller, { typed, invite: after === 'invite' }), ...shownHere);
    if (made instanceof Refusal && made.is('approval_needed')) return desk.done(c, usersPath, askedNow(staff));
    if (made instanceof Refusal) return newPage(desk, c, staff, typed, made);
    const told = made.resetId
      ? await tellLetter(desk, staff, made.resetId)
      : ({ kind: 'success', text: staff.t('user.created', { name: made.name }) } as const);
    return desk.done(c, userPath(made.id), told);
  });
}

const shownHere = [
  'name_missing',
  'login_missing',
  'login_malformed',
  'login_taken',
  'email_malformed',
  'email_shared',
  'email_of_greater',
  'email_is_login',
  'no_address',
  'approval_needed',
  'busy',
] as const;

async function make(desk: Desk, caller: Caller, { typed, invite }: { typed: Typed; invite: boolean }) {
  const newUser: NewUser = {
    name: typed.name ?? '',
    login: typed.login ?? '',
    email: typed.email,
    role: typed.role,
    company: typed.company,
    language: typed.language,
    timeZone: typed.time_zone,
    sharesEmail: typed.share_email !== undefined,
  };
  if (!invite) return desk.users.create(caller, newUser).then(({ id, name }) => ({ id, name, resetId: undefined }));
  const { user, reset } = await desk.resets.invite(caller, newUser, {});
  return { id: user.id, name: user.name, resetId: reset.id };
}

async function newPage(desk: Desk, c: WebContext, staff: Staff, typed: Typed, refusal?: Refusal): Promise<Response> {
  const { t, caller, me } = staff;
  const title = t('user.new');
  const companies = await desk.users.companies(desk.database.read);
  const { companyId: company, timeZone: time_zone, language } = me.user;
  const value = { company, time_zone, language, ...typed };
  const errors = fieldErrors(t, refusal);
  const body = (
    <div class="sheet sheet-full user-form">
      <form method="post" action={`${usersPath}/new`} class="form" data-unsaved>
        {errors.length === 0 && <RefusalNotice t={t} refusal={refusal} />}
        <ErrorSummary title={t('user.refused')} errors={errors} />
        <IdentityFields t={t} value={value} refusal={refusal} />
        <RoleField t={t} value={value.role ?? 'user'} caller={caller} />
        <PreferenceFields t={t} value={value} companies={companies} />
        <p class="quiet">{t('user.new.invite')}</p>
        <div class="confirm-buttons">
          {may(caller, 'resets.send') && (
            <Submit name="after" value="invite" busy={t('user.saving')}>
              {t('user.save_and_invite')}
            </Submit>
          )}
          <Submit kind="secondary" name="after" value="nothing" busy={t('user.saving')}>
            {t('user.save')}
          </Submit>
        </div>
      </form>
    </div>
  );
  const trail = [{ text: t('users.list.title'), href: usersPath }];
  return desk.show(c, staff, { title, trail, body, refusal, scripts: [formScript] });
}
