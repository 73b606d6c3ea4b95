import { z } from 'zod';
import {
  confirmPasswordPath,
  goOn,
  isPageOfForm,
  orRefusal,
  type Person,
  readForm,
  readFormText,
  sessionCookie,
  type Waiting,
  type Web,
  type WebContext,
  waitingIn,
} from '../http/index.ts';
import { hour, Refusal } from '../kernel/index.ts';
import type { Translate } from '../locale/index.ts';
import { formScript, LinkButton, Notice, PasswordField, RefusalNotice, Submit } from '../ui/index.ts';
import { homeOf, type Kit } from './kit.tsx';
import { waitingAct } from './waiting-act.ts';

/** `waiting` is what the page was given to keep: sealed, so that it leads where it was meant to, for whom it was meant. */
const ConfirmForm = z.object({ own_password: z.string(), waiting: z.string() });

const offeredFor = hour;

/**
 * Asks for the own password once more before something risky, and then goes on with it: `passwordFirst` leads here, a
 * page with its address, a form with all its fields.
 */
export function addConfirmPassword(web: Web, kit: Kit): void {
  const site = { web, kit };
  web.get(confirmPasswordPath, async (c) => {
    const person = await kit.person(c);
    // Whoever signed in anew comes back here: what waited is gone with the form that was sent.
    if (c.req.query('to') === undefined) return c.redirect(homeOf(person.me.user), 303);
    return ask(site, c, person, waitingIn(c));
  });

  web.post(confirmPasswordPath, async (c) => {
    const person = await kit.person(c);
    if (c.req.query('to') !== undefined) {
      const waiting = waitingIn(c, readFormText(c));
      return ask(site, c, person, waiting, new Refusal('password_needed', {}));
    }
    const { own_password, waiting: sealed } = readForm(c, ConfirmForm);
    const waiting = open(kit, person, sealed);
    const confirmed = await orRefusal(
      kit.sessions.confirmPassword(person.caller, kit.cookies.read(c, sessionCookie) ?? '', own_password),
      'wrong_password',
      'limited',
      'busy',
    );
    if (confirmed instanceof Refusal) return ask(site, c, person, waiting, confirmed);
    await kit.enter(c, confirmed);
    if (waiting.back !== undefined) return offerFile(kit, c, person, { ...waiting, back: waiting.back });
    return goOn(c, { web, cookies: kit.cookies }, { ...waiting, token: confirmed.token });
  });
}

async function ask(
  { web, kit }: { web: Web; kit: Kit },
  c: WebContext,
  person: Person,
  waiting: Waiting,
  refused?: Refusal,
): Promise<Response> {
  const { t, me } = person;
  const { self_service } = await kit.settings.read(kit.database.read);
  const title = t('pages.confirm_password.title');
  const wrong = refused?.is('wrong_password') ? t('pages.confirm_password.wrong') : undefined;
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      {!wrong && !refused?.is('password_needed') && <RefusalNotice t={t} refusal={refused} />}
      {me.factorMissing && <Notice kind="warning" title={t('factors.own.demanded')} />}
      <p class="lead">{t('pages.confirm_password.text', { login: me.user.login })}</p>
      <p>
        {t('pages.confirm_password.waits')} <Act t={t} english={kit.locale.in('en')} to={waiting.to} />
      </p>
      {waiting.form !== undefined && <p>{t('pages.confirm_password.kept')}</p>}
      {waiting.again && <p>{t('pages.confirm_password.again')}</p>}
      <form method="post" action={confirmPasswordPath}>
        <input type="hidden" name="waiting" value={seal(kit, person, waiting)} />
        <input type="hidden" name="login" value={me.user.login} autocomplete="username" />
        <PasswordField
          t={t}
          name="own_password"
          label={t('pages.sign_in.password')}
          hint={self_service && <a href="/web/reset_password?ask=1">{t('pages.own_password.forgotten')}</a>}
          error={wrong}
          input={{ autocomplete: 'current-password', autofocus: true }}
        />
        <Submit busy={t('pages.sign_in.busy')}>{t('pages.confirm_password.button')}</Submit>
      </form>
      {!me.factorMissing && <p>{t('pages.confirm_password.not_you')}</p>}
      <p class="aside">
        <NotNow web={web} person={person} waiting={waiting} />
      </p>
    </div>
  );
  return kit.show(c, person, { title, body, refusal: refused, scripts: [formScript] });
}

/** What the password is asked for. The console is in English. */
function Act({ t, english, to }: { t: Translate; english: Translate; to: string }) {
  const act = waitingAct(to);
  return act.english ? (
    <strong lang="en" dir="ltr">
      {english(act.text)}
    </strong>
  ) : (
    <strong>{t(act.text)}</strong>
  );
}

/**
 * Back to the page on which a form stood, where it has the form's address. Whoever must add a second factor first comes nowhere
 * else from here.
 */
function NotNow({ web, person: { t, me }, waiting }: { web: Web; person: Person; waiting: Waiting }) {
  if (me.factorMissing) return <LinkButton href="/web/session/logout">{t('pages.menu.sign_out')}</LinkButton>;
  const { back, form, to } = waiting;
  const stood = form !== undefined && isPageOfForm(web, new URL(to, 'http://here').pathname) ? to : undefined;
  return <LinkButton href={back ?? stood ?? homeOf(me.user)}>{t('pages.confirm_password.back')}</LinkButton>;
}

/**
 * A browser that gets a file stays on the page from which it asked: so that is not the one which asks for the password.
 * Without the script that holds back a second sending: no page that follows would end that.
 */
function offerFile(
  kit: Kit,
  c: WebContext,
  person: Person,
  { to, form, back }: Waiting & { back: string },
): Response | Promise<Response> {
  const { t } = person;
  const title = t('pages.confirm_password.file.title');
  const fields = [...new URLSearchParams(form)];
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      <p class="lead">{t('pages.confirm_password.file.text')}</p>
      {form === undefined ? (
        <p class="actions">
          <LinkButton href={to} kind="primary">
            {t('pages.confirm_password.file.button')}
          </LinkButton>
        </p>
      ) : (
        <form method="post" action={to}>
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Submit>{t('pages.confirm_password.file.button')}</Submit>
        </form>
      )}
      <p class="aside">
        <LinkButton href={back}>{t('pages.confirm_password.file.back')}</LinkButton>
      </p>
    </div>
  );
  return kit.show(c, person, { title, body });
}

function seal({ secrets, clock }: Kit, { me }: Person, waiting: Waiting): string {
  return secrets.seal(
    'voucher',
    `waiting ${me.user.id}`,
    JSON.stringify({ ...waiting, until: clock.now() + offeredFor }),
  );
}

function open({ secrets, clock }: Kit, { me }: Person, sealed: string): Waiting {
  const text = secrets.open('voucher', `waiting ${me.user.id}`, sealed);
  const kept = text === undefined ? undefined : (JSON.parse(text) as Waiting & { until: number });
  if (!kept || kept.until < clock.now()) throw new Refusal('malformed', {});
  return kept;
}
