import { z } from 'zod';
import { orRefusal, type Person, readForm, type Web, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import {
  Address,
  ErrorSummary,
  errorOf,
  type FieldError,
  formScript,
  PasswordField,
  RefusalNotice,
  Rich,
  Submit,
  TextField,
  titleOf,
} from '../../ui/index.ts';
import type { Kit } from '../kit.tsx';
import { leaveNews } from '../notices.tsx';
import { MyMenu } from './menu.tsx';

const EmailForm = z.object({ email: z.string(), password: z.string() });

/** Where a refusal is mended. */
const fieldOf: Partial<Record<Refusal['code'], string>> = { email_malformed: 'email', wrong_password: 'password' };

/** One's own email address: proven at the new one before it counts. */
export function addOwnEmail(web: Web, kit: Kit): void {
  web.get('/my/email', async (c) => {
    const person = await kit.person(c);
    return emailPage(kit, c, person, { email: c.req.query('prove') === undefined ? '' : (person.me.user.email ?? '') });
  });

  web.post('/my/email', async (c) => {
    const person = await kit.person(c);
    const form = readForm(c, EmailForm);
    const asked = orRefusal(
      kit.resets.changeEmail(person.caller, form),
      'email_malformed',
      'wrong_password',
      'limited',
      'busy',
    );
    const refused = await asked;
    if (refused instanceof Refusal) return emailPage(kit, c, person, { email: form.email, refused });
    leaveNews(kit, c, { kind: 'email_asked', address: form.email.trim() });
    return c.redirect('/my', 303);
  });
}

interface Tried {
  email: string;
  refused?: Refusal;
}

async function emailPage(kit: Kit, c: WebContext, person: Person, { email, refused }: Tried): Promise<Response> {
  const { t, me } = person;
  const errors = errorsOf(t, refused);
  const title = t('pages.own_email.title');
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      {errors.length === 0 && <RefusalNotice t={t} refusal={refused} />}
      <ErrorSummary title={t('pages.errors.title')} errors={errors} />
      <p class="lead">{t('pages.own_email.explain')}</p>
      {me.user.email && (
        <p>
          {t('pages.own_email.now')}
          <br />
          <strong>
            <Address address={me.user.email} />
          </strong>
        </p>
      )}
      <Waiting t={t} person={person} waiting={await kit.resets.waitingEmail(person.caller)} />
      <form method="post" action="/my/email">
        <Fields t={t} email={email} errors={errors} />
        <Submit busy={t('pages.own_email.busy')}>{t('pages.own_email.button')}</Submit>
      </form>
    </div>
  );
  const menu = <MyMenu t={t} role={me.user.role} current="profile" />;
  return kit.show(c, person, { title, body, menu, refusal: refused, scripts: [formScript] });
}

function Waiting({
  t,
  person,
  waiting,
}: {
  t: Translate;
  person: Person;
  waiting: { email: string; until: number } | undefined;
}) {
  if (!waiting) return null;
  const until = t.moment(waiting.until, person.me.user.timeZone);
  const address = <Address address={waiting.email} />;
  return (
    <p class="quiet">
      <Rich t={t} text="pages.own_email.waiting" params={{ until }} of={{ address }} />
    </p>
  );
}

function Fields({ t, email, errors }: { t: Translate; email: string; errors: FieldError[] }) {
  const begin = email === '' ? 'email' : 'password';
  const autofocus = (name: string): boolean => errors.length === 0 && begin === name;
  return (
    <>
      <TextField
        name="email"
        label={t('pages.own_email.new')}
        error={errorOf(errors, 'email')}
        input={{
          value: email,
          autofocus: autofocus('email'),
          autocomplete: 'email',
          inputmode: 'email',
          autocapitalize: 'none',
          spellcheck: 'false',
          dir: 'ltr',
          required: true,
        }}
      />
      <PasswordField
        t={t}
        name="password"
        label={t('pages.own_email.password')}
        error={errorOf(errors, 'password')}
        input={{ autocomplete: 'current-password', autofocus: autofocus('password') }}
      />
    </>
  );
}

function errorsOf(t: Translate, refused: Refusal | undefined): FieldError[] {
  const field = refused && fieldOf[refused.code];
  return refused && field ? [{ field, text: titleOf(t, refused) }] : [];
}
