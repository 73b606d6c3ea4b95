import type { Child } from 'hono/jsx';
import { z } from 'zod';
import { orRefusal, type WebContext } from '../../http/index.ts';
import { isId, leastRoleFor, newId, Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import { type HowAgain, identityChecks, isApprovedReset } from '../../resets/index.ts';
import {
  Address,
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
import { onlyTheyApprove } from '../approvals/asked-now.ts';
import type { Desk, Staff } from '../desk.tsx';
import { Confirm, Radios, StaffNote, typedText } from '../parts/index.ts';
import { roleText } from '../users/words.ts';
import { whyWaits } from './letter-state.ts';

/** How staff made sure who is asking, before a letter with a link goes out: sent, sent once more, or an invitation again. */
export const CheckForm = z.object({
  identity_check: z.enum(identityChecks).optional(),
  identity_code: z.string().optional(),
  note: z.string().optional(),
  /** The other button: mails a code first. */
  mail_code: z.string().optional(),
  once: z.string().optional(),
});

type Typed = Partial<z.infer<typeof CheckForm>>;

export function howOf(desk: Desk, user: User, typed: z.infer<typeof CheckForm>): HowAgain {
  const { identity_check, identity_code, note, once } = typed;
  return {
    identityCheck: identity_check,
    identityCode: identity_code,
    note: typedText(note) || undefined,
    resetId: once === undefined ? undefined : openOnce(desk, user, once),
  };
}

/** The reset's id travels in the form, sealed: a form that is sent twice sends one letter. One that a program makes has none. */
export function sealOnce({ secrets, clock, random }: Desk, user: User): string {
  return secrets.seal('voucher', `send ${user.id}`, newId(clock, random));
}

function openOnce({ secrets }: Desk, user: User, sealed: string): string {
  const id = secrets.open('voucher', `send ${user.id}`, sealed);
  if (id === undefined || !isId(id)) throw new Refusal('malformed', { field: 'once' });
  return id;
}

/** What the form of either page brings along. */
export function Once({ desk, user, once }: { desk: Desk; user: User; once?: string | undefined }) {
  return <input type="hidden" name="once" value={once ?? sealOnce(desk, user)} />;
}

/** What the page itself tells. */
export const shownWhereChecked = [
  'archived',
  'no_address',
  'email_malformed',
  'already_confirmed',
  'identity_check_missing',
  'code_wrong',
  'approval_needed',
  'limited',
  'busy',
] as const;

/** Whether staff have to say it before a letter goes to a user. */
export async function mustCheck(desk: Desk, { role }: User): Promise<boolean> {
  return (await desk.settings.read(desk.database.read))[`identity_check_${role}`];
}

/** A page that names person and address, asks how the caller was checked, and sends. */
export interface CheckPage {
  user: User;
  title: string;
  trail: { text: string; href: string }[];
  /** Where the form goes, what its button says, and where Cancel leads. */
  action: string;
  yes: string;
  back: string;
  typed: Typed;
  refusal?: Refusal | undefined;
  /** A code was mailed: whether it is on its way. */
  code?: 'mailed' | 'waits' | undefined;
  /** What else is told. */
  also?: Child;
}

/** The other button was pressed: the page again, with a code. */
export async function mailCode(desk: Desk, c: WebContext, staff: Staff, page: CheckPage): Promise<Response> {
  return askCheck(desk, c, staff, { ...page, ...(await codeMailed(desk, staff, page)) });
}

/** Mails a code; answers how the page stands after that. */
export async function codeMailed(
  desk: Desk,
  { caller }: Staff,
  { user, typed }: Pick<CheckPage, 'user' | 'typed'>,
): Promise<Pick<CheckPage, 'typed' | 'refusal' | 'code'>> {
  const mailed = await orRefusal(desk.resets.sendCode(caller, user.id), ...shownWhereChecked);
  const again = { ...typed, identity_check: 'code' } as const;
  if (mailed instanceof Refusal) return { typed: again, refusal: mailed };
  return (await whyWaits(desk)) === undefined ? { typed: again, code: 'mailed' } : { typed, code: 'waits' };
}

export async function askCheck(desk: Desk, c: WebContext, staff: Staff, page: CheckPage): Promise<Response> {
  const { t } = staff;
  const { user, title, trail, typed, refusal } = page;
  const errors = errorsOf(t, refusal);
  const waits = await whyWaits(desk);
  const body = (
    <Confirm
      title={title}
      action={page.action}
      yes={page.yes}
      busy={t('user.sending')}
      also={<MailCode t={t} />}
      no={t('user.cancel')}
      back={page.back}
    >
      {page.also}
      <Once desk={desk} user={user} once={typed.once} />
      {errors.length === 0 && <RefusalNotice t={t} refusal={refusal} />}
      <ErrorSummary title={t('user.send.refused')} errors={errors} />
      <Whom t={t} user={user} />
      {await approvalNotice(desk, staff, user)}
      {await factorNotice(desk, staff, user)}
      {waits && <Notice kind="warning" title={t(`user.send.${waits}`)} />}
      <HowChecked t={t} page={page} must={await mustCheck(desk, user)} />
      <StaffNote t={t} hint={t('user.send.note.hint')} value={typed.note} />
    </Confirm>
  );
  return desk.show(c, staff, { title, trail, body, refusal, scripts: [formScript] });
}

/** What waits for a second administrator says so before it is asked for. */
async function approvalNotice(desk: Desk, staff: Staff, user: User): Promise<Child> {
  const { t, caller } = staff;
  const waits = isApprovedReset(user) && (await desk.approvals.mustWait(desk.database.read, caller, 'reset'));
  if (!waits) return null;
  if (!(await onlyTheyApprove(desk, staff, user))) return <Notice kind="info" title={t('user.send.approval')} />;
  return <Notice kind="warning" title={t('user.send.approval_alone', { name: user.name })} />;
}

/** A link sets a password, and who has lost the second factor is not in by that. */
async function factorNotice(desk: Desk, { t }: Staff, user: User): Promise<Child> {
  const { totp, passkeys } = await desk.factors.of(desk.database.read, user.id);
  if (!totp && passkeys.length === 0) return null;
  const role = roleText(t, leastRoleFor('factors.remove', user));
  return <Notice kind="info" title={t('user.send.factor', { name: user.name, role })} />;
}

function Whom({ t, user }: { t: Translate; user: User }) {
  return (
    <dl class="facts">
      <dt>{t('user.send.person')}</dt>
      <dd>
        {user.name}{' '}
        <span class="quiet">
          <Address address={user.login} />
        </span>
      </dd>
      <dt>{t('user.send.address')}</dt>
      <dd>{user.email ?? t('user.send.no_address')}</dd>
    </dl>
  );
}

/** The other button. */
export function MailCode({ t }: { t: Translate }) {
  return (
    <Submit kind="secondary" name="mail_code" value="yes">
      {t('user.code.mail')}
    </Submit>
  );
}

type Checked = Pick<CheckPage, 'user' | 'typed' | 'refusal' | 'code'>;

/** None is chosen beforehand: how somebody was checked is never a guess of ours. */
export function HowChecked({ t, page, must }: { t: Translate; page: Checked; must: boolean }) {
  const { typed, refusal, code } = page;
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
      {code && (
        <Notice
          kind={code === 'waits' ? 'warning' : 'info'}
          title={t(`user.code.${code}`, { address: page.user.email ?? '' })}
        />
      )}
      <TextField
        name="identity_code"
        label={t('user.code')}
        hint={t('user.code.hint')}
        error={refusal?.is('code_wrong') ? titleOf(t, refusal) : undefined}
        input={{ value: typed.identity_code, inputmode: 'numeric', autocomplete: 'off', autofocus: code === 'mailed' }}
      />
    </>
  );
}

export function errorsOf(t: Translate, refusal: Refusal | undefined): FieldError[] {
  if (refusal?.is('identity_check_missing')) return [{ field: 'identity_check', text: titleOf(t, refusal) }];
  return refusal?.is('code_wrong') ? [{ field: 'identity_code', text: titleOf(t, refusal) }] : [];
}
