import { z } from 'zod';
import { orRefusal, readForm, type Web, type WebContext } from '../http/index.ts';
import { Refusal, type RefusalCode } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import {
  ErrorSummary,
  errorOf,
  type FieldError,
  formScript,
  RefusalNotice,
  Submit,
  TextField,
  titleOf,
} from '../ui/index.ts';
import { newPasswordScript } from './files.ts';
import { homeOf, type Kit } from './kit.tsx';
import { addLinkPage, demandStep, type Step, setUpStep } from './link-step.ts';
import { NewPasswordFields, passwordErrors, violationsIn } from './new-password-fields.tsx';
import { sealForCheck } from './vouchers.ts';

const SetUpForm = z.object({
  name: z.string(),
  login: z.string(),
  email: z.string(),
  company: z.string(),
  password: z.string(),
  confirm_password: z.string(),
});

type Entered = Partial<z.infer<typeof SetUpForm>>;

const names = { password: 'password', confirm: 'confirm_password' };

/** Where a refusal is mended. */
const fieldOf: Partial<Record<RefusalCode, string>> = {
  name_missing: 'name',
  login_missing: 'login',
  login_malformed: 'login',
  login_taken: 'login',
  email_malformed: 'email',
};

/** The first administrator, with the link that only whoever runs the server has. */
export function addSetUp(web: Web, kit: Kit): void {
  addLinkPage(web, kit, setUpStep, {
    async follow(_, token) {
      await kit.resets.showSetUp(token);
      return {};
    },
    show: async (c) => setUpPage(kit, c, demandStep(kit, c, setUpStep)),
  });

  web.post('/web/set_up', async (c) => {
    const step = demandStep(kit, c, setUpStep);
    const form = readForm(c, SetUpForm);
    const opened = await orRefusal(
      kit.resets.setUp(c.get('caller'), step.token, { ...form, confirmPassword: form.confirm_password }),
      'password_refused',
      'name_missing',
      'login_missing',
      'login_malformed',
      'login_taken',
      'email_malformed',
      'busy',
    );
    if (opened instanceof Refusal) return setUpPage(kit, c, step, { entered: form, refused: opened });
    kit.cookies.clear(c, setUpStep);
    await kit.enter(c, opened);
    return c.redirect(homeOf(opened.user), 303);
  });
}

interface Tried {
  entered: Entered;
  refused: Refusal | undefined;
}

const nothing: Tried = { entered: {}, refused: undefined };

async function setUpPage(
  kit: Kit,
  c: WebContext,
  step: Step,
  { entered, refused }: Tried = nothing,
): Promise<Response> {
  await kit.resets.showSetUp(step.token);
  const visitor = await kit.visitor(c);
  const { t } = visitor;
  const rules = await kit.settings.read(kit.database.read);
  const violations = violationsIn(refused);
  const errors = errorsOf(t, refused);
  const title = t('pages.set_up.title');
  const body = (
    <div class="sheet sheet-wide">
      <h1>{title}</h1>
      <p class="lead">{t('pages.set_up.intro')}</p>
      {errors.length === 0 && <RefusalNotice t={t} refusal={refused} />}
      <ErrorSummary title={t('pages.errors.title')} errors={errors} />
      <form method="post" action="/web/set_up">
        <You t={t} entered={entered} errors={errors} />
        <NewPasswordFields
          t={t}
          terms={kit.passwords.terms(rules)}
          policy={kit.passwords.policy(rules)}
          violations={violations}
          names={names}
          check={sealForCheck(kit, { kind: 'set_up', token: step.token })}
        >
          <Submit busy={t('pages.set_up.busy')}>{t('pages.set_up.button')}</Submit>
        </NewPasswordFields>
      </form>
    </div>
  );
  return kit.show(c, visitor, { title, body, refusal: refused, scripts: [formScript, newPasswordScript] });
}

function You({ t, entered, errors }: { t: Translate; entered: Entered; errors: FieldError[] }) {
  const field = (name: keyof Entered, autocomplete: string) => ({
    name,
    error: errorOf(errors, name),
    input: {
      value: entered[name],
      maxlength: name === 'company' ? '120' : '254',
      autocomplete,
      required: true,
      autofocus: name === 'name' && errors.length === 0,
    },
  });
  return (
    <fieldset class="pairs">
      <legend>{t('pages.set_up.you')}</legend>
      <TextField label={t('pages.set_up.name')} {...field('name', 'name')} />
      <TextField label={t('pages.set_up.email')} {...field('email', 'email')} />
      <TextField label={t('pages.set_up.login')} hint={t('pages.set_up.login.hint')} {...field('login', 'username')} />
      <TextField
        label={t('pages.set_up.company')}
        hint={t('pages.set_up.company.hint')}
        {...field('company', 'organization')}
      />
    </fieldset>
  );
}

function errorsOf(t: Translate, refused: Refusal | undefined): FieldError[] {
  if (!refused?.is('password_refused')) return refused ? fieldErrors(t, [refused]) : [];
  const { violations, besides = [] } = refused.details;
  return [...fieldErrors(t, besides), ...passwordErrors(t, violations, names)];
}

function fieldErrors(t: Translate, refusals: readonly Refusal[]): FieldError[] {
  return refusals.flatMap((refused) => {
    const field = fieldOf[refused.code];
    return field ? [{ field, text: titleOf(t, refused) }] : [];
  });
}
