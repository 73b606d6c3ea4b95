import type { Child } from 'hono/jsx';
import { knownBrowserCookie, orRefusal, safeRedirect, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { LiveLink } from '../../resets/index.ts';
import { Address, ErrorSummary, formScript, Icon, RefusalNotice, Submit } from '../../ui/index.ts';
import { provePath } from '../factors/paths.ts';
import { holdStep } from '../factors/step.ts';
import { newPasswordScript } from '../files.ts';
import type { Kit } from '../kit.tsx';
import { resetStep, type Step, stepOf } from '../link-step.ts';
import { NewPasswordFields, passwordErrors, violationsIn } from '../new-password-fields.tsx';
import { leaveNews } from '../notices.tsx';
import { sealForCheck } from '../vouchers.ts';
import { withRedirect } from '../with-redirect.ts';
import { dead, showDeadLink } from './dead-link.tsx';

interface ChangeForm {
  link?: string | undefined;
  password?: string | undefined;
  confirm_password?: string | undefined;
}

/** The page that the letter leads to. */
export async function showNewPassword(kit: Kit, c: WebContext, step: Step, refused?: Refusal): Promise<Response> {
  const link = await orRefusal(kit.resets.show(step.token), ...dead);
  if (link instanceof Refusal) return showDeadLink(kit, c, await kit.visitor(c), { refusal: link, step });
  return newPasswordPage(kit, c, { link, step, refused });
}

/** From where it goes on to where the person wanted to go. */
const donePath = '/web/reset_password/done';

/** The password is changed, or the same page says all that it still lacks. */
export async function changePassword(kit: Kit, c: WebContext, form: ChangeForm): Promise<Response> {
  const step = stepOf(kit, c, resetStep);
  if (!step) throw new Refusal('link_mismatch', {});
  const { link = '', password = '', confirm_password = '' } = form;
  const knownBrowser = kit.cookies.read(c, knownBrowserCookie);
  const given = { linkId: link, password, confirmPassword: confirm_password };
  const input = { ...given, token: step.token, browser: step.mark, pressedAt: c.get('cameAt'), knownBrowser };
  const completed = await orRefusal(
    kit.resets.complete(c.get('caller'), input),
    'password_refused',
    'limited',
    'busy',
    ...dead,
  );
  if (completed instanceof Refusal) return showNewPassword(kit, c, step, completed);
  if (completed.overtaken) return c.redirect(donePath, 303);
  if (completed.session) {
    await kit.enter(c, completed.session);
    return c.redirect(donePath, 303);
  }
  const redirect = safeRedirect(completed.redirect);
  kit.keepMark(c, completed.knownBrowser);
  leaveNews(kit, c, { kind: 'password_set', ended: completed.ended });
  if (completed.factorDue !== undefined) {
    holdStep(kit, c, completed.factorDue);
    return c.redirect(withRedirect(provePath, withRedirect(donePath, redirect)), 303);
  }
  return c.redirect(withRedirect('/web/login', redirect), 303);
}

interface Shown {
  link: LiveLink;
  step: Step;
  refused: Refusal | undefined;
}

async function newPasswordPage(kit: Kit, c: WebContext, { link, step, refused }: Shown): Promise<Response> {
  const { user, company } = link;
  const t = kit.locale.in(user.language);
  const rules = await kit.settings.read(kit.database.read);
  const violations = violationsIn(refused);
  const errors = passwordErrors(t, violations, { password: 'password', confirm: 'confirm_password' });
  const title =
    link.purpose === 'invitation'
      ? t('pages.new_password.welcome', { company: company.name })
      : t('pages.new_password.title');
  const body = (
    <div class="sheet sheet-wide">
      <h1>{title}</h1>
      <Whose t={t} link={link} />
      {violations.length === 0 && <RefusalNotice t={t} refusal={refused} />}
      <ErrorSummary title={t('pages.new_password.refused')} errors={errors} />
      <form method="post" action="/web/reset_password">
        <input type="hidden" name="link" value={link.id} />
        <NewPasswordFields
          t={t}
          terms={kit.passwords.terms(rules)}
          policy={kit.passwords.policy(rules)}
          violations={violations}
          names={{ password: 'password', confirm: 'confirm_password' }}
          username={user.login}
          autofocus={errors.length === 0}
          check={sealForCheck(kit, { kind: 'reset', token: step.token })}
        >
          <Submit busy={t('pages.new_password.busy')}>{t('pages.new_password.button')}</Submit>
          <p class="quiet">{t(link.signsIn ? 'pages.new_password.then_signed_in' : 'pages.new_password.then')}</p>
        </NewPasswordFields>
      </form>
      <LinkFacts t={t} link={link} />
    </div>
  );
  return kit.show(c, { t, company }, { title, body, refusal: refused, scripts: [formScript, newPasswordScript] });
}

function Whose({ t, link }: { t: Translate; link: LiveLink }) {
  const { name, login } = link.user;
  return (
    <p class="whose">
      <span class="avatar" aria-hidden="true">
        {initialOf(name)}
      </span>
      <span>
        <span class="visually-hidden">{t('pages.new_password.for')} </span>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <Address address={login} />
      </span>
    </p>
  );
}

function LinkFacts({ t, link }: { t: Translate; link: LiveLink }): Child {
  return (
    <ul class="good-to-know">
      <li>
        <Icon name="clock" />
        <span>{t('pages.new_password.holds', { until: t.moment(link.expiresAt, link.user.timeZone) })}</span>
      </li>
      <li>
        <Icon name="shield" />
        <a href="/help/passwords">{t('pages.new_password.help')}</a>
      </li>
      <li>
        <Icon name="envelope" />
        <a href="/web/reset_password?ask=1">{t('pages.new_password.other')}</a>
      </li>
    </ul>
  );
}

function initialOf(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase() ?? '';
}
