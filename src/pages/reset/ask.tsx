import { orRefusal, safeRedirect, type WebContext } from '../../http/index.ts';
import { Refusal } from '../../kernel/index.ts';
import type { Translate } from '../../locale/index.ts';
import type { Challenge } from '../../throttle/index.ts';
import { ErrorSummary, formScript, HelpInline, Icon, RefusalNotice, Rich, Submit, TextField } from '../../ui/index.ts';
import { answerIn, ChallengeFields, challengeIn } from '../challenge.tsx';
import { challengeScript } from '../files.ts';
import type { Kit, Look, Screen } from '../kit.tsx';
import { openForAsk, sealForAsk } from '../vouchers.ts';
import { withRedirect } from '../with-redirect.ts';

/** What the page shows of a refused ask. Never what was typed. */
interface Shown {
  redirect: string | undefined;
  missing?: boolean;
  refusal?: Refusal;
  challenge?: Challenge | undefined;
  /** What was typed, sealed: the person waits, and need not type it again. */
  asked?: string | undefined;
}

interface AskForm {
  login?: string | undefined;
  asked?: string | undefined;
  redirect?: string | undefined;
  challenge?: string | undefined;
  solution?: string | undefined;
}

export async function showAsk(kit: Kit, c: WebContext): Promise<Response> {
  const { self_service } = await kit.settings.read(kit.database.read);
  if (!self_service) throw new Refusal('self_service_off', {});
  return askPage(kit, c, { redirect: safeRedirect(c.req.query('redirect')) });
}

/** The same answer for everybody. */
export async function ask(kit: Kit, c: WebContext, form: AskForm): Promise<Response> {
  const redirect = safeRedirect(form.redirect);
  const login = form.login ?? (form.asked === undefined ? undefined : (openForAsk(kit, form.asked) ?? ''));
  if (login === undefined) throw new Refusal('malformed', { field: 'login' });
  if (login.trim() === '') return askPage(kit, c, { redirect, missing: true });
  const { caller } = await kit.visitor(c);
  const asking = kit.resets.ask(caller, { login, redirect, challenge: answerIn(form) });
  const refusal = await orRefusal(asking, 'limited', 'busy', 'challenge_needed');
  if (refusal) {
    const asked = challengeIn(refusal) && sealForAsk(kit, login);
    return askPage(kit, c, { redirect, refusal, asked });
  }
  return c.redirect('/web/reset_password/sent', 303);
}

async function askPage(kit: Kit, c: WebContext, what: Shown): Promise<Response> {
  const visitor = await kit.visitor(c);
  const challenge = challengeIn(what.refusal) ?? (await kit.resets.askChallenge(visitor.caller));
  const shown = { ...what, challenge };
  const isPlain = Object.values(shown).every((value) => value === undefined);
  const screen = (): Screen => askScreen(visitor.t, shown);
  return isPlain ? kit.showStill(c, visitor, 'ask', screen) : kit.show(c, visitor, screen());
}

function askScreen(t: Translate, { redirect, missing, refusal, challenge, asked }: Shown): Screen {
  const title = t('pages.ask.title');
  const error = missing ? t('pages.ask.missing') : undefined;
  const body = (
    <div class="sheet">
      <h1>{title}</h1>
      {asked === undefined && <p class="lead">{t('pages.ask.intro')}</p>}
      <RefusalNotice t={t} refusal={refusal} />
      <ErrorSummary title={t('pages.errors.title')} errors={error ? [{ field: 'login', text: error }] : []} />
      <form method="post" action="/web/reset_password">
        {redirect !== undefined && <input type="hidden" name="redirect" value={redirect} />}
        <ChallengeFields challenge={challenge} />
        {asked === undefined ? <NameField t={t} error={error} /> : <input type="hidden" name="asked" value={asked} />}
        <Submit busy={t('pages.ask.busy')}>{t('pages.ask.button')}</Submit>
      </form>
      <p class="aside">
        <a href={withRedirect('/web/login', redirect)}>{t('pages.ask.back')}</a>
      </p>
    </div>
  );
  return {
    title,
    body,
    refusal,
    status: missing ? 422 : 200,
    scripts: challenge ? [challengeScript, formScript] : [formScript],
  };
}

function NameField({ t, error }: { t: Translate; error: string | undefined }) {
  return (
    <TextField
      name="login"
      label={t('pages.ask.login')}
      hint={t('pages.ask.hint')}
      error={error}
      input={{
        autocomplete: 'username',
        inputmode: 'email',
        autocapitalize: 'none',
        spellcheck: 'false',
        autofocus: !error,
        required: true,
      }}
    />
  );
}

export async function showSent(kit: Kit, c: WebContext): Promise<Response> {
  const visitor = await kit.visitor(c);
  return kit.showStill(c, visitor, 'sent', () => sentScreen(visitor));
}

function sentScreen({ t, company }: Look): Screen {
  const title = t('pages.sent.title');
  const again = <a href="/web/reset_password?ask=1">{t('pages.sent.again')}</a>;
  const body = (
    <div class="sheet">
      <span class="emblem">
        <Icon name="envelope" />
      </span>
      <h1>{title}</h1>
      <p>
        <Rich t={t} text="pages.sent.text" of={{ again, help: <HelpInline t={t} help={company?.help} /> }} />
      </p>
      <p class="quiet">{t('pages.sent.careful')}</p>
      <p class="aside">
        <a href="/web/login">{t('pages.ask.back')}</a>
      </p>
    </div>
  );
  return { title, body };
}
