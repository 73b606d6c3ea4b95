import { z } from 'zod';
import { knownBrowserCookie, orRefusal, type Person, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal, type Violation } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import {
  ErrorSummary,
  errorOf,
  type FieldError,
  formScript,
  PasswordField,
  RefusalNotice,
  Submit,
  titleOf,
} from '../../ui/index.ts';
import { newPasswordScript } from '../files.ts';
import type { Kit } from '../kit.tsx';
import { NewPasswordFields, passwordErrors, violationsIn } from '../new-password-fields.tsx';
import { leaveNews } from '../notices.tsx';
import { MyMenu } from './menu.tsx';

const OwnPasswordForm = z.object({ old_password: z.string(), new_password: z.string(), confirm_password: z.string() });

const names = { password: 'new_password', confirm: 'confirm_password' };

export function addOwnPassword(web: Web, kit: Kit): void {
  web.get('/my/password', async (c) => ownPasswordPage(kit, c, await kit.person(c)));

  web.post('/my/password', async (c) => {
    const person = await kit.person(c);
    const form = readForm(c, OwnPasswordForm);
    const input = {
      oldPassword: form.old_password,
      newPassword: form.new_password,
      confirmPassword: form.confirm_password,
      knownBrowser: kit.cookies.read(c, knownBrowserCookie),
    };
    const changed = await orRefusal(
      kit.sessions.changePassword(person.caller, input),
      'wrong_password',
      'password_refused',
      'limited',
      'busy',
    );
    if (changed instanceof Refusal) return ownPasswordPage(kit, c, person, changed);
    await kit.enter(c, changed.session);
    leaveNews(kit, c, { kind: 'password_changed', ended: changed.ended });
    return c.redirect('/my/security', 303);
  });
}

async function ownPasswordPage(kit: Kit, c: WebContext, person: Person, refused?: Refusal): Promise<Response> {
  const { t, me } = person;
  const rules = await kit.settings.read(kit.database.read);
  const violations = violationsIn(refused);
  const errors = errorsOf(t, refused, violations);
  const title = t('pages.own_password.title');
  const body = (
    <div class="sheet sheet-wide">
      <h1>{title}</h1>
      {errors.length === 0 && <RefusalNotice t={t} refusal={refused} />}
      <ErrorSummary title={t('pages.own_password.refused')} errors={errors} />
      <form method="post" action="/my/password">
        <OldPassword t={t} errors={errors} selfService={rules.self_service} />
        <NewPasswordFields
          t={t}
          terms={kit.passwords.terms(rules)}
          policy={kit.passwords.policy(rules)}
          violations={violations}
          names={names}
          username={me.user.login}
        >
          <Submit busy={t('pages.new_password.busy')}>{t('pages.new_password.button')}</Submit>
          <p class="quiet">{t('pages.new_password.then')}</p>
        </NewPasswordFields>
      </form>
    </div>
  );
  const menu = <MyMenu t={t} role={me.user.role} current="password" />;
  return kit.show(c, person, { title, body, menu, refusal: refused, scripts: [formScript, newPasswordScript] });
}

function OldPassword({ t, errors, selfService }: { t: Translate; errors: FieldError[]; selfService: boolean }) {
  return (
    <PasswordField
      t={t}
      name="old_password"
      label={t('pages.own_password.old')}
      hint={selfService && <a href="/web/reset_password?ask=1">{t('pages.own_password.forgotten')}</a>}
      error={errorOf(errors, 'old_password')}
      input={{ autocomplete: 'current-password', autofocus: errors.length === 0 }}
    />
  );
}

function errorsOf(t: Translate, refused: Refusal | undefined, violations: Violation[]): FieldError[] {
  if (refused?.is('wrong_password')) return [{ field: 'old_password', text: titleOf(t, refused) }];
  return passwordErrors(t, violations, names);
}
