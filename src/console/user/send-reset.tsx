import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../../http/index.ts';
import { isId, newId, Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { identityChecks } from '../../resets/index.ts';
import {
  ErrorSummary,
  type FieldError,
  formScript,
  Notice,
  RefusalNotice,
  Submit,
  TextField,
  titleOf,
} from '../../ui/index.ts';
import type { User } from '../../users/index.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Confirm, Radios, TextArea } from '../parts/index.ts';
import { trailOf } from './acts.tsx';
import { tellLetter } from './letter-state.ts';
import { actPath, placeOf, userPath, usersPath } from './paths.ts';

const SendForm = z.object({
  identity_check: z.enum(identityChecks).optional(),
  identity_code: z.string().optional(),
  note: z.string().optional(),
  once: z.string(),
  /** The other button: mails a code first. */
  mail_code: z.string().optional(),
});

type Typed = Partial<z.infer<typeof SendForm>>;

/** "Send Password Reset Instructions": names person and address, asks how the caller was checked, and sends. */
export function addSendReset(web: Web, desk: Desk): void {
  const path = `${usersPath}/:id/send-reset`;

  web.get(path, async (c) => {
    const staff = await desk.staff(c);
    const { user } = await desk.users.show(staff.caller, c.req.param('id'));
    return sendPage(desk, c, staff, { user, typed: {} });
  });

  web.post(path, async (c) => {
    const staff = await desk.staff(c);
    const { user } = await desk.users.show(staff.caller, c.req.param('id'));
    const typed = await readForm(c.req.raw, SendForm);
    if (typed.mail_code !== undefined) return mailCode(desk, c, staff, { user, typed });
    const how = {
      identityCheck: typed.identity_check,
      identityCode: typed.identity_code,
      note: typed.note?.trim() || undefined,
      resetId: openOnce(desk, user, typed.once),
    };
    const sent = await orRefusal(desk.resets.send(staff.caller, user.id, how), ...shownHere);
    if (sent instanceof Refusal && sent.is('approval_needed')) {
      return desk.done(c, userPath(user.id, undefined, placeOf(c)), askedNow(staff));
    }
    if (sent instanceof Refusal) return sendPage(desk, c, staff, { user, typed, refusal: sent });
    return desk.done(c, userPath(user.id, undefined, placeOf(c)), await tellLetter(desk, staff, sent.reset.id));
  });
}

const shownHere = [
  'archived',
  'no_address',
  'email_malformed',
  'identity_check_missing',
  'code_wrong',
  'approval_needed',
  'limited',
  'busy',
] as const;

async function mailCode(desk: Desk, c: WebContext, staff: Staff, { user, typed }: Page): Promise<Response> {
  const mailed = await orRefusal(desk.resets.sendCode(staff.caller, user.id), ...shownHere);
  const refusal = mailed instanceof Refusal ? mailed : undefined;
  return sendPage(desk, c, staff, { user, typed: { ...typed, identity_check: 'code' }, refusal, mailed: !refusal });
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

interface Page {
  user: User;
  typed: Typed;
  refusal?: Refusal | undefined;
  /** A code is on its way. */
  mailed?: boolean;
}

async function sendPage(desk: Desk, c: WebContext, staff: Staff, page: Page): Promise<Response> {
  const { t } = staff;
  const { user, typed, refusal } = page;
  const place = placeOf(c);
  const title = t('user.action.send');
  const errors = errorsOf(t, refusal);
  const body = (
    <Confirm
      title={title}
      action={actPath(user.id, 'send-reset', place)}
      yes={t('user.send')}
      busy={t('user.sending')}
      also={
        <Submit kind="secondary" name="mail_code" value="yes">
          {t('user.code.mail')}
        </Submit>
      }
      no={t('user.cancel')}
      back={userPath(user.id, undefined, place)}
    >
      <input type="hidden" name="once" value={typed.once ?? sealOnce(desk, user)} />
      {errors.length === 0 && <RefusalNotice t={t} refusal={refusal} />}
      <ErrorSummary title={t('user.send.refused')} errors={errors} />
      <Whom t={t} user={user} />
      {!desk.mail.ready() && <Notice kind="warning" title={t('user.send.waits')} />}
      <HowChecked
        t={t}
        page={page}
        must={(await desk.settings.read(desk.database.read))[`identity_check_${user.role}`]}
      />
      <TextArea
        name="note"
        label={t('user.send.note')}
        hint={t('user.send.note.hint')}
        value={typed.note ?? ''}
        rows={2}
      />
    </Confirm>
  );
  return desk.show(c, staff, { title, trail: trailOf(staff, user, place), body, refusal, scripts: [formScript] });
}

function Whom({ t, user }: { t: Translate; user: User }) {
  return (
    <dl class="facts">
      <dt>{t('user.send.person')}</dt>
      <dd>
        {user.name} <span class="quiet">{user.login}</span>
      </dd>
      <dt>{t('user.send.address')}</dt>
      <dd>{user.email ?? t('user.send.no_address')}</dd>
    </dl>
  );
}

/** None is chosen beforehand: how somebody was checked is never a guess of ours. */
function HowChecked({ t, page, must }: { t: Translate; page: Page; must: boolean }) {
  const { typed, refusal, mailed } = page;
  const options = identityChecks.map((value) => ({ value, text: t(`user.check.${value}`) }));
  return (
    <>
      <Radios
        name="identity_check"
        label={t(must ? 'user.check.must' : 'user.check')}
        options={options}
        value={typed.identity_check}
        error={refusal?.is('identity_check_missing') ? titleOf(t, refusal) : undefined}
      />
      {mailed && <Notice kind="info" title={t('user.code.mailed', { address: page.user.email ?? '' })} />}
      <TextField
        name="identity_code"
        label={t('user.code')}
        hint={t('user.code.hint')}
        error={refusal?.is('code_wrong') ? titleOf(t, refusal) : undefined}
        input={{ value: typed.identity_code, inputmode: 'numeric', autocomplete: 'off', autofocus: mailed }}
      />
    </>
  );
}

function errorsOf(t: Translate, refusal: Refusal | undefined): FieldError[] {
  if (refusal?.is('identity_check_missing')) return [{ field: 'identity_check', text: titleOf(t, refusal) }];
  return refusal?.is('code_wrong') ? [{ field: 'identity_code', text: titleOf(t, refusal) }] : [];
}
